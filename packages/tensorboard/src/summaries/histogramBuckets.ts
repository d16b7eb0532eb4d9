// Parts numbers into the buckets of a histogram, as TensorBoard does.
import { ValueError } from '@dlqr/core/errors';

/** How many values lie from `left` to below `right`; in the last bucket, up to `right`. */
export interface HistogramBucket {
  readonly left: number;
  readonly right: number;
  readonly count: number;
}

/** As many buckets as TensorBoard makes. */
const DEFAULT_BUCKETS = 30;

/**
 * Buckets of equal width from the smallest value to the largest.
 *
 * As in TensorBoard, all buckets of values that are all equal have no width, and the last holds them;
 * all buckets of no values are zeros. What is not finite
 * is left out.
 *
 * @param values in any order
 * @param numBuckets at least 1; default 30
 * @throws {ValueError} when `numBuckets` is no such number
 * @example
 * histogramBuckets([0, 1, 1], 2) // [{ left: 0, right: 0.5, count: 1 }, { left: 0.5, right: 1, count: 2 }]
 * @see histogram_pb of tensorboard/plugins/histogram/summary_v2.py
 */
export function histogramBuckets(
  values: ArrayLike<number>,
  numBuckets: number = DEFAULT_BUCKETS,
): HistogramBucket[] {
  if (!(Number.isSafeInteger(numBuckets) && numBuckets > 0)) {
    throw new ValueError(`buckets is ${numBuckets}; expected a whole number of at least 1`);
  }
  let [min, max, numFinite] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!counts(value)) continue;
    numFinite += 1;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (numFinite === 0) return equalBuckets(numBuckets, 0, 0);
  if (min === max) return equalBuckets(numBuckets, min, numFinite);
  const width = (max - min) / numBuckets;
  const sizes = new Float64Array(numBuckets);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!counts(value)) continue;
    // NaN where the width is too small for a number: then every value is as good as the first edge.
    const bucket = Math.min(Math.floor((value - min) / width), numBuckets - 1) || 0;
    sizes[bucket] = (sizes[bucket] as number) + 1;
  }
  return Array.from(sizes, (count, index) => ({
    left: index * width + min,
    right: index === numBuckets - 1 ? max : (index + 1) * width + min,
    count,
  }));
}

/** Whether a value goes into a bucket: the width between any two of those must be a number. */
function counts(value: number): boolean {
  return Math.abs(value) <= Number.MAX_VALUE / 2;
}

function equalBuckets(numBuckets: number, edge: number, count: number): HistogramBucket[] {
  return Array.from({ length: numBuckets }, (_, index) => ({
    left: edge,
    right: edge,
    count: index === numBuckets - 1 ? count : 0,
  }));
}
