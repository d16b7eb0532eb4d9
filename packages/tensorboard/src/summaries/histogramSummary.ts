// Histograms as summaries: how they are written, and how they are found in what others wrote.
import type { HistogramProto, SummaryValue } from '../protocol/summary.ts';
import type { TensorProto } from '../protocol/tensor.ts';
import { readTensor } from '../tensors/readTensor.ts';
import { floatTensor } from '../tensors/tensorProto.ts';
import { type HistogramBucket, histogramBuckets } from './histogramBuckets.ts';
import { pluginMetadata, type SummaryOptions } from './metadata.ts';

/** `tensor` is the form of TensorFlow 2; `histogramProto` that of 1 and of PyTorch. */
export type HistogramForm = 'tensor' | 'histogramProto';

/** What a histogram may be told. */
export interface HistogramOptions extends SummaryOptions {
  /** Default 30. */
  readonly buckets?: number;
}

/** What a histogram of the form `histogramProto` says of all its values. */
export interface HistogramStatistics {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

export const HISTOGRAMS_PLUGIN = 'histograms';

/** The summary of the finite values among these; their order does not matter. */
export function histogramSummary(
  tag: string,
  values: ArrayLike<number>,
  form: HistogramForm,
  options: HistogramOptions,
): SummaryValue {
  const buckets = histogramBuckets(values, options.buckets);
  const metadata = pluginMetadata(HISTOGRAMS_PLUGIN, options);
  if (form === 'histogramProto') {
    const described = options.description === undefined ? {} : { metadata };
    return { tag, histo: histogramProto(values, buckets), ...described };
  }
  const flat = Float64Array.from(buckets.flatMap(({ left, right, count }) => [left, right, count]));
  return { tag, tensor: floatTensor(flat, [buckets.length, 3]), metadata };
}

function histogramProto(
  values: ArrayLike<number>,
  buckets: readonly HistogramBucket[],
): HistogramProto {
  let [num, sum, sumSquares] = [0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) continue;
    num += 1;
    sum += value;
    sumSquares += value * value;
  }
  return {
    min: buckets[0]?.left ?? 0,
    max: buckets.at(-1)?.right ?? 0,
    num,
    sum,
    sumSquares,
    bucketLimit: buckets.map(({ right }) => right),
    bucket: buckets.map(({ count }) => count),
  };
}

/** The buckets in a tensor of the plugin; null when it has another shape. */
export function bucketsOfTensor(tensor: TensorProto): HistogramBucket[] | null {
  const { dtype, shape, values } = readTensor(tensor);
  if (dtype === 'string' || shape.length !== 2 || shape[1] !== 3) return null;
  return Array.from({ length: shape[0] as number }, (_, row) => ({
    left: values[3 * row] as number,
    right: values[3 * row + 1] as number,
    count: values[3 * row + 2] as number,
  }));
}

/**
 * The buckets of the old form, from the first that is not empty to the last such. The outermost
 * limits, which are often those of all numbers, give way to the smallest and the largest value.
 *
 * @see _migrate_histogram_value of tensorboard/data_compat.py
 */
export function bucketsOfProto(histogram: HistogramProto): HistogramBucket[] {
  const { min = 0, max = 0, bucket = [], bucketLimit = [] } = histogram;
  const start = bucket.findIndex((count) => count > 0);
  if (start < 0) return [];
  const end = bucket.findLastIndex((count) => count > 0);
  return bucket.slice(start, end + 1).map((count, index) => ({
    left: index === 0 ? min : (bucketLimit[start + index - 1] ?? max),
    right: start + index === end ? max : (bucketLimit[start + index] ?? max),
    count,
  }));
}

export function statisticsOfProto(histogram: HistogramProto): HistogramStatistics {
  const { min = 0, max = 0, num = 0, sum = 0, sumSquares = 0 } = histogram;
  return { min, max, count: num, sum, sumOfSquares: sumSquares };
}
