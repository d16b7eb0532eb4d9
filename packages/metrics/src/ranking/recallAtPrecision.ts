import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { bestUnderConstraint } from './bestUnderConstraint.ts';
import type { CurveOptions } from './binaryScores.ts';

/**
 * The largest share of positives that can be found while at least that share of alarms is right.
 *
 * For alarms that somebody has to look into, one by one.
 *
 * @param yTrue true labels, [samples]
 * @param yScore scores, higher for the positive class, [samples]; need not be probabilities
 * @param precision the least precision, 0 to 1
 * @returns 0 to 1; 1 is perfect; 0 where no threshold is that precise
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {UndefinedMetricError} when yTrue holds one class only
 * @throws {ValueError} when `precision` is not from 0 to 1, the positive label is not clear, a score is not
 *   finite, or weights are negative or all 0
 * @example recallAtPrecision([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8], 0.5) // 1
 * @see https://keras.io/api/metrics/classification_metrics/
 */
export function recallAtPrecision(
  yTrue: LabelInput,
  yScore: NumericInput,
  precision: number,
  options: CurveOptions = {},
): number {
  const wanted = { rate: 'sensitivity', floorOf: 'precision', floor: precision } as const;
  return bestUnderConstraint(yTrue, yScore, options, wanted);
}
