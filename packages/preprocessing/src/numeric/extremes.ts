// Smallest and largest values.
import { perColumn } from '../matrix/columns.ts';
import type { Matrix } from '../matrix/matrix.ts';

/** The extremes of each column; NaN where no value is present. */
export interface Extremes {
  readonly low: Float64Array; // [columns]
  readonly high: Float64Array; // [columns]
}

/** The extremes of each column, missing values left out. */
export function columnExtremes(matrix: Matrix): Extremes {
  const { values, numColumns } = matrix;
  const low = perColumn(matrix, () => Number.NaN);
  const high = low.slice();
  for (let index = 0; index < values.length; index++) {
    const column = index % numColumns;
    const value = values[index] as number;
    // A comparison with NaN is false: the first value present always enters.
    if (!(value >= (low[column] as number)) && !Number.isNaN(value)) low[column] = value;
    if (!(value <= (high[column] as number)) && !Number.isNaN(value)) high[column] = value;
  }
  return { low, high };
}

/** The extremes of two sets of rows taken together. */
export function mergeExtremes(a: Extremes, b: Extremes): Extremes {
  return {
    low: a.low.map((value, column) => present(Math.min, value, b.low[column] as number)),
    high: a.high.map((value, column) => present(Math.max, value, b.high[column] as number)),
  };
}

function present(pick: (a: number, b: number) => number, a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : pick(a, b);
}
