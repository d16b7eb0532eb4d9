// How many positives and negatives score at least each threshold: what all curves are made of.
import { UndefinedMetricError } from '../inputs/undefinedMetricError.ts';
import type { BinaryScores } from './binaryScores.ts';

/** Sums of weights at each distinct score, from the highest score to the lowest. */
export interface ThresholdCounts {
  readonly thresholds: Float64Array; // descending
  readonly truePositives: Float64Array; // weight of the positives that score at least the threshold
  readonly falsePositives: Float64Array; // the same of the negatives
}

/**
 * Counts at every distinct score. Samples of weight 0 are as if absent.
 *
 * The distinct scores are sorted as plain numbers, and each sample then finds its own by bisection:
 * several times faster than sorting samples, and ties need no care.
 */
export function thresholdCounts({ isPositive, scores, weights }: BinaryScores): ThresholdCounts {
  const ascending = distinctSorted(scores, weights);
  const numThresholds = ascending.length;
  const truePositives = new Float64Array(numThresholds);
  const falsePositives = new Float64Array(numThresholds);
  for (let sample = 0; sample < scores.length; sample++) {
    const weight = weights === null ? 1 : (weights[sample] as number);
    const place = numThresholds - 1 - bisect(ascending, scores[sample] as number);
    const counts = isPositive[sample] === 1 ? truePositives : falsePositives;
    counts[place] = (counts[place] as number) + weight;
  }
  accumulate(truePositives);
  accumulate(falsePositives);
  return { thresholds: ascending.reverse(), truePositives, falsePositives };
}

/** The counts with the point in front where no sample is positive: the threshold Infinity. */
export function withOrigin(counts: ThresholdCounts): ThresholdCounts {
  return {
    thresholds: prepended(Number.POSITIVE_INFINITY, counts.thresholds),
    truePositives: prepended(0, counts.truePositives),
    falsePositives: prepended(0, counts.falsePositives),
  };
}

/** Throws unless there is a positive sample to find. */
export function requirePositives({ truePositives }: ThresholdCounts, what: string): void {
  if (last(truePositives) === 0) throw missingClass('positive', what);
}

/** Throws unless there are positives and negatives to tell apart. */
export function requireBothClasses(counts: ThresholdCounts, what: string): void {
  requirePositives(counts, what);
  if (last(counts.falsePositives) === 0) throw missingClass('negative', what);
}

/** The last of some numbers; there is at least one. */
export function last(values: Float64Array): number {
  return values[values.length - 1] as number;
}

function missingClass(kind: string, what: string): UndefinedMetricError {
  return new UndefinedMetricError(`yTrue holds no ${kind} sample; ${what} needs one at least`, {
    hint: 'Split the data by class (stratified), or measure on more samples.',
  });
}

/** Cumulative sums as shares of the whole. */
export function sharesOfLast(cumulative: Float64Array): Float64Array {
  const whole = last(cumulative);
  return cumulative.map((value) => value / whole);
}

/** The different scores of samples that count, ascending. */
function distinctSorted(scores: Float64Array, weights: Float64Array | null): Float64Array {
  const sorted =
    weights === null
      ? scores.slice()
      : scores.filter((_, sample) => (weights[sample] as number) > 0);
  sorted.sort();
  let length = 1;
  for (let index = 1; index < sorted.length; index++) {
    const score = sorted[index] as number;
    if (score !== sorted[length - 1]) sorted[length++] = score;
  }
  return sorted.slice(0, length);
}

/** The place of a value in ascending values that hold it. */
function bisect(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function accumulate(values: Float64Array): void {
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    total += values[index] as number;
    values[index] = total;
  }
}

function prepended(first: number, rest: Float64Array): Float64Array {
  const values = new Float64Array(rest.length + 1);
  values[0] = first;
  values.set(rest, 1);
  return values;
}
