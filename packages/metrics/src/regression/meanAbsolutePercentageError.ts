import type { NumericInput } from '../inputs/tensorLike.ts';
import {
  type Averaged,
  averageOutputs,
  type Multioutput,
  type RegressionOptions,
} from './multioutput.ts';
import { meanPerOutput, readTargets } from './regressionTargets.ts';

/**
 * Mean absolute percentage error: the average distance relative to the truth; 0.1 stands for 10 %.
 *
 * For positive targets of widely different size. A truth of 0 counts as 2^-52, so that the result is
 * huge there instead of infinite.
 *
 * mean(|yPred - yTrue| / max(|yTrue|, 2^-52))
 *
 * @param yTrue targets, [samples] or [samples, outputs]
 * @param yPred predictions, same shape as `yTrue`
 * @returns a fraction ≥ 0; 0 is perfect
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is not finite, or weights are negative or all 0
 * @example meanAbsolutePercentageError([1, 2, 4], [1, 3, 2]) // 0.3333333333333333
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.mean_absolute_percentage_error.html
 */
export function meanAbsolutePercentageError<const M extends Multioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: RegressionOptions<M> = {},
): Averaged<M> {
  const targets = readTargets(yTrue, yPred, options);
  const errors = meanPerOutput(
    targets,
    (truth, prediction) => Math.abs(prediction - truth) / Math.max(Math.abs(truth), Number.EPSILON),
  );
  return averageOutputs(errors, options.multioutput);
}
