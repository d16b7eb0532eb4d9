import type { WeightOptions } from '../inputs/readWeights.ts';
import type { LabelInput } from '../inputs/tensorLike.ts';
import { classCounts, sum } from './classCounts.ts';
import { readClassTargets } from './classTargets.ts';

/**
 * Matthews correlation coefficient: one number for a whole confusion matrix, fair to unequal classes.
 *
 * It is high only where all classes are predicted well; for several classes it is Gorodkin's R_K.
 *
 * covariance(yTrue, yPred) / sqrt(variance(yTrue) · variance(yPred)), on one-hot labels
 *
 * @param yTrue true labels, [samples]
 * @param yPred predicted labels, [samples]
 * @returns -1 to 1; 1 is perfect, 0 is guessing or a constant truth or prediction
 * @throws {ShapeError} when the lengths differ or there are no samples
 * @throws {ValueError} when labels are scores or of mixed kinds, or weights are negative or all 0
 * @example matthewsCorrcoef([1, 1, 1, 0], [1, 0, 1, 1]) // -0.3333333333333333
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.matthews_corrcoef.html
 */
export function matthewsCorrcoef(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: WeightOptions = {},
): number {
  const { sampleWeight = null } = options;
  const counts = classCounts(readClassTargets(yTrue, yPred, { sampleWeight }));
  const { truePositives, predicted, actual } = counts;
  const covariance = sum(truePositives) * sum(actual) - dot(actual, predicted);
  const scale = Math.sqrt(varianceOf(actual) * varianceOf(predicted));
  return scale > 0 ? covariance / scale : 0;
}

/** Proportional to the variance of one-hot labels; exactly 0 for a single class. */
function varianceOf(counts: Float64Array): number {
  return sum(counts) ** 2 - dot(counts, counts);
}

function dot(left: Float64Array, right: Float64Array): number {
  return left.reduce((total, value, index) => total + value * (right[index] as number), 0);
}
