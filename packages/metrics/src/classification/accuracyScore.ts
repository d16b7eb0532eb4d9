import type { WeightOptions } from '../inputs/readWeights.ts';
import type { LabelInput } from '../inputs/tensorLike.ts';
import { weightedShare } from '../inputs/weightedMean.ts';
import { readLabelPair } from './classTargets.ts';

/**
 * Accuracy: the share of samples whose label is predicted right.
 *
 * Compare it with the share of the most frequent class, which a model that never looks reaches.
 *
 * mean(yTrue = yPred)
 *
 * @param yTrue true labels, [samples]
 * @param yPred predicted labels, [samples]
 * @returns 0 to 1; 1 is perfect
 * @throws {ShapeError} when the lengths differ or there are no samples
 * @throws {ValueError} when labels are scores or of mixed kinds, or weights are negative or all 0
 * @example accuracyScore([0, 1, 2, 2], [0, 1, 2, 1]) // 0.75
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.accuracy_score.html
 */
export function accuracyScore(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: WeightOptions = {},
): number {
  const pair = readLabelPair(yTrue, yPred, options);
  return weightedShare(
    pair.yTrue.length,
    pair.weights,
    (sample) => pair.yTrue[sample] === pair.yPred[sample],
  );
}
