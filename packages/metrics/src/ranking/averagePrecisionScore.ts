import { ShapeError } from '@dlqr/core/errors';
import { type ColumnOptions, readClassColumns } from '../classification/classColumns.ts';
import { type Matrix, readMatrix } from '../inputs/readMatrix.ts';
import { readWeights } from '../inputs/readWeights.ts';
import type { Label, LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { type BinaryScores, readBinaryScores } from './binaryScores.ts';
import {
  type AveragedColumns,
  averageOverColumns,
  type ColumnAverage,
  requireColumnAverage,
} from './columnAverages.ts';
import {
  last,
  requirePositives,
  type ThresholdCounts,
  thresholdCounts,
} from './thresholdCounts.ts';

/** What `averagePrecisionScore` takes. */
export interface AveragePrecisionOptions<A extends ColumnAverage = ColumnAverage>
  extends ColumnOptions {
  /** How more than two classes become one number; default 'macro'. */
  readonly average?: A;
  /** The positive label of two; default 1 where labels are 0 and 1 or -1 and 1. */
  readonly posLabel?: Label | null;
}

/**
 * Average precision: the area under the precision-recall curve, in steps.
 *
 * For rare positives, where ROC AUC looks good too easily: guessing scores the share of positives.
 *
 * sum((recall[i] - recall[i - 1]) · precision[i]), from the highest threshold down
 *
 * @param yTrue true labels, [samples]
 * @param yScore for two classes scores of the positive, [samples]; for more, scores of each class in
 *   ascending order of the labels, [samples, classes]
 * @returns 0 to 1; 1 is perfect
 * @throws {ShapeError} when lengths differ, there are no samples, or not one column per class
 * @throws {UndefinedMetricError} when a class does not occur
 * @throws {ValueError} when the positive label is not clear, a score is not finite, or weights are
 *   negative or all 0
 * @example averagePrecisionScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.8333333333333333
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.average_precision_score.html
 */
export function averagePrecisionScore<const A extends ColumnAverage = 'macro'>(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: AveragePrecisionOptions<A> = {},
): AveragedColumns<A> {
  const { average = 'macro' } = options;
  requireColumnAverage(average);
  const scores = readMatrix(yScore, 'yScore');
  if (scores.numColumns > 1) {
    return severalClassPrecision(yTrue, scores, options, average) as AveragedColumns<A>;
  }
  const precision = binaryAveragePrecision(readBinaryScores(yTrue, scores.values, options));
  return (average === 'none' ? [precision] : precision) as AveragedColumns<A>;
}

/** The average precision at these counts; NaN where there is no positive. */
export function averagePrecisionOfCounts(counts: ThresholdCounts): number {
  const { truePositives, falsePositives } = counts;
  let area = 0;
  let before = 0;
  truePositives.forEach((found, index) => {
    if (found > before)
      area += ((found - before) * found) / (found + (falsePositives[index] as number));
    before = found;
  });
  return area / last(truePositives);
}

function binaryAveragePrecision(binary: BinaryScores, what = 'average precision'): number {
  const counts = thresholdCounts(binary);
  requirePositives(counts, what);
  return averagePrecisionOfCounts(counts);
}

function severalClassPrecision(
  yTrue: LabelInput,
  scores: Matrix,
  options: AveragePrecisionOptions,
  average: ColumnAverage,
): number | number[] {
  const columns = readClassColumns(yTrue, options.labels, { name: 'yScore', ...scores });
  if (columns.labels.length === 2) {
    throw new ShapeError('yScore has two columns; expected one for two classes', {
      hint: 'Give the column of the positive label.',
    });
  }
  const weights = readWeights(options.sampleWeight, scores.numRows);
  return averageOverColumns({ columns, scores, weights }, average, (binary, className) =>
    binaryAveragePrecision(binary, `average precision of ${className}`),
  );
}
