// The area under a ROC curve, straight from counts: exact where samples are not weighted.
import { trapezoidArea } from './auc.ts';
import type { BinaryScores } from './binaryScores.ts';
import {
  last,
  requireBothClasses,
  sharesOfLast,
  type ThresholdCounts,
  thresholdCounts,
  withOrigin,
} from './thresholdCounts.ts';

/**
 * The area under the ROC curve of a two-class problem.
 *
 * @param what is measured, for the message when a class is missing
 */
export function areaUnderRoc(binary: BinaryScores, what = 'ROC AUC'): number {
  const counts = thresholdCounts(binary);
  requireBothClasses(counts, what);
  return areaUnderCounts(counts);
}

/** The area under the ROC curve of these counts; NaN where a class is missing. */
export function areaUnderCounts(counts: ThresholdCounts): number {
  const { falsePositives, truePositives } = withOrigin(counts);
  const area = trapezoidArea(falsePositives, truePositives);
  return area / (last(falsePositives) * last(truePositives));
}

/** The area left of a false positive rate, rescaled so that guessing gives 0.5 and perfection 1. */
export function partialAreaUnderRoc(binary: BinaryScores, maxRate: number): number {
  const counts = thresholdCounts(binary);
  requireBothClasses(counts, 'ROC AUC');
  const { falsePositives, truePositives } = withOrigin(counts);
  const [x, y] = cutAt(sharesOfLast(falsePositives), sharesOfLast(truePositives), maxRate);
  const guessing = maxRate ** 2 / 2;
  return (1 + (trapezoidArea(x, y) - guessing) / (maxRate - guessing)) / 2;
}

/** The part of a rising curve up to a position short of its end, with the point on the line there. */
function cutAt(x: Float64Array, y: Float64Array, position: number): [Float64Array, Float64Array] {
  const end = x.findIndex((value) => value > position);
  const [left, right] = [x[end - 1] as number, x[end] as number];
  const [low, high] = [y[end - 1] as number, y[end] as number];
  const [cutX, cutY] = [x.slice(0, end + 1), y.slice(0, end + 1)];
  cutX[end] = position;
  cutY[end] = low + ((high - low) * (position - left)) / (right - left);
  return [cutX, cutY];
}
