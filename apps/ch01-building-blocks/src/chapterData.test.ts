import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { chapterDataOf } from './chapterData.ts';
import { smallChapterData } from './testing/smallChapter.ts';

/** price = row number, so that rows can be told apart. */
function loadedRows(numRows: number) {
  const values = Float64Array.from({ length: numRows }, (_, row) => row);
  return {
    table: {
      numRows,
      columns: [
        { kind: 'number', name: 'size', values: values.map((row) => row % 97) },
        { kind: 'number', name: 'price', values },
      ],
    },
    target: 'price',
    dataset: { name: 'rows', source: '', licence: '', citation: '', rows: numRows },
    source: '',
    warnings: ['read with care'],
  } as const;
}

describe('chapterDataOf', () => {
  it('gives targets with mean 0 and deviation 1, and that deviation in their own unit', () => {
    const { y, targetDeviation, regression } = smallChapterData();
    const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
    const square = y.reduce((sum, value) => sum + value * value, 0) / y.length;
    expectAllClose([mean, square], [0, 1], { absolute: 1e-5 });
    const [first = 0, second = 0] = regression.train.y;
    expectAllClose(((y[0] ?? 0) - (y[1] ?? 0)) * targetDeviation, first - second, {
      absolute: 1e-3,
    });
  });

  it('draws 1,000 rows of a large table, keeps their order, and says so', () => {
    const { table, warnings } = chapterDataOf(loadedRows(3000), 1);
    expect(table.numRows).toBe(1000);
    const rows = [...((table.columns[1] as { values?: Float64Array }).values ?? [])];
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    expect(new Set(rows).size).toBe(1000);
    expect(Math.max(...rows)).toBeGreaterThan(2900);
    expect(warnings).toContain('read with care');
    expect(warnings.join()).toContain('1000 of the 3000 rows');
  });

  it('takes all rows of a small one', () => {
    const { table, warnings } = chapterDataOf(loadedRows(1000), 1);
    expect([table.numRows, warnings.join()]).toEqual([1000, expect.not.stringContaining('drawn')]);
  });
});
