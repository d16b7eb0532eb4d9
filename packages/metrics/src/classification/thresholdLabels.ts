import { ValueError } from '@dlqr/core/errors';
import { readVector } from '../inputs/readMatrix.ts';
import type { NumericInput } from '../inputs/tensorLike.ts';

/**
 * Labels 0 and 1 from the scores of a binary model, such as the output of a sigmoid.
 *
 * A score equal to the threshold is positive, as in `rocCurve` and `precisionRecallCurve`, whose
 * thresholds can be used here as they are.
 *
 * @param yScore scores of the positive class, [samples]
 * @param threshold the least score that makes a sample positive; default 0.5
 * @returns one label per sample
 * @throws {ShapeError} when there are no samples or several columns
 * @throws {ValueError} when a score is not finite, or the threshold is not a number
 * @example thresholdLabels([0.2, 0.5, 0.9]) // [0, 1, 1]
 */
export function thresholdLabels(yScore: NumericInput, threshold = 0.5): number[] {
  if (Number.isNaN(threshold)) throw new ValueError('threshold is NaN; expected a number');
  return Array.from(readVector(yScore, 'yScore'), (score) => Number(score >= threshold));
}
