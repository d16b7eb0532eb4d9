import type { NumericInput } from '../inputs/tensorLike.ts';
import {
  type Averaged,
  averageOutputs,
  type Multioutput,
  type RegressionOptions,
} from './multioutput.ts';
import { meanPerOutput, readTargets } from './regressionTargets.ts';

/**
 * Mean squared error: the average of the squared distances, in the square of the target's unit.
 *
 * What most networks are trained on; large errors count more than their share.
 *
 * mean((yPred - yTrue)²)
 *
 * @param yTrue targets, [samples] or [samples, outputs]
 * @param yPred predictions, same shape as `yTrue`
 * @returns a number ≥ 0; 0 is perfect
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is not finite, or weights are negative or all 0
 * @example meanSquaredError([1, 2, 4], [1, 3, 2]) // 1.6666666666666667
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.mean_squared_error.html
 */
export function meanSquaredError<const M extends Multioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: RegressionOptions<M> = {},
): Averaged<M> {
  const targets = readTargets(yTrue, yPred, options);
  const errors = meanPerOutput(targets, (truth, prediction) => (prediction - truth) ** 2);
  return averageOutputs(errors, options.multioutput);
}
