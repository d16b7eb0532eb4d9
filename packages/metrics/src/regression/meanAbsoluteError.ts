import type { NumericInput } from '../inputs/tensorLike.ts';
import {
  type Averaged,
  averageOutputs,
  type Multioutput,
  type RegressionOptions,
} from './multioutput.ts';
import { meanPerOutput, readTargets } from './regressionTargets.ts';

/**
 * Mean absolute error: the average distance between truth and prediction, in the target's own unit.
 *
 * The first number to report for a regression: everyone reads it, and single outliers do not rule it.
 *
 * mean(|yPred - yTrue|)
 *
 * @param yTrue targets, [samples] or [samples, outputs]
 * @param yPred predictions, same shape as `yTrue`
 * @returns a number ≥ 0; 0 is perfect
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is not finite, or weights are negative or all 0
 * @example meanAbsoluteError([1, 2, 4], [1, 3, 2]) // 1
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.mean_absolute_error.html
 */
export function meanAbsoluteError<const M extends Multioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: RegressionOptions<M> = {},
): Averaged<M> {
  const targets = readTargets(yTrue, yPred, options);
  const errors = meanPerOutput(targets, (truth, prediction) => Math.abs(prediction - truth));
  return averageOutputs(errors, options.multioutput);
}
