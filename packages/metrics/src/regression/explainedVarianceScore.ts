import type { NumericInput } from '../inputs/tensorLike.ts';
import {
  explainedFraction,
  type VarianceMultioutput,
  type VarianceOptions,
} from './explainedFraction.ts';
import type { Averaged } from './multioutput.ts';
import { readTargets } from './regressionTargets.ts';
import { residualVariance, truthVariance } from './truthVariance.ts';

/**
 * Explained variance: R² that forgives a constant offset of all predictions.
 *
 * Where it lies well above `r2Score`, the model is biased and a shift of its predictions would help.
 *
 * 1 - variance(yTrue - yPred) / variance(yTrue)
 *
 * @param yTrue targets, [samples] or [samples, outputs]
 * @param yPred predictions, same shape as `yTrue`
 * @returns a number ≤ 1; 1 is best
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is not finite, or weights are negative or all 0
 * @example explainedVarianceScore([1, 2, 4], [2, 3, 5]) // 1
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.explained_variance_score.html
 */
export function explainedVarianceScore<const M extends VarianceMultioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: VarianceOptions<M> = {},
): Averaged<M> {
  const targets = readTargets(yTrue, yPred, options);
  return explainedFraction(residualVariance(targets), truthVariance(targets), options);
}
