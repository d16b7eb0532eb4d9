// Many numbers, or a histogram of them, as one thing: how much of it lies below a value.
import { DataError, ValueError } from '@dlqr/core/errors';
import type { Numbers } from './checks.ts';
import { momentsOf, quantileOf, sortedFinite } from './summary.ts';

/** How many values lie between two ends. */
export interface HistogramBucket {
  readonly left: number;
  readonly right: number;
  readonly count: number;
}

/** The numbers of one moment: all of them, or a histogram, as `@dlqr/tensorboard` reads it. */
export type Snapshot = { readonly step: number } & (
  | { readonly values: Numbers }
  | { readonly buckets: readonly HistogramBucket[] }
);

/** What figures need to know of many numbers. */
export interface Distribution {
  /** The share of the numbers that are below a value, or at it. */
  readonly shareUpTo: (value: number) => number;
  /** The value up to which a share of the numbers lies, 0 ≤ share ≤ 1. */
  readonly quantile: (share: number) => number;
  readonly standardDeviation: number;
  /** How many numbers there are. */
  readonly count: number;
}

/**
 * The distribution of a snapshot; null where none of its numbers is finite. Within a bucket, numbers are
 * taken to be evenly spread.
 *
 * @throws {ValueError} when a bucket ends before it begins, or buckets do not rise
 * @throws {DataError} when a count is negative or not finite
 */
export function distributionOf(snapshot: Snapshot): Distribution | null {
  return 'buckets' in snapshot ? ofBuckets(snapshot.buckets) : ofValues(snapshot.values);
}

function ofValues(values: Numbers): Distribution | null {
  const sorted = sortedFinite(values);
  if (sorted.length === 0) return null;
  return {
    shareUpTo: (value) => numUpTo(sorted, value) / sorted.length,
    quantile: (share) => quantileOf(sorted, share),
    standardDeviation: momentsOf(sorted).standardDeviation,
    count: sorted.length,
  };
}

function ofBuckets(all: readonly HistogramBucket[]): Distribution | null {
  checkBuckets(all);
  const buckets = all.filter(({ count }) => count > 0);
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const before: number[] = [];
  let sum = 0;
  for (const { count } of buckets) {
    before.push(sum / total);
    sum += count;
  }
  const shareOf = (at: number): number => (buckets[at] as HistogramBucket).count / total;
  return {
    shareUpTo: (value) => {
      const at = buckets.findLastIndex(({ left }) => left <= value);
      if (at < 0) return 0;
      const { left, right } = buckets[at] as HistogramBucket;
      const part = right > left ? Math.min(1, (value - left) / (right - left)) : 1;
      return (before[at] as number) + part * shareOf(at);
    },
    quantile: (share) => {
      const at = Math.max(
        0,
        before.findLastIndex((part) => part <= share),
      );
      const { left, right } = buckets[at] as HistogramBucket;
      const part = Math.min(1, (share - (before[at] as number)) / shareOf(at));
      return left + part * (right - left);
    },
    standardDeviation: bucketDeviation(buckets, total),
    count: total,
  };
}

/** Of middles, and of the even spread within each bucket. */
function bucketDeviation(buckets: readonly HistogramBucket[], total: number): number {
  const weighted = (term: (bucket: HistogramBucket) => number): number =>
    buckets.reduce((sum, bucket) => sum + bucket.count * term(bucket), 0) / total;
  const mean = weighted(({ left, right }) => (left + right) / 2);
  const variance = weighted(
    ({ left, right }) => ((left + right) / 2 - mean) ** 2 + (right - left) ** 2 / 12,
  );
  return Math.sqrt(variance);
}

function checkBuckets(buckets: readonly HistogramBucket[]): void {
  const whole = (buckets.at(-1)?.right ?? 0) - (buckets[0]?.left ?? 0);
  for (const [at, { left, right, count }] of buckets.entries()) {
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) {
      throw new DataError(`bucket ${at} has the count ${count}; expected a number of at least 0`);
    }
    const previous = buckets[at - 1]?.right ?? left;
    if (left <= right && left >= previous - 1e-6 * Math.abs(whole)) continue; // float32 rounds
    throw new ValueError(`bucket ${at} goes from ${left} to ${right}; expected buckets that rise`);
  }
}

/** How many of the rising values are at most `value`. */
function numUpTo(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
