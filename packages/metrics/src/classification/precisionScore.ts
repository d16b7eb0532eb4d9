import type { LabelInput } from '../inputs/tensorLike.ts';
import type { ClassAverage } from './classScores.ts';
import {
  type AveragedClasses,
  type PrecisionRecallOptions,
  precisionRecallFscoreSupport,
} from './precisionRecallFscoreSupport.ts';

/**
 * Precision: the share of the samples predicted as a class that truly belong to it.
 *
 * High where a false alarm is costly. Raising the decision threshold usually raises it, and lowers
 * recall.
 *
 * true positives / (true positives + false positives)
 *
 * @param yTrue true labels, [samples]
 * @param yPred predicted labels, [samples]
 * @param options `average` is 'binary' by default: the positive class alone
 * @returns 0 to 1, for each class when `average` is 'none'; 1 is perfect
 * @throws {ShapeError} when the lengths differ or there are no samples
 * @throws {ValueError} when 'binary' meets more than two classes or an unknown `posLabel`, labels are
 *   scores or of mixed kinds, an option is out of range, or weights are negative or all 0
 * @example precisionScore([0, 1, 1, 0], [1, 1, 1, 0]) // 0.6666666666666666
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_score.html
 */
export function precisionScore<const A extends ClassAverage = 'binary'>(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: PrecisionRecallOptions<A> = {},
): AveragedClasses<A> {
  const average: ClassAverage = options.average ?? 'binary';
  const result = precisionRecallFscoreSupport(yTrue, yPred, { ...options, average });
  return result.precision as AveragedClasses<A>;
}
