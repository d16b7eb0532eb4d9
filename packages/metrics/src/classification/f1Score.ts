import type { LabelInput } from '../inputs/tensorLike.ts';
import type { ClassAverage } from './classScores.ts';
import {
  type AveragedClasses,
  type PrecisionRecallOptions,
  precisionRecallFscoreSupport,
} from './precisionRecallFscoreSupport.ts';

/**
 * F1: the harmonic mean of precision and recall.
 *
 * For unequal classes, where accuracy says little: it is high only where both are.
 *
 * 2 · precision · recall / (precision + recall)
 *
 * @param yTrue true labels, [samples]
 * @param yPred predicted labels, [samples]
 * @param options `average` is 'binary' by default: the positive class alone
 * @returns 0 to 1, for each class when `average` is 'none'; 1 is perfect
 * @throws {ShapeError} when the lengths differ or there are no samples
 * @throws {ValueError} when 'binary' meets more than two classes or an unknown `posLabel`, labels are
 *   scores or of mixed kinds, an option is out of range, or weights are negative or all 0
 * @example f1Score([0, 1, 1, 0], [1, 1, 1, 0]) // 0.8
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.f1_score.html
 */
export function f1Score<const A extends ClassAverage = 'binary'>(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: PrecisionRecallOptions<A> = {},
): AveragedClasses<A> {
  const average: ClassAverage = options.average ?? 'binary';
  const result = precisionRecallFscoreSupport(yTrue, yPred, { ...options, average, beta: 1 });
  return result.fScore as AveragedClasses<A>;
}
