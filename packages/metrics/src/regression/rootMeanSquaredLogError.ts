import type { NumericInput } from '../inputs/tensorLike.ts';
import { logTargets } from './logTargets.ts';
import {
  type Averaged,
  averageOutputs,
  type Multioutput,
  type RegressionOptions,
} from './multioutput.ts';
import { meanPerOutput, readTargets } from './regressionTargets.ts';

/**
 * Root mean squared logarithmic error: roughly the relative error of quantities that grow by factors.
 *
 * The roots are taken output by output, before the outputs are averaged.
 *
 * sqrt(mean((log(1 + yPred) - log(1 + yTrue))²))
 *
 * @param yTrue targets above -1, [samples] or [samples, outputs]
 * @param yPred predictions above -1, same shape as `yTrue`
 * @returns a number ≥ 0; 0 is perfect
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is -1 or less or not finite, or weights are negative or all 0
 * @example rootMeanSquaredLogError([0, 1], [0, 3]) // 0.4901290717342736
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.root_mean_squared_log_error.html
 */
export function rootMeanSquaredLogError<const M extends Multioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: RegressionOptions<M> = {},
): Averaged<M> {
  const targets = logTargets(readTargets(yTrue, yPred, options));
  const errors = meanPerOutput(targets, (truth, prediction) => (prediction - truth) ** 2);
  return averageOutputs(errors.map(Math.sqrt), options.multioutput);
}
