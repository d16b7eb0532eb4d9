import type { NumericInput } from '../inputs/tensorLike.ts';
import {
  type Averaged,
  averageOutputs,
  type Multioutput,
  type RegressionOptions,
} from './multioutput.ts';
import { meanPerOutput, readTargets } from './regressionTargets.ts';

/**
 * Root mean squared error: the mean squared error brought back to the target's unit.
 *
 * The roots are taken output by output, before the outputs are averaged.
 *
 * sqrt(mean((yPred - yTrue)²))
 *
 * @param yTrue targets, [samples] or [samples, outputs]
 * @param yPred predictions, same shape as `yTrue`
 * @returns a number ≥ 0; 0 is perfect
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is not finite, or weights are negative or all 0
 * @example rootMeanSquaredError([1, 2, 4], [1, 3, 2]) // 1.2909944487358056
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.root_mean_squared_error.html
 */
export function rootMeanSquaredError<const M extends Multioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: RegressionOptions<M> = {},
): Averaged<M> {
  const targets = readTargets(yTrue, yPred, options);
  const errors = meanPerOutput(targets, (truth, prediction) => (prediction - truth) ** 2);
  return averageOutputs(errors.map(Math.sqrt), options.multioutput);
}
