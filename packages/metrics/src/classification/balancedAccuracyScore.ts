import { ValueError } from '@dlqr/core/errors';
import type { WeightOptions } from '../inputs/readWeights.ts';
import type { LabelInput } from '../inputs/tensorLike.ts';
import { classCounts } from './classCounts.ts';
import { readClassTargets } from './classTargets.ts';

/** What `balancedAccuracyScore` takes. */
export interface BalancedAccuracyOptions extends WeightOptions {
  /** Rescales so that guessing scores 0 and perfection 1; default false. */
  readonly adjusted?: boolean;
}

/**
 * Balanced accuracy: the recall of each class, averaged over the classes that occur in the truth.
 *
 * For unequal classes: always predicting the largest one scores 1 / classes.
 *
 * mean over classes(right predictions of the class / samples of the class)
 *
 * @param yTrue true labels, [samples]
 * @param yPred predicted labels, [samples]
 * @returns 0 to 1, or from -1 / (classes - 1) when adjusted; 1 is perfect
 * @throws {ShapeError} when the lengths differ or there are no samples
 * @throws {ValueError} when labels are scores or of mixed kinds, weights are negative or all 0, or
 *   `adjusted` meets a truth of one class
 * @example balancedAccuracyScore([0, 0, 0, 1], [0, 0, 0, 0]) // 0.5
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.balanced_accuracy_score.html
 */
export function balancedAccuracyScore(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: BalancedAccuracyOptions = {},
): number {
  const { sampleWeight = null, adjusted = false } = options;
  const { truePositives, actual } = classCounts(readClassTargets(yTrue, yPred, { sampleWeight }));
  const recalls = Array.from(truePositives, (right, label) => right / (actual[label] as number));
  const defined = recalls.filter((recall) => !Number.isNaN(recall));
  const score = defined.reduce((total, recall) => total + recall, 0) / defined.length;
  if (!adjusted) return score;
  if (defined.length === 1) {
    throw new ValueError('yTrue holds one class; an adjusted score needs at least two');
  }
  const chance = 1 / defined.length;
  return (score - chance) / (1 - chance);
}
