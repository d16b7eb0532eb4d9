import { describe, expect, it } from 'vitest';
import type { PartColumn } from './partColumns.ts';
import { rankFeatures } from './rankFeatures.ts';

const both = { reference: Int32Array.of(0, 1), other: Int32Array.of(0, 1) };

function featuresOf(column: Omit<PartColumn, 'name'>) {
  const { values, numRows, numColumns } = rankFeatures([{ name: 'x', ...column }], both);
  return Array.from({ length: numColumns }, (_, index) =>
    Array.from({ length: numRows }, (__, row) => values[row * numColumns + index] as number),
  );
}

describe('rankFeatures', () => {
  it('spreads numbers evenly, whatever their unit and however far out', () => {
    const [ranks = []] = featuresOf({
      categories: null,
      reference: Float64Array.of(1, Number.POSITIVE_INFINITY),
      other: Float64Array.of(2, -1e300),
    });
    // Ranks 2, 4, 3, 1 of 4, at the middles of their quarters of ±√3.
    const quarter = Math.sqrt(12) / 4;
    [-0.5, 1.5, 0.5, -1.5].forEach((place, row) => {
      expect(ranks[row]).toBeCloseTo(place * quarter, 12);
    });
  });

  it('gives equal numbers the same place, and missing ones the middle and a sign', () => {
    const [ranks = [], missing = []] = featuresOf({
      categories: null,
      reference: Float64Array.of(7, 7),
      other: Float64Array.of(9, Number.NaN),
    });
    expect(ranks[0]).toBe(ranks[1]);
    expect(ranks[3]).toBe(0);
    expect(missing[3]).toBeCloseTo(Math.sqrt(3), 12); // (1 - 1/4) / √(1/4 · 3/4)
    expect(missing[0]).toBeCloseTo(-1 / Math.sqrt(3), 12);
  });

  it('has an indicator for each category, missing included, and none for what never varies', () => {
    const codes = { reference: Float64Array.of(0, 1), other: Float64Array.of(1, -1) };
    expect(featuresOf({ categories: ['a', 'b'], ...codes })).toHaveLength(3);
    const same = { reference: Float64Array.of(0, 0), other: Float64Array.of(0, 0) };
    expect(featuresOf({ categories: ['a'], ...same })).toEqual([]);
    expect(featuresOf({ categories: null, ...same })).toEqual([]);
  });

  it('takes only the rows that are wanted, the reference first', () => {
    const column = {
      name: 'x',
      categories: null,
      reference: Float64Array.of(5, 1, 9),
      other: Float64Array.of(3, 7),
    };
    const rows = { reference: Int32Array.of(2), other: Int32Array.of(0) };
    const { values, numRows } = rankFeatures([column], rows);
    expect(numRows).toBe(2);
    expect(values[0]).toBeGreaterThan(values[1] as number); // 9 and 3
  });
});
