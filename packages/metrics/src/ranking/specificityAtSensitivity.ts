import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { bestUnderConstraint } from './bestUnderConstraint.ts';
import type { CurveOptions } from './binaryScores.ts';

/**
 * The largest share of negatives that can stay quiet while at least that share of positives is found.
 *
 * For an alarm that must not miss: what does that cost in false alarms?
 *
 * @param yTrue true labels, [samples]
 * @param yScore scores, higher for the positive class, [samples]; need not be probabilities
 * @param sensitivity the least sensitivity, 0 to 1
 * @returns 0 to 1; 1 is perfect
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {UndefinedMetricError} when yTrue holds one class only
 * @throws {ValueError} when `sensitivity` is not from 0 to 1, the positive label is not clear, a score is not
 *   finite, or weights are negative or all 0
 * @example specificityAtSensitivity([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8], 0.5) // 0.6666666666666666
 * @see https://keras.io/api/metrics/classification_metrics/
 */
export function specificityAtSensitivity(
  yTrue: LabelInput,
  yScore: NumericInput,
  sensitivity: number,
  options: CurveOptions = {},
): number {
  const wanted = { rate: 'specificity', floorOf: 'sensitivity', floor: sensitivity } as const;
  return bestUnderConstraint(yTrue, yScore, options, wanted);
}
