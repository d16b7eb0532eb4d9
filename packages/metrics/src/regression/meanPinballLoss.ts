import { ValueError } from '@dlqr/core/errors';
import type { NumericInput } from '../inputs/tensorLike.ts';
import {
  type Averaged,
  averageOutputs,
  type Multioutput,
  type RegressionOptions,
} from './multioutput.ts';
import { meanPerOutput, readTargets } from './regressionTargets.ts';

/** What `meanPinballLoss` takes. */
export interface PinballOptions<M extends Multioutput = Multioutput> extends RegressionOptions<M> {
  /** The quantile that was predicted, 0 to 1; default 0.5, the median. */
  readonly alpha?: number;
}

/**
 * Mean pinball loss: how good a predicted quantile is.
 *
 * It is smallest where a share `alpha` of the truth lies below the prediction. At 0.5 it is half
 * the mean absolute error.
 *
 * mean(alpha · max(yTrue - yPred, 0) + (1 - alpha) · max(yPred - yTrue, 0))
 *
 * @param yTrue targets, [samples] or [samples, outputs]
 * @param yPred predicted quantiles, same shape as `yTrue`
 * @returns a number ≥ 0; 0 is perfect
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when alpha is outside 0 to 1, a value is not finite, or weights are negative or all 0
 * @example meanPinballLoss([1, 2, 3], [0, 2, 3], { alpha: 0.9 }) // 0.3
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.mean_pinball_loss.html
 */
export function meanPinballLoss<const M extends Multioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: PinballOptions<M> = {},
): Averaged<M> {
  const { alpha = 0.5 } = options;
  if (!(alpha >= 0 && alpha <= 1)) {
    throw new ValueError(`alpha is ${alpha}; expected a quantile from 0 to 1`);
  }
  const targets = readTargets(yTrue, yPred, options);
  const losses = meanPerOutput(targets, (truth, prediction) =>
    truth >= prediction ? alpha * (truth - prediction) : (1 - alpha) * (prediction - truth),
  );
  return averageOutputs(losses, options.multioutput);
}
