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
 * Mean squared logarithmic error: the mean squared error of log(1 + value).
 *
 * For counts and prices that grow by factors: twice too much costs the same at 10 and at 10,000.
 *
 * mean((log(1 + yPred) - log(1 + yTrue))²)
 *
 * @param yTrue targets above -1, [samples] or [samples, outputs]
 * @param yPred predictions above -1, same shape as `yTrue`
 * @returns a number ≥ 0; 0 is perfect
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is -1 or less or not finite, or weights are negative or all 0
 * @example meanSquaredLogError([0, 1], [0, 3]) // 0.2402265069591007
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.mean_squared_log_error.html
 */
export function meanSquaredLogError<const M extends Multioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: RegressionOptions<M> = {},
): Averaged<M> {
  const targets = logTargets(readTargets(yTrue, yPred, options));
  const errors = meanPerOutput(targets, (truth, prediction) => (prediction - truth) ** 2);
  return averageOutputs(errors, options.multioutput);
}
