import { ShapeError, ValueError } from '@dlqr/core/errors';
import { readVector, requireSameLength } from '../inputs/readMatrix.ts';
import type { NumericInput } from '../inputs/tensorLike.ts';

/**
 * The area under a curve given by points, by the trapezoid rule.
 *
 * For the area under a ROC curve `rocAucScore` is shorter; for precision and recall
 * `averagePrecisionScore` is right, since straight lines between their points are too optimistic.
 *
 * sum((x[i + 1] - x[i]) · (y[i + 1] + y[i]) / 2)
 *
 * @param x positions, [points], all rising or all falling, at least two
 * @param y heights, [points]
 * @returns the area; positive heights give a positive one in either direction of x
 * @throws {ShapeError} when the lengths differ or there are fewer than two points
 * @throws {ValueError} when x both rises and falls, or a value is not finite
 * @example auc([0, 0.5, 1], [0, 1, 1]) // 0.75
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.auc.html
 */
export function auc(x: NumericInput, y: NumericInput): number {
  const [positions, heights] = [readVector(x, 'x'), readVector(y, 'y')];
  requireSameLength('y', heights.length, 'x', positions.length);
  if (positions.length < 2) throw new ShapeError('x has one point; expected at least two');
  let rises = false;
  let falls = false;
  for (let index = 1; index < positions.length; index++) {
    const step = (positions[index] as number) - (positions[index - 1] as number);
    rises ||= step > 0;
    falls ||= step < 0;
  }
  if (rises && falls) throw new ValueError('x rises and falls; expected one direction');
  const area = trapezoidArea(positions, heights);
  return falls ? -area : area;
}

/** The area under the lines from point to point. */
export function trapezoidArea(x: Float64Array, y: Float64Array): number {
  let doubled = 0;
  for (let index = 1; index < x.length; index++) {
    const width = (x[index] as number) - (x[index - 1] as number);
    doubled += width * ((y[index] as number) + (y[index - 1] as number));
  }
  return doubled / 2;
}
