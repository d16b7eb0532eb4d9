import { ShapeError } from '@dlqr/core/errors';
import type { NumericInput } from '../inputs/tensorLike.ts';
import { readTargets } from './regressionTargets.ts';

/**
 * Maximum error: the distance between truth and prediction where it is largest.
 *
 * For guarantees: how wrong can it get? It has no weights, since one sample decides.
 *
 * max(|yPred - yTrue|)
 *
 * @param yTrue targets, [samples]
 * @param yPred predictions, [samples]
 * @returns a number ≥ 0; 0 is perfect
 * @throws {ShapeError} when the lengths differ, there are no samples or more than one output
 * @throws {ValueError} when a value is not finite
 * @example maxError([1, 2, 4], [1, 3, 2]) // 2
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.max_error.html
 */
export function maxError(yTrue: NumericInput, yPred: NumericInput): number {
  const targets = readTargets(yTrue, yPred, {});
  if (targets.numOutputs > 1) {
    throw new ShapeError(`yTrue has ${targets.numOutputs} outputs; expected one`, {
      hint: 'Call maxError for each column.',
    });
  }
  return targets.yTrue.reduce(
    (largest, truth, index) =>
      Math.max(largest, Math.abs(truth - (targets.yPred[index] as number))),
    0,
  );
}
