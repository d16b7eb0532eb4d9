import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { bestUnderConstraint } from './bestUnderConstraint.ts';
import type { CurveOptions } from './binaryScores.ts';

/**
 * The largest share of positives that can be found while at least that share of negatives stays quiet.
 *
 * For a screening test that may not alarm too many healthy people.
 *
 * @param yTrue true labels, [samples]
 * @param yScore scores, higher for the positive class, [samples]; need not be probabilities
 * @param specificity the least specificity, 0 to 1
 * @returns 0 to 1; 1 is perfect
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {UndefinedMetricError} when yTrue holds one class only
 * @throws {ValueError} when `specificity` is not from 0 to 1, the positive label is not clear, a score is not
 *   finite, or weights are negative or all 0
 * @example sensitivityAtSpecificity([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8], 0.5) // 0.5
 * @see https://keras.io/api/metrics/classification_metrics/
 */
export function sensitivityAtSpecificity(
  yTrue: LabelInput,
  yScore: NumericInput,
  specificity: number,
  options: CurveOptions = {},
): number {
  const wanted = { rate: 'sensitivity', floorOf: 'specificity', floor: specificity } as const;
  return bestUnderConstraint(yTrue, yScore, options, wanted);
}
