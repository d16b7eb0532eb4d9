// Mean, spread and median of a column, missing values (NaN) left out.

/** What standardising and imputing need. */
export interface Moments {
  readonly numKnown: number;
  readonly mean: number;
  /** Population standard deviation; 1 for a constant column, as scikit-learn scales it. */
  readonly scale: number;
  readonly median: number;
  readonly isConstant: boolean;
}

/** The moments of the values that are not NaN. */
export function momentsOf(values: Float64Array): Moments {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const numKnown = known.length;
  const mean = known.reduce((sum, value) => sum + value, 0) / numKnown;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const isConstant = known[0] === known[numKnown - 1];
  const middle = numKnown >> 1;
  const upper = known[middle] ?? Number.NaN;
  const median = numKnown % 2 === 1 ? upper : ((known[middle - 1] ?? Number.NaN) + upper) / 2;
  return {
    numKnown,
    mean,
    scale: isConstant ? 1 : Math.sqrt(squares / numKnown),
    median,
    isConstant,
  };
}
