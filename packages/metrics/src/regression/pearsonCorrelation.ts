import type { NumericInput } from '../inputs/tensorLike.ts';
import { weightedMean } from '../inputs/weightedMean.ts';
import { correlationFromMoments } from './correlationFromMoments.ts';
import {
  type Averaged,
  averageOutputs,
  type Multioutput,
  type RegressionOptions,
} from './multioutput.ts';
import { type RegressionTargets, readTargets } from './regressionTargets.ts';

/**
 * Pearson's correlation: whether predictions rise with the truth along a straight line.
 *
 * Offset and scale of the predictions do not matter, so a high value alone does not make good
 * predictions; read it beside an error.
 *
 * covariance(yTrue, yPred) / (deviation(yTrue) · deviation(yPred))
 *
 * @param yTrue targets, [samples] or [samples, outputs]
 * @param yPred predictions, same shape as `yTrue`
 * @returns -1 to 1; 1 is best; NaN where truth or prediction is constant
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is not finite, or weights are negative or all 0
 * @example pearsonCorrelation([1, 2, 4], [1, 3, 2]) // 0.32732683535398854
 * @see Pearson, "Notes on regression and inheritance in the case of two parents", 1895
 */
export function pearsonCorrelation<const M extends Multioutput = 'uniformAverage'>(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: RegressionOptions<M> = {},
): Averaged<M> {
  const targets = readTargets(yTrue, yPred, options);
  const correlations = Float64Array.from({ length: targets.numOutputs }, (_, output) =>
    correlationOf(targets, output),
  );
  return averageOutputs(correlations, options.multioutput);
}

function correlationOf(targets: RegressionTargets, output: number): number {
  const truth = centred(targets, targets.yTrue, output);
  const prediction = centred(targets, targets.yPred, output);
  const product = (left: Float64Array, right: Float64Array) =>
    weightedMean(
      targets.numSamples,
      targets.weights,
      (sample) => (left[sample] as number) * (right[sample] as number),
    );
  return correlationFromMoments(
    product(truth, truth),
    product(prediction, prediction),
    product(truth, prediction),
  );
}

/** The values of one output less their mean. */
function centred(
  { numSamples, numOutputs, weights }: RegressionTargets,
  values: Float64Array,
  output: number,
): Float64Array {
  const column = new Float64Array(numSamples);
  for (let sample = 0; sample < numSamples; sample++) {
    column[sample] = values[sample * numOutputs + output] as number;
  }
  const mean = weightedMean(numSamples, weights, (sample) => column[sample] as number);
  return column.map((value) => value - mean);
}
