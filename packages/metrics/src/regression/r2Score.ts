import type { NumericInput } from '../inputs/tensorLike.ts';
import {
  explainedFraction,
  type VarianceMultioutput,
  type VarianceOptions,
} from './explainedFraction.ts';
import type { Averaged } from './multioutput.ts';
import { meanPerOutput, readTargets } from './regressionTargets.ts';
import { truthVariance } from './truthVariance.ts';

/**
 * R², the coefficient of determination: the share of the target's variance that the model explains.
 *
 * 0 is what always predicting the mean of `yTrue` scores; a worse model is negative.
 *
 * 1 - mean((yTrue - yPred)²) / mean((yTrue - mean(yTrue))²)
 *
 * @param yTrue targets, [samples] or [samples, outputs]
 * @param yPred predictions, same shape as `yTrue`
 * @returns a number ≤ 1; 1 is perfect; NaN for a single sample, where it is not defined
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is not finite, or weights are negative or all 0
 * @example r2Score([1, 2, 4], [1, 3, 2]) // -0.0714285714285714
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.r2_score.html
 */
export function r2Score<const M extends VarianceMultioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: VarianceOptions<M> = {},
): Averaged<M> {
  const targets = readTargets(yTrue, yPred, options);
  const variance = truthVariance(targets);
  if (targets.numSamples < 2) variance.fill(Number.NaN);
  const unexplained = meanPerOutput(targets, (truth, prediction) => (truth - prediction) ** 2);
  return explainedFraction(unexplained, variance, options);
}
