// Whether one classifier is right more often than another beyond chance.
import { bootstrapInterval } from '@dlqr/metrics';

/** The difference of two accuracies with its 95 % interval. */
export interface AccuracyDifference {
  /** Accuracy of the model minus that of the baseline; positive is better. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Better, worse, or not to be told apart on these rows. */
  readonly verdict: 'better' | 'worse' | 'undecided';
}

/** Draws that take about a second; fewer resamples of more rows give the same interval. */
const MAX_DRAWS = 1e7;

/**
 * Compares two classifiers on the same rows by a paired bootstrap.
 *
 * @param labels class numbers, [rows]
 * @param model predicted class numbers of the model in question, [rows]
 * @param baseline those of the other, [rows]
 * @param seed of the resampling
 * @see Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 13
 */
export function accuracyDifference(
  labels: Int32Array,
  model: Int32Array,
  baseline: Int32Array,
  seed: number,
): AccuracyDifference {
  const gains = Float64Array.from(labels, (label, row) => {
    return Number(model[row] === label) - Number(baseline[row] === label);
  });
  const resamples = Math.round(Math.min(2000, Math.max(200, MAX_DRAWS / gains.length)));
  const { value, lower, upper } = bootstrapInterval(meanOf, gains, { seed, resamples });
  const verdict = lower > 0 ? 'better' : upper < 0 ? 'worse' : 'undecided';
  return { difference: value, low: lower, high: upper, verdict };
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return sum / values.length;
}
