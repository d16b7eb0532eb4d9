// Several scores in three figures.

/** A metric over folds: its mean, its spread and every value. */
export interface ScoreSummary {
  readonly mean: number;
  /** Of a sample, divided by n - 1; 0 where there is one value. */
  readonly standardDeviation: number;
  /** One value a fold, in the order of the folds. */
  readonly values: readonly number[];
}

/** Mean, spread and values; both are NaN where there are none. */
export function summariseScores(values: readonly number[]): ScoreSummary {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardDeviation = Math.sqrt(squares / Math.max(1, values.length - 1));
  return { mean, standardDeviation: values.length > 0 ? standardDeviation : Number.NaN, values };
}
