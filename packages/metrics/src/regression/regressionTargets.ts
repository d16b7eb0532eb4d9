// Truth and prediction of a regression, checked together, and the means over their samples.
import { ShapeError } from '@dlqr/core/errors';
import { readMatrix, requireSameLength } from '../inputs/readMatrix.ts';
import { readWeights, type WeightOptions } from '../inputs/readWeights.ts';
import type { NumericInput } from '../inputs/tensorLike.ts';
import { weightedMean } from '../inputs/weightedMean.ts';

/** Truth and prediction of one shape. */
export interface RegressionTargets {
  readonly yTrue: Float64Array; // [samples * outputs]
  readonly yPred: Float64Array; // [samples * outputs]
  readonly numSamples: number;
  readonly numOutputs: number;
  readonly weights: Float64Array | null; // [samples]
}

/**
 * Reads truth, prediction and weights.
 *
 * @throws {ShapeError} when the shapes differ or there are no samples
 * @throws {ValueError} when a value is not finite, or the weights cannot be used
 */
export function readTargets(
  yTrue: NumericInput,
  yPred: NumericInput,
  options: WeightOptions,
): RegressionTargets {
  const truth = readMatrix(yTrue, 'yTrue');
  const prediction = readMatrix(yPred, 'yPred');
  requireSameLength('yPred', prediction.numRows, 'yTrue', truth.numRows);
  if (truth.numColumns !== prediction.numColumns) {
    throw new ShapeError(
      `yPred has ${prediction.numColumns} outputs; expected ${truth.numColumns}, as in yTrue`,
    );
  }
  return {
    yTrue: truth.values,
    yPred: prediction.values,
    numSamples: truth.numRows,
    numOutputs: truth.numColumns,
    weights: readWeights(options.sampleWeight, truth.numRows),
  };
}

/** The weighted mean over the samples of a value per truth and prediction, for each output. */
export function meanPerOutput(
  targets: RegressionTargets,
  measure: (truth: number, prediction: number) => number,
): Float64Array {
  const { yTrue, yPred, numOutputs, numSamples, weights } = targets;
  return Float64Array.from({ length: numOutputs }, (_, output) =>
    weightedMean(numSamples, weights, (sample) => {
      const index = sample * numOutputs + output;
      return measure(yTrue[index] as number, yPred[index] as number);
    }),
  );
}
