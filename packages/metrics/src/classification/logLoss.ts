import { readWeights } from '../inputs/readWeights.ts';
import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { weightedMean } from '../inputs/weightedMean.ts';
import { type ColumnOptions, readClassColumns } from './classColumns.ts';
import { negativeLog, probabilityOfClass, readEpsilon } from './probabilityOfClass.ts';
import { readProbabilities } from './readProbabilities.ts';

/** What `logLoss` takes. */
export interface LogLossOptions extends ColumnOptions {
  /**
   * How far probabilities are kept from 0 and 1, so that the loss stays finite, above 0 and below
   * 0.5. Default: the precision they came in, 2^-52, or 2^-23 for a Float32Array or a tensor, as in
   * scikit-learn; Keras has 1e-7.
   */
  readonly epsilon?: number;
}

/**
 * Log loss, or cross-entropy: how much probability the model gives to what is true.
 *
 * What classifiers are trained on. It punishes confident errors hard: where a probability of 0
 * comes true, `epsilon` decides.
 *
 * -mean(log(probability of the true class)), in nats
 *
 * @param yTrue true labels, [samples]
 * @param yProb probabilities of the larger of two labels, [samples], or of each class in ascending
 *   order of the labels, [samples, classes]
 * @returns a number ≥ 0; 0 is perfect, log(classes) is knowing nothing
 * @throws {ShapeError} when lengths differ, there are no samples, or not one column per class
 * @throws {ValueError} when a value is no probability, the columns of a sample do not add up to 1, a
 *   label is not in `labels`, epsilon is out of range, or weights are negative or all 0
 * @example logLoss([1, 0], [0.9, 0.2]) // 0.164252033486018
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.log_loss.html
 */
export function logLoss(
  yTrue: LabelInput,
  yProb: NumericInput,
  options: LogLossOptions = {},
): number {
  const epsilon = readEpsilon(options.epsilon);
  const probabilities = readProbabilities(yProb, 'yProb');
  const columns = readClassColumns(yTrue, options.labels, {
    name: 'yProb',
    numRows: probabilities.numRows,
    numColumns: Math.max(2, probabilities.numColumns),
  });
  const weights = readWeights(options.sampleWeight, probabilities.numRows);
  return weightedMean(probabilities.numRows, weights, (sample) =>
    negativeLog(
      probabilityOfClass(probabilities, sample, columns.yTrue[sample] as number),
      epsilon ?? probabilities.epsilon,
    ),
  );
}
