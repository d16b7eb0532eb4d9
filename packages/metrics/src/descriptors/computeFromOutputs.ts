import { ShapeError } from '@dlqr/core/errors';
import { argMaxLabels } from '../classification/argMaxLabels.ts';
import { columnNumbers } from '../classification/classColumns.ts';
import { thresholdLabels } from '../classification/thresholdLabels.ts';
import { oneHotClass } from '../inputs/oneHot.ts';
import { isTextArray, readLabelList, readLabels } from '../inputs/readLabels.ts';
import { readMatrix } from '../inputs/readMatrix.ts';
import type { Label, LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { columnOf } from '../ranking/columnAverages.ts';
import type { Metric, MetricOptions } from './metric.ts';

/** What `computeFromOutputs` takes. */
export interface OutputOptions extends MetricOptions {
  /** The least score of a single output that makes a sample positive; default 0.5. */
  readonly threshold?: number;
}

/**
 * A metric straight from what a network puts out.
 *
 * Bridges `model.predict(x)` and metrics of labels: one output becomes a label by a threshold,
 * several by the largest; one-hot truth becomes labels; of two columns of scores the second is the
 * positive class.
 *
 * @param metric from `getMetric`, or your own
 * @param yTrue values or labels, [samples], or one-hot rows, [samples, classes]
 * @param outputs what the network gives, [samples] or [samples, 1] or [samples, classes]
 * @param options `labels` is the class of each column (for one output: of the negative and the
 *   positive class); default 0, 1, 2, …
 * @returns the metric
 * @throws {ShapeError} when lengths differ, there are no samples, or not one label per column
 * @throws {ValueError} when one-hot rows are not, or what `metric.compute` throws
 * @example
 * computeFromOutputs(getMetric('f1'), [0, 1, 1], [[0.2], [0.9], [0.4]]) // 0.6666666666666666
 * computeFromOutputs(getMetric('accuracy'), [[0, 1], [1, 0]], [[0.3, 0.7], [0.4, 0.6]]) // 0.5
 */
export function computeFromOutputs(
  metric: Metric,
  yTrue: LabelInput,
  outputs: NumericInput,
  options: OutputOptions = {},
): number {
  const { sampleWeight = null, threshold = 0.5 } = options;
  if (metric.predictions === 'values') return metric.compute(yTrue, outputs, { sampleWeight });
  const scores = readMatrix(outputs, 'outputs');
  const { numColumns } = scores;
  const truth = trueClasses(yTrue, columnLabels(options.labels ?? null, numColumns));
  if (metric.predictions === 'labels') {
    const predicted =
      numColumns === 1 ? thresholdLabels(outputs, threshold) : argMaxLabels(outputs);
    return metric.compute(truth, predicted, { sampleWeight });
  }
  const isPair = metric.predictions === 'scores' && numColumns === 2;
  const labels = Array.from({ length: Math.max(2, numColumns) }, (_, column) => column);
  return metric.compute(truth, isPair ? columnOf(scores, 1) : outputs, { sampleWeight, labels });
}

/** The class of each column; of one column, the negative and the positive class. */
function columnLabels(labels: LabelInput | null, numColumns: number): readonly Label[] {
  const numLabels = Math.max(2, numColumns);
  if (labels === null) return Array.from({ length: numLabels }, (_, column) => column);
  const list = readLabelList(labels);
  if (list.length === numLabels) return list;
  throw new ShapeError(
    `labels has ${list.length} entries; expected ${numLabels} for outputs of ${numColumns} columns`,
  );
}

/** The class of each sample as a column number, from labels or one-hot rows. */
function trueClasses(yTrue: LabelInput, labels: readonly Label[]): Int32Array {
  if (!isTextArray(yTrue)) {
    const { values, numRows, numColumns } = readMatrix(yTrue as NumericInput, 'yTrue');
    if (numColumns === labels.length) {
      return Int32Array.from({ length: numRows }, (_, row) =>
        oneHotClass(values, row, numColumns, 'yTrue'),
      );
    }
  }
  return columnNumbers(readLabels(yTrue, 'yTrue'), labels);
}
