// Prediction intervals with a guarantee: split conformal prediction.
import { ValueError } from '@dlqr/core/errors';

/**
 * The half-width that makes `prediction ± halfWidth` cover new targets with at least the wished
 * probability, whatever the model: the right order statistic of absolute errors on rows that it was
 * not fitted to.
 *
 * @param absoluteErrors errors on calibration rows, [rows]
 * @param confidence 0 to 1
 * @returns Infinity where there are too few rows for that confidence: at least
 * confidence / (1 - confidence) are needed
 * @throws {ValueError} when `confidence` is not between 0 and 1, or there are no rows
 * @example conformalHalfWidth([1, 2, 3, 4, 5, 6, 7, 8, 9], 0.8) // 8
 * @see Lei et al., "Distribution-Free Predictive Inference for Regression", 2018, algorithm 2
 */
export function conformalHalfWidth(absoluteErrors: ArrayLike<number>, confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new ValueError(`confidence is ${confidence}; expected a number between 0 and 1`);
  }
  const numRows = absoluteErrors.length;
  if (numRows === 0) throw new ValueError('there are no calibration rows');
  // Without the small slack, 0.8 * 10 may come out as 8.000000000000002 and take the next one.
  const rank = Math.ceil(confidence * (numRows + 1) - 1e-9);
  if (rank > numRows) return Number.POSITIVE_INFINITY;
  return Float64Array.from(absoluteErrors).sort()[rank - 1] as number;
}

/** The share of targets that lie within their intervals, 0 to 1. */
export function coverageOf(
  yTrue: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
): number {
  let covered = 0;
  for (let row = 0; row < yTrue.length; row++) {
    const value = yTrue[row] as number;
    if (value >= (lower[row] as number) && value <= (upper[row] as number)) covered += 1;
  }
  return covered / yTrue.length;
}
