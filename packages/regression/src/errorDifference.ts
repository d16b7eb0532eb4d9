// Whether one model's errors are smaller than another's beyond chance.
import { Random } from '@dlqr/core/random';

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
 * @param seed of the resampling; 2,000 resamples
 * @see Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13
 */
export function errorDifference(
  yTrue: ArrayLike<number>,
  model: ArrayLike<number>,
  baseline: ArrayLike<number>,
  seed: number,
): ErrorDifference {
  const numRows = yTrue.length;
  const differences = Float64Array.from({ length: numRows }, (_, row) => {
    const truth = yTrue[row] as number;
    return Math.abs(truth - (model[row] as number)) - Math.abs(truth - (baseline[row] as number));
  });
  const mean = differences.reduce((sum, value) => sum + value, 0) / numRows;
  const means = resampledMeans(differences, new Random(seed, 'errorDifference'));
  const low = means[Math.floor(0.025 * means.length)] as number;
  const high = means[Math.ceil(0.975 * means.length) - 1] as number;
  const verdict = high < 0 ? 'better' : low > 0 ? 'worse' : 'undecided';
  return { difference: mean, low, high, verdict };
}

const NUM_RESAMPLES = 2000;
/** More rows are not needed to tell an interval's ends, and 100,000 rows would take minutes. */
const MAX_ROWS = 5000;

function resampledMeans(values: Float64Array, random: Random): Float64Array {
  const numRows = values.length;
  const numDraws = Math.min(numRows, MAX_ROWS);
  const mean = values.reduce((sum, value) => sum + value, 0) / numRows;
  // Means of fewer draws spread wider; shrink them to the spread of means of all rows.
  const shrink = Math.sqrt(numDraws / numRows);
  return Float64Array.from({ length: NUM_RESAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < numDraws; draw++) sum += values[random.integer(0, numRows)] as number;
    return mean + (sum / numDraws - mean) * shrink;
  }).sort();
}
