// Whether one model ranks better than another beyond chance.
import { bootstrapInterval, rocAucScore } from '@dlqr/metrics';
import { resamplesFor } from './scoreInterval.ts';

/** The difference of two areas under the ROC curve with its 95 % interval. */
export interface RocAucDifference {
  /** The model's area minus that of the baseline; positive is better. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Better, worse, or not to be told apart on these rows. */
  readonly verdict: 'better' | 'worse' | 'undecided';
}

/**
 * Compares two models on the same rows by a paired bootstrap.
 *
 * @param yTrue 0 or 1, [rows]
 * @param model scores of the model in question, [rows]
 * @param baseline scores of the other, [rows]
 * @param groups rows with equal numbers are drawn together, [rows]; null: each by itself
 * @see Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13
 */
export function rocAucDifference(
  yTrue: Uint8Array,
  model: Float64Array,
  baseline: Float64Array,
  options: { readonly seed: number; readonly groups?: Int32Array | null },
): RocAucDifference {
  const { value, lower, upper } = bootstrapInterval(
    (truth, first, second) => rocAucScore(truth, first) - rocAucScore(truth, second),
    yTrue,
    model,
    baseline,
    { resamples: resamplesFor(yTrue.length), ...options },
  );
  const verdict = lower > 0 ? 'better' : upper < 0 ? 'worse' : 'undecided';
  return { difference: value, low: lower, high: upper, verdict };
}
