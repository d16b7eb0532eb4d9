import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { type CurveOptions, readBinaryScores } from './binaryScores.ts';
import { isBesidePositive, keptPoints } from './keptPoints.ts';
import {
  last,
  requireBothClasses,
  sharesOfLast,
  thresholdCounts,
  withOrigin,
} from './thresholdCounts.ts';

/** What `detCurve` takes. */
export interface DetCurveOptions extends CurveOptions {
  /** Leaves out thresholds within runs of negatives; default false. */
  readonly dropIntermediate?: boolean;
}

/** Points of a DET curve, from the most lenient threshold to the strictest. */
export interface DetCurve {
  readonly falsePositiveRate: number[];
  readonly falseNegativeRate: number[];
  /** Ascending; a sample is positive where its score is at least this; Infinity: none is. */
  readonly thresholds: number[];
}

/**
 * The detection error tradeoff: what share of positives is missed at what share of false alarms.
 *
 * The errors of `rocCurve` drawn against each other, usually on normal-deviate axes, where
 * detectors of speech, faces or fraud are compared. Only the part where both errors change is
 * given.
 *
 * @param yTrue true labels, [samples]
 * @param yScore scores, higher for the positive class, [samples]; need not be probabilities
 * @returns equally long arrays; false alarms fall and misses rise along them
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {UndefinedMetricError} when yTrue holds one class only
 * @throws {ValueError} when the positive label is not clear, a score is not finite, or weights are
 *   negative or all 0
 * @example
 * detCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * // falsePositiveRate: [0.5, 0.5, 0], falseNegativeRate: [0, 0.5, 0.5], thresholds: [0.35, 0.4, 0.8]
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.det_curve.html
 */
export function detCurve(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: DetCurveOptions = {},
): DetCurve {
  const all = withOrigin(thresholdCounts(readBinaryScores(yTrue, yScore, options)));
  requireBothClasses(all, 'a DET curve');
  const counts = options.dropIntermediate ? keptPoints(all, isBesidePositive) : all;
  const { falsePositives, truePositives, thresholds } = counts;
  const start = falsePositives.lastIndexOf(0);
  const end = truePositives.indexOf(last(truePositives)) + 1;
  const part = (values: Float64Array) => Array.from(values.slice(start, end).reverse());
  return {
    falsePositiveRate: part(sharesOfLast(falsePositives)),
    falseNegativeRate: part(sharesOfLast(truePositives).map((found) => 1 - found)),
    thresholds: part(thresholds),
  };
}
