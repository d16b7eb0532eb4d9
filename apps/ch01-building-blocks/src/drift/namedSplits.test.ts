import { describe, expect, it } from 'vitest';
import { smallChapterData } from '../testing/smallChapter.ts';
import { namedSplits, TEST_SHARE } from './namedSplits.ts';

const data = smallChapterData();
const splits = namedSplits(data, 1);

function partsOf(name: string) {
  const found = splits.find((split) => split.name === name);
  return found?.parts ?? { train: new Int32Array(), test: new Int32Array() };
}

describe('namedSplits', () => {
  it('has every row on one side of each split', () => {
    expect(splits.map(({ name }) => name)).toEqual([
      'random',
      'in the order of the file',
      'sorted by size', // the column that goes best with the price
      expect.stringMatching(/^colour (red|blue) held out$/),
    ]);
    for (const { parts } of splits) {
      const rows = [...parts.train, ...parts.test].sort((a, b) => a - b);
      expect(rows).toEqual(Array.from({ length: data.table.numRows }, (_, row) => row));
    }
  });

  it('takes the last rows, the largest values, one category', () => {
    const numTest = Math.round(TEST_SHARE * data.table.numRows);
    const inOrder = partsOf('in the order of the file');
    expect(Math.min(...inOrder.test)).toBe(data.table.numRows - numTest);
    const sizeOf = (row: number): number => {
      const [size] = data.table.columns;
      return size?.kind === 'number' ? (size.values[row] as number) : Number.NaN;
    };
    const sorted = partsOf('sorted by size');
    expect(sorted.test).toHaveLength(numTest);
    const largestTrain = Math.max(...Array.from(sorted.train, sizeOf));
    expect(Math.min(...Array.from(sorted.test, sizeOf))).toBeGreaterThanOrEqual(largestTrain);
    const colour = data.table.columns[2];
    const codes = colour?.kind === 'category' ? colour.codes : new Int32Array();
    const heldOut = splits[3]?.parts.test ?? new Int32Array();
    expect(new Set(Array.from(heldOut, (row) => codes[row])).size).toBe(1);
  });
});
