import type { NumericInput } from '../inputs/tensorLike.ts';
import {
  type Averaged,
  averageOutputs,
  type Multioutput,
  type RegressionOptions,
} from './multioutput.ts';
import { readTargets } from './regressionTargets.ts';
import { weightedMedian } from './weightedMedian.ts';

/**
 * Median absolute error: half of the predictions are at most this far off.
 *
 * Up to half of the samples may be outliers without moving it. With weights it is the weighted
 * median: the midpoint between two errors where exactly half of the weight lies on either side.
 *
 * median(|yPred - yTrue|)
 *
 * @param yTrue targets, [samples] or [samples, outputs]
 * @param yPred predictions, same shape as `yTrue`
 * @returns a number ≥ 0; 0 is perfect
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is not finite, or weights are negative or all 0
 * @example medianAbsoluteError([1, 2, 4, 9], [1, 3, 2, 0]) // 1.5
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.median_absolute_error.html
 */
export function medianAbsoluteError<const M extends Multioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: RegressionOptions<M> = {},
): Averaged<M> {
  const targets = readTargets(yTrue, yPred, options);
  const { numOutputs, numSamples } = targets;
  const medians = Float64Array.from({ length: numOutputs }, (_, output) => {
    const errors = new Float64Array(numSamples);
    for (let sample = 0; sample < numSamples; sample++) {
      const index = sample * numOutputs + output;
      errors[sample] = Math.abs(
        (targets.yPred[index] as number) - (targets.yTrue[index] as number),
      );
    }
    return weightedMedian(errors, targets.weights);
  });
  return averageOutputs(medians, options.multioutput);
}
