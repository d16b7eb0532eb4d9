import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { bestUnderConstraint } from './bestUnderConstraint.ts';
import type { CurveOptions } from './binaryScores.ts';

/**
 * The largest share of right alarms while at least that share of positives is found.
 *
 * For rare positives, where a specificity near 1 may still mean mostly false alarms.
 *
 * @param yTrue true labels, [samples]
 * @param yScore scores, higher for the positive class, [samples]; need not be probabilities
 * @param recall the least recall, 0 to 1
 * @returns 0 to 1; 1 is perfect
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {UndefinedMetricError} when yTrue holds one class only
 * @throws {ValueError} when `recall` is not from 0 to 1, the positive label is not clear, a score is not
 *   finite, or weights are negative or all 0
 * @example precisionAtRecall([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8], 0.5) // 0.5
 * @see https://keras.io/api/metrics/classification_metrics/
 */
export function precisionAtRecall(
  yTrue: LabelInput,
  yScore: NumericInput,
  recall: number,
  options: CurveOptions = {},
): number {
  const wanted = { rate: 'precision', floorOf: 'sensitivity', floor: recall } as const;
  return bestUnderConstraint(yTrue, yScore, options, wanted);
}
