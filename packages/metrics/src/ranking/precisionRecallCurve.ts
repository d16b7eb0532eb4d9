import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { type CurveOptions, readBinaryScores } from './binaryScores.ts';
import { isBesidePositive, keptPoints } from './keptPoints.ts';
import { requirePositives, sharesOfLast, thresholdCounts } from './thresholdCounts.ts';

/** What `precisionRecallCurve` takes. */
export interface PrecisionRecallCurveOptions extends CurveOptions {
  /** Leaves out thresholds within runs of negatives; default false. */
  readonly dropIntermediate?: boolean;
}

/** Points of a precision-recall curve, from the most lenient threshold to the strictest. */
export interface PrecisionRecallCurve {
  /** One more than thresholds; the last is 1. */
  readonly precision: number[];
  /** One more than thresholds; the last is 0. */
  readonly recall: number[];
  /** Ascending; a sample is positive where its score is at least this. */
  readonly thresholds: number[];
}

/**
 * Precision and recall at every threshold.
 *
 * For choosing a decision threshold when positives are rare: true negatives play no part.
 *
 * @param yTrue true labels, [samples]
 * @param yScore scores, higher for the positive class, [samples]; need not be probabilities
 * @returns points of falling recall
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {UndefinedMetricError} when yTrue holds no positive
 * @throws {ValueError} when the positive label is not clear, a score is not finite, or weights are
 *   negative or all 0
 * @example
 * precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * // precision: [0.5, 0.666…, 0.5, 1, 1], recall: [1, 1, 0.5, 0.5, 0], thresholds: [0.1, 0.35, 0.4, 0.8]
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_recall_curve.html
 */
export function precisionRecallCurve(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: PrecisionRecallCurveOptions = {},
): PrecisionRecallCurve {
  const all = thresholdCounts(readBinaryScores(yTrue, yScore, options));
  requirePositives(all, 'a precision-recall curve');
  const counts = options.dropIntermediate ? keptPoints(all, isBesidePositive) : all;
  const { truePositives, falsePositives, thresholds } = counts;
  const precision = truePositives.map(
    (right, at) => right / (right + (falsePositives[at] as number)),
  );
  const recall = sharesOfLast(truePositives);
  return {
    precision: [...precision.reverse(), 1],
    recall: [...recall.reverse(), 0],
    thresholds: [...thresholds].reverse(),
  };
}
