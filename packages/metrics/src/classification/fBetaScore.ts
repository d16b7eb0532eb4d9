import type { LabelInput } from '../inputs/tensorLike.ts';
import type { ClassAverage } from './classScores.ts';
import {
  type AveragedClasses,
  type FBetaOptions,
  precisionRecallFscoreSupport,
} from './precisionRecallFscoreSupport.ts';

/**
 * F-beta: the harmonic mean of precision and recall, recall counting `beta` times as much.
 *
 * `beta: 2` where misses are worse than false alarms, `beta: 0.5` where it is the other way round.
 *
 * (1 + beta²) · precision · recall / (beta² · precision + recall)
 *
 * @param yTrue true labels, [samples]
 * @param yPred predicted labels, [samples]
 * @param options `average` is 'binary' by default: the positive class alone
 * @returns 0 to 1, for each class when `average` is 'none'; 1 is perfect
 * @throws {ShapeError} when the lengths differ or there are no samples
 * @throws {ValueError} when 'binary' meets more than two classes or an unknown `posLabel`, labels are
 *   scores or of mixed kinds, an option is out of range, or weights are negative or all 0
 * @example fBetaScore([0, 1, 1, 0], [1, 1, 1, 0], { beta: 2 }) // 0.9090909090909091
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.fbeta_score.html
 */
export function fBetaScore<const A extends ClassAverage = 'binary'>(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: FBetaOptions<A> = {},
): AveragedClasses<A> {
  const average: ClassAverage = options.average ?? 'binary';
  const result = precisionRecallFscoreSupport(yTrue, yPred, { ...options, average });
  return result.fScore as AveragedClasses<A>;
}
