// The variance of the targets, which scores of explained variance are measured against.
import { weightedMean } from '../inputs/weightedMean.ts';
import type { RegressionTargets } from './regressionTargets.ts';

/** The weighted variance of the truth of each output; exactly 0 where it is constant. */
export function truthVariance(targets: RegressionTargets): Float64Array {
  return variancePerOutput(targets, (index) => targets.yTrue[index] as number);
}

/** The weighted variance of what is left of the truth without its prediction, for each output. */
export function residualVariance(targets: RegressionTargets): Float64Array {
  const { yTrue, yPred } = targets;
  return variancePerOutput(targets, (index) => (yTrue[index] as number) - (yPred[index] as number));
}

function variancePerOutput(
  targets: RegressionTargets,
  valueAt: (index: number) => number,
): Float64Array {
  const { numOutputs, numSamples, weights } = targets;
  return Float64Array.from({ length: numOutputs }, (_, output) => {
    const sampleValue = (sample: number) => valueAt(sample * numOutputs + output);
    const mean = weightedMean(numSamples, weights, sampleValue);
    return weightedMean(numSamples, weights, (sample) => (sampleValue(sample) - mean) ** 2);
  });
}
