import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { type CurveOptions, readBinaryScores } from './binaryScores.ts';
import { thresholdCounts } from './thresholdCounts.ts';

/** The confusion matrix at every distinct score, from the strictest threshold to the most lenient. */
export interface ThresholdMatrices {
  /** Descending; a sample is positive where its score is at least this. */
  readonly thresholds: number[];
  readonly trueNegatives: number[];
  readonly falsePositives: number[];
  readonly falseNegatives: number[];
  readonly truePositives: number[];
}

/**
 * The four cells of the confusion matrix at every threshold that makes a difference.
 *
 * Whatever a threshold is chosen for (a cost, a share that must be found, F1) is a function of these
 * four. Samples of weight 0 are as if absent.
 *
 * @param yTrue true labels, [samples]
 * @param yScore scores, higher for the positive class, [samples]; need not be probabilities
 * @returns equally long arrays, one entry a distinct score; weights where `sampleWeight` is given
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {ValueError} when the positive label is not clear, a score is not finite, or weights are
 *   negative or all 0
 * @example
 * confusionMatrixAtThresholds([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * // thresholds: [0.8, 0.4, 0.35, 0.1], trueNegatives: [2, 1, 1, 0], falsePositives: [0, 1, 1, 2],
 * // falseNegatives: [1, 1, 0, 0], truePositives: [1, 1, 2, 2]
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.confusion_matrix_at_thresholds.html
 */
export function confusionMatrixAtThresholds(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: CurveOptions = {},
): ThresholdMatrices {
  const counts = thresholdCounts(readBinaryScores(yTrue, yScore, options));
  const truePositives = Array.from(counts.truePositives);
  const falsePositives = Array.from(counts.falsePositives);
  const restOf = (cumulative: number[]): number[] => {
    const whole = cumulative.at(-1) as number;
    return cumulative.map((value) => whole - value);
  };
  return {
    thresholds: Array.from(counts.thresholds),
    trueNegatives: restOf(falsePositives),
    falsePositives,
    falseNegatives: restOf(truePositives),
    truePositives,
  };
}
