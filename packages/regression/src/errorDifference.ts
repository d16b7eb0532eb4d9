// Whether one model's errors are smaller than another's beyond chance.
import { bootstrapInterval } from '@dlqr/metrics';

/** The difference of two mean absolute errors with its 95 % interval. */
export interface ErrorDifference {
  /** Mean error of the model minus that of the baseline; negative is better. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Better, worse, or not to be told apart on these rows. */
  readonly verdict: 'better' | 'worse' | 'undecided';
}

/**
 * Compares two models on the same rows by a paired bootstrap of their absolute errors.
 *
 * @param yTrue [rows]
 * @param model predictions of the model in question, [rows]
 * @param baseline predictions of the other, [rows]
 * @param seed of the resampling
 * @see Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13
 */
export function errorDifference(
  yTrue: ArrayLike<number>,
  model: ArrayLike<number>,
  baseline: ArrayLike<number>,
  seed: number,
): ErrorDifference {
  const _numRows = yTrue.length;
  const differences = Float64Array.from({ length: yTrue.length }, (_, row) => {
    const truth = yTrue[row] as number;
    return Math.abs(truth - (model[row] as number)) - Math.abs(truth - (baseline[row] as number));
  });
  const { mean, low, high } = meanInterval(differences, seed);
  const verdict = high < 0 ? 'better' : low > 0 ? 'worse' : 'undecided';
  return { difference: mean, low, high, verdict };
}

/** Draws that take about a second; fewer resamples of more rows give the same interval. */
const MAX_DRAWS = 2e7;

/** The mean of values with its 95 % bootstrap interval. */
export function meanInterval(
  values: Float64Array,
  seed: number,
): { readonly mean: number; readonly low: number; readonly high: number } {
  const resamples = Math.round(Math.min(2000, Math.max(200, MAX_DRAWS / values.length)));
  const interval = bootstrapInterval(meanOf, values, { seed, resamples });
  return { mean: interval.value, low: interval.lower, high: interval.upper };
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return sum / values.length;
}
