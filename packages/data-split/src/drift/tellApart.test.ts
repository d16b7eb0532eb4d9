import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import type { PartColumn } from './partColumns.ts';
import { partColumns } from './partColumns.ts';
import { tellApart } from './tellApart.ts';
import { normalRows, rateOver } from './testing/samples.ts';

const OPTIONS = { seed: 1, maxRows: 400, numPermutations: 99 };

/** Two parts of normal rows, the second of them changed. */
function parts(
  random: Random,
  numRows: number,
  change: (row: number[]) => number[] = (row) => row,
): PartColumn[] {
  return partColumns(normalRows(random, numRows, 4), normalRows(random, numRows, 4).map(change));
}

describe('tellApart', () => {
  it('sees that columns depend on each other otherwise, though each is as before', () => {
    const random = new Random(3);
    const correlated = parts(random, 200, ([a = 0, b = 0, ...rest]) => [
      a,
      0.7 * a + Math.sqrt(1 - 0.49) * b, // still normal with mean 0 and variance 1
      ...rest,
    ]);
    const told = tellApart(correlated, OPTIONS);
    expect(told?.pValue).toBe(0.01); // better than all 99 permutations
    expect(told?.rocAuc).toBeGreaterThan(0.65);
  });

  it('reaches what is possible for a shift', () => {
    // Two normals that are d apart overlap so that the best AUC is Φ(d / √2); d = 2: 0.921.
    const shifted = parts(new Random(4), 200, ([a = 0, ...rest]) => [a + 2, ...rest]);
    const { rocAuc = 0 } = tellApart(shifted, OPTIONS) ?? {};
    expect(rocAuc).toBeGreaterThan(0.88);
    expect(rocAuc).toBeLessThan(0.95);
  });

  it('is certain of parts that do not overlap', () => {
    const apart = parts(new Random(5), 40, (row) => row.map((value) => value + 100));
    expect(tellApart(apart, OPTIONS)?.rocAuc).toBe(1);
  });

  it('keeps its rate of false alarms', () => {
    const alarms = rateOver(200, (random) => {
      const told = tellApart(parts(random, 25), { ...OPTIONS, numPermutations: 39 });
      return (told?.pValue ?? 0) <= 0.05;
    });
    expect(alarms).toBeGreaterThan(0.01); // 5 % give or take 3 standard errors of 1.5 points
    expect(alarms).toBeLessThan(0.097);
  });

  it('counts a half for rows of both parts that are alike', () => {
    // Two kinds of rows, one in a hundred of the one: nearly all scores of a fold are equal.
    const column = {
      name: 'x',
      categories: ['a', 'b'],
      reference: Float64Array.from({ length: 200 }, (_, row) => Number(row === 0)),
      other: Float64Array.from({ length: 200 }, (_, row) => Number(row === 0)),
    };
    const { rocAuc = 0 } = tellApart([column], OPTIONS) ?? {};
    expect(Math.abs(rocAuc - 0.5)).toBeLessThan(0.02); // a rare row shifts 1 of 5 folds by 1 in 80
  });

  it('takes no more rows than it may, at random by its seed', () => {
    const columns = parts(new Random(6), 100, ([a = 0, ...rest]) => [a + 1, ...rest]);
    const few = { ...OPTIONS, maxRows: 30 };
    const told = tellApart(columns, few);
    expect(told?.numRows).toEqual({ reference: 30, other: 30 });
    expect(tellApart(columns, few)).toEqual(told);
    expect(tellApart(columns, { ...few, seed: 2 })?.rocAuc).not.toBe(told?.rocAuc);
  });

  it('has nothing to say of fewer than 10 rows, or of columns that do not vary', () => {
    expect(tellApart(parts(new Random(1), 9), OPTIONS)).toBeNull();
    const ones = new Array(20).fill([1]);
    expect(tellApart(partColumns(ones, ones), OPTIONS)).toBeNull();
  });
});
