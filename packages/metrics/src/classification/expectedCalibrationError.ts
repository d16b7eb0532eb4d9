import { ValueError } from '@dlqr/core/errors';
import type { Matrix } from '../inputs/readMatrix.ts';
import { readWeights } from '../inputs/readWeights.ts';
import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { argMax } from './argMaxLabels.ts';
import { type ColumnOptions, readClassColumns } from './classColumns.ts';
import { readProbabilities } from './readProbabilities.ts';

/** What `expectedCalibrationError` takes. */
export interface CalibrationErrorOptions extends ColumnOptions {
  /** Bins of equal width, ≥ 1; default 15, as in the literature. */
  readonly numBins?: number;
}

/**
 * Expected calibration error: how far stated confidence and actual accuracy are apart.
 *
 * A model that is right in 80 % of the cases in which it says 80 % has none. Read it beside the
 * accuracy: a model that always states the base rate is perfectly calibrated and of no use.
 *
 * sum over bins(share of samples in the bin · |accuracy in the bin - mean confidence in the bin|),
 * bins (0, 1/n], (1/n, 2/n], …
 *
 * @param yTrue true labels, [samples]
 * @param yProb probabilities of each class in ascending order of the labels, [samples, classes]: the
 *   confidence is that of the predicted class. Or of the larger of two labels, [samples]: compared
 *   with how often it comes true
 * @returns 0 to 1; 0 is perfect
 * @throws {ShapeError} when lengths differ, there are no samples, or not one column per class
 * @throws {ValueError} when `numBins` is not a whole number of at least 1, a value is no probability,
 *   the columns of a sample do not add up to 1, a label is not in `labels`, or weights are negative or
 *   all 0
 * @example expectedCalibrationError([0, 1, 1], [[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]]) // 0.3
 * @see Guo et al., "On calibration of modern neural networks", ICML 2017
 */
export function expectedCalibrationError(
  yTrue: LabelInput,
  yProb: NumericInput,
  options: CalibrationErrorOptions = {},
): number {
  const { numBins = 15 } = options;
  if (!Number.isInteger(numBins) || numBins < 1) {
    throw new ValueError(`numBins is ${numBins}; expected a whole number of at least 1`);
  }
  const probabilities = readProbabilities(yProb, 'yProb');
  const { numRows, numColumns } = probabilities;
  const classes = readClassColumns(yTrue, options.labels, {
    name: 'yProb',
    numRows,
    numColumns: Math.max(2, numColumns),
  });
  const weights = readWeights(options.sampleWeight, numRows);
  const gaps = new Float64Array(numBins); // weight of the right ones minus confidence, by bin
  let total = 0;
  for (let sample = 0; sample < numRows; sample++) {
    const { confidence, stated } = statementOf(probabilities, sample);
    const weight = weights?.[sample] ?? 1;
    const isRight = Number(classes.yTrue[sample] === stated);
    const bin = Math.max(0, Math.ceil(confidence * numBins) - 1);
    gaps[bin] = (gaps[bin] as number) + weight * (isRight - confidence);
    total += weight;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}

/** Which class a sample's probabilities speak of, and how sure they are of it. */
function statementOf(
  { values, numColumns }: Matrix,
  sample: number,
): { readonly confidence: number; readonly stated: number } {
  if (numColumns === 1) return { confidence: values[sample] as number, stated: 1 };
  const start = sample * numColumns;
  const stated = argMax(values, start, numColumns);
  return { confidence: values[start + stated] as number, stated };
}
