import { ShapeError, ValueError } from '@dlqr/core/errors';
import { type ColumnOptions, readClassColumns } from '../classification/classColumns.ts';
import { requireRowSums } from '../classification/readProbabilities.ts';
import { readLabels, sortedLabels } from '../inputs/readLabels.ts';
import { type Matrix, readMatrix } from '../inputs/readMatrix.ts';
import { readWeights } from '../inputs/readWeights.ts';
import type { Label, LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { UndefinedMetricError } from '../inputs/undefinedMetricError.ts';
import { areaUnderRoc, partialAreaUnderRoc } from './areaUnderRoc.ts';
import { readBinaryScores } from './binaryScores.ts';
import {
  type AveragedColumns,
  averageOverColumns,
  type ColumnAverage,
  requireColumnAverage,
} from './columnAverages.ts';
import { oneVersusOneAuc } from './oneVersusOneAuc.ts';

/** Each class against all others together, or each pair of classes. */
export type MultiClass = 'ovr' | 'ovo';

/** What `rocAucScore` takes. */
export interface RocAucOptions<A extends ColumnAverage = ColumnAverage> extends ColumnOptions {
  /** How more than two classes are told apart; needed for them. */
  readonly multiClass?: MultiClass | null;
  /** How classes become one number; default 'macro'. With 'ovo' only 'macro' and 'weighted'. */
  readonly average?: A;
  /**
   * Measures only up to this false positive rate, above 0 to 1, rescaled so that guessing scores
   * 0.5 and perfection 1 (McClish); for two classes; default 1.
   */
  readonly maxFalsePositiveRate?: number;
}

/**
 * ROC AUC: the probability that a random positive scores higher than a random negative.
 *
 * Exact, ties counting one half, and independent of any threshold or of how often a class occurs.
 *
 * area under `rocCurve` = (pairs in the right order + ties / 2) / pairs
 *
 * @param yTrue true labels, [samples]; of two labels the larger is the positive one
 * @param yScore for two classes scores of the positive, [samples]; for more, probabilities of each class
 *   in ascending order of the labels, [samples, classes]
 * @returns 0 to 1; 1 is perfect, 0.5 is guessing
 * @throws {ShapeError} when lengths differ, there are no samples, or not one column per class
 * @throws {UndefinedMetricError} when a class does not occur
 * @throws {ValueError} when a score is not finite, the columns of a sample do not add up to 1, `multiClass` is missing, an option is out of range, or weights are negative or all 0
 * @example rocAucScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.75
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html
 */
export function rocAucScore<const A extends ColumnAverage = 'macro'>(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: RocAucOptions<A> = {},
): AveragedColumns<A> {
  const { average = 'macro', maxFalsePositiveRate = 1 } = options;
  if (!(maxFalsePositiveRate > 0 && maxFalsePositiveRate <= 1)) {
    throw new ValueError(
      `maxFalsePositiveRate is ${maxFalsePositiveRate}; expected more than 0, up to 1`,
    );
  }
  requireColumnAverage(average);
  const scores = readMatrix(yScore, 'yScore');
  const result =
    scores.numColumns === 1
      ? asAverage(twoClassAuc(yTrue, scores, options), average)
      : severalClassAuc(yTrue, scores, options);
  return result as AveragedColumns<A>;
}

function twoClassAuc(yTrue: LabelInput, scores: Matrix, options: RocAucOptions): number {
  const labels = sortedLabels(readLabels(yTrue, 'yTrue'));
  if (labels.length > 2) {
    throw new ShapeError(
      `yScore has one column; expected ${labels.length}, one per class: ${labels.join(', ')}`,
    );
  }
  if (labels.length < 2) {
    throw new UndefinedMetricError(
      `yTrue holds only the label ${labels[0]}; ROC AUC needs samples of two classes`,
      { hint: 'Split the data by class (stratified), or measure on more samples.' },
    );
  }
  const { sampleWeight = null, maxFalsePositiveRate = 1 } = options;
  const posLabel = labels.at(-1) ?? null;
  const binary = readBinaryScores(yTrue, scores.values, { posLabel, sampleWeight });
  return maxFalsePositiveRate < 1
    ? partialAreaUnderRoc(binary, maxFalsePositiveRate)
    : areaUnderRoc(binary);
}

function severalClassAuc(
  yTrue: LabelInput,
  scores: Matrix,
  options: RocAucOptions,
): number | number[] {
  const { multiClass = null, average = 'macro' } = options;
  const columns = readClassColumns(yTrue, options.labels, { name: 'yScore', ...scores });
  requireSeveralClasses(columns.labels, options);
  requireRowSums(scores.values, scores.numColumns, 'yScore');
  const weights = readWeights(options.sampleWeight, scores.numRows);
  const problem = { columns, scores, weights };
  if (multiClass === 'ovr') {
    return averageOverColumns(problem, average, (binary, className) =>
      areaUnderRoc(binary, `ROC AUC of ${className}`),
    );
  }
  if (weights !== null) {
    throw new ValueError("sampleWeight is not defined for multiClass 'ovo'", {
      hint: "Leave it out, or take 'ovr'.",
    });
  }
  if (average !== 'macro' && average !== 'weighted') {
    throw new ValueError(
      `average is "${average}"; expected 'macro' or 'weighted' for multiClass 'ovo'`,
    );
  }
  return oneVersusOneAuc(problem, average === 'weighted');
}

function requireSeveralClasses(
  labels: readonly Label[],
  { multiClass, maxFalsePositiveRate = 1 }: RocAucOptions,
): void {
  if (labels.length === 2) {
    throw new ShapeError('yScore has two columns; expected one for two classes', {
      hint: 'Give the column of the larger label.',
    });
  }
  if (multiClass !== 'ovr' && multiClass !== 'ovo') {
    throw new ValueError(
      `multiClass is ${multiClass ?? 'missing'}; expected 'ovr' or 'ovo' for ${labels.length} classes`,
    );
  }
  if (maxFalsePositiveRate < 1) {
    throw new ValueError('maxFalsePositiveRate is not defined for more than two classes');
  }
}

/** Two classes have one score: 'none' gives it as a list of one. */
function asAverage(score: number, average: ColumnAverage): number | number[] {
  return average === 'none' ? [score] : score;
}
