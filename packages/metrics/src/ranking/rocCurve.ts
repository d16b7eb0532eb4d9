import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { type CurveOptions, readBinaryScores } from './binaryScores.ts';
import { isCorner, keptPoints } from './keptPoints.ts';
import {
  requireBothClasses,
  sharesOfLast,
  thresholdCounts,
  withOrigin,
} from './thresholdCounts.ts';

/** What `rocCurve` takes. */
export interface RocCurveOptions extends CurveOptions {
  /** Leaves out points on a straight line between their neighbours; default true. */
  readonly dropIntermediate?: boolean;
}

/** Points of a ROC curve, from the strictest threshold to the most lenient. */
export interface RocCurve {
  readonly falsePositiveRate: number[];
  readonly truePositiveRate: number[];
  /** A sample is positive where its score is at least this; the first is Infinity: none is. */
  readonly thresholds: number[];
}

/**
 * The receiver operating characteristic: what share of positives is found at what share of false alarms.
 *
 * For choosing a decision threshold when both classes matter; with rare positives look at
 * `precisionRecallCurve` as well.
 *
 * @param yTrue true labels, [samples]
 * @param yScore scores, higher for the positive class, [samples]; need not be probabilities
 * @returns equally long arrays from the point (0, 0) to (1, 1)
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {UndefinedMetricError} when yTrue holds one class only
 * @throws {ValueError} when the positive label is not clear, a score is not finite, or weights are
 *   negative or all 0
 * @example
 * rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * // falsePositiveRate: [0, 0, 0.5, 0.5, 1], truePositiveRate: [0, 0.5, 0.5, 1, 1],
 * // thresholds: [Infinity, 0.8, 0.4, 0.35, 0.1]
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_curve.html
 */
export function rocCurve(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: RocCurveOptions = {},
): RocCurve {
  const all = thresholdCounts(readBinaryScores(yTrue, yScore, options));
  requireBothClasses(all, 'a ROC curve');
  const counts = withOrigin(options.dropIntermediate === false ? all : keptPoints(all, isCorner));
  return {
    falsePositiveRate: Array.from(sharesOfLast(counts.falsePositives)),
    truePositiveRate: Array.from(sharesOfLast(counts.truePositives)),
    thresholds: Array.from(counts.thresholds),
  };
}
