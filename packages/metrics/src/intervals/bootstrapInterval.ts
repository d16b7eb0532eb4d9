import { isDlqrError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import type { Label } from '../inputs/tensorLike.ts';
import { bcaEnds, percentileEnds } from './bootstrapEnds.ts';
import { readConfidence } from './confidence.ts';
import { type Grouping, groupingOf } from './grouping.ts';
import { countSamples, type Resampled, resamplerOf, type SampleArray } from './sampleArrays.ts';

/** Plain shares of the resamples, or corrected for bias and skewness (needs a value per sample left out). */
export type BootstrapMethod = 'percentile' | 'bca';

/** What `bootstrapInterval` takes. */
export interface BootstrapOptions {
  /** Decides which samples are drawn; the same seed gives the same interval. */
  readonly seed: number;
  /** The share of such intervals that hold the true value, above 0 and below 1; default 0.95. */
  readonly confidence?: number;
  /** How many times to draw, ≥ 2; default 2000. */
  readonly resamples?: number;
  /** Default 'percentile'. */
  readonly method?: BootstrapMethod;
  /**
   * What belongs together, [samples]: the patient, user or document of each sample. Whole groups are
   * drawn, so that samples of one group need not be independent; default: each sample by itself.
   */
  readonly groups?: ArrayLike<Label> | null;
}

/** What the metric gets: arrays of the same types. */
export type ResampledArrays<Arrays extends readonly SampleArray[]> = {
  [Place in keyof Arrays]: Resampled<Arrays[Place]>;
};

/** A metric and how far it can be trusted. */
export interface BootstrapInterval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** The standard deviation of the metric over the resamples. */
  readonly standardError: number;
  readonly confidence: number;
  /** How many resamples the interval is made of. */
  readonly numResamples: number;
  /** How many more were drawn where the metric is not defined, as ROC AUC without positives. */
  readonly numUndefined: number;
}

/**
 * A confidence interval of any metric, by drawing the samples anew with replacement.
 *
 * Says whether a difference between models is more than luck of the test set. 'percentile' suits
 * most; 'bca' is more exact for skewed metrics of up to some thousand samples, since it computes the
 * metric once without each sample.
 *
 * @param metric gets the arrays with other samples; `compute` of a metric will do
 * @param arraysAndOptions the metric's arguments, [samples] or [samples, …] each (truth, prediction,
 *   weights), and the options last
 * @returns the metric on all samples and the ends of its interval
 * @throws {ShapeError} when numbers of samples differ or there are none
 * @throws {ValueError} when an option is out of range, there are fewer than two groups, or the metric is not
 *   defined on more than half of the resamples; what the metric throws on all samples
 * @example
 * bootstrapInterval(accuracyScore, [0, 1, 1, 0, 1, 0], [0, 1, 0, 0, 1, 0], { seed: 1 });
 * // value: 0.8333…, lower: 0.5, upper: 1
 * bootstrapInterval(
 *   (yTrue, yPred, sampleWeight) => meanAbsoluteError(yTrue, yPred, { sampleWeight }),
 *   yTrue, yPred, weights, { seed: 1, method: 'bca' },
 * );
 * @see Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapters 13 and 14
 */
export function bootstrapInterval<Arrays extends readonly SampleArray[]>(
  metric: (...arrays: ResampledArrays<Arrays>) => number,
  ...arraysAndOptions: [...arrays: Arrays, options: BootstrapOptions]
): BootstrapInterval {
  const { arrays, options } = splitArguments(arraysAndOptions);
  const { resamples = 2000, method = 'percentile' } = options;
  const confidence = readConfidence(options.confidence);
  requireOptions(resamples, method);
  const grouping = groupingOf(options.groups ?? null, countSamples(arrays));
  const resamplers = arrays.map(resamplerOf);
  const measure = (places: ArrayLike<number>) =>
    metric(...(resamplers.map((resample) => resample(places)) as ResampledArrays<Arrays>));

  const value = metric(...(arrays as ResampledArrays<Arrays>));
  if (Number.isNaN(value)) throw new ValueError('the metric is NaN on all samples');
  const drawn = drawValues(measure, grouping, resamples, new Random(options.seed, 'bootstrap'));
  const [lower, upper] =
    method === 'bca'
      ? bcaEnds(value, drawn.values, leaveOneOut(measure, grouping), confidence)
      : percentileEnds(drawn.values, confidence);
  return {
    value,
    lower,
    upper,
    standardError: standardDeviation(drawn.values),
    confidence,
    numResamples: resamples,
    numUndefined: drawn.numUndefined,
  };
}

type Measure = (places: ArrayLike<number>) => number;

function splitArguments(values: readonly unknown[]): {
  readonly arrays: readonly SampleArray[];
  readonly options: BootstrapOptions;
} {
  const options = values.at(-1);
  if (typeof options !== 'object' || options === null || !('seed' in options)) {
    throw new ValueError('the last argument is not options with a seed', {
      hint: 'End the call with { seed: 1 }.',
    });
  }
  return {
    arrays: values.slice(0, -1) as SampleArray[],
    options: options as BootstrapOptions,
  };
}

function requireOptions(resamples: number, method: BootstrapMethod): void {
  if (!Number.isInteger(resamples) || resamples < 2) {
    throw new ValueError(`resamples is ${resamples}; expected a whole number of at least 2`);
  }
  if (method !== 'percentile' && method !== 'bca') {
    throw new ValueError(`method is "${String(method)}"; expected 'percentile' or 'bca'`);
  }
}

/** The metric on as many resamples as asked for, not counting those where it is not defined. */
function drawValues(
  measure: Measure,
  grouping: Grouping,
  resamples: number,
  random: Random,
): { readonly values: Float64Array; readonly numUndefined: number } {
  const values = new Float64Array(resamples);
  let numDrawn = 0;
  let numUndefined = 0;
  while (numDrawn < resamples) {
    const value = valueOrNaN(measure, grouping.draw(random));
    if (!Number.isNaN(value)) values[numDrawn++] = value;
    else if (++numUndefined > resamples) throw tooOftenUndefined();
  }
  return { values, numUndefined };
}

/** The metric without each sample or group in turn. */
function leaveOneOut(measure: Measure, grouping: Grouping): Float64Array {
  return Float64Array.from({ length: grouping.numUnits }, (_, unit) => {
    const value = valueOrNaN(measure, grouping.without(unit));
    if (Number.isNaN(value)) {
      throw new ValueError('the metric is not defined without one of the samples', {
        hint: "Take method: 'percentile', or measure on more samples.",
      });
    }
    return value;
  });
}

/** The metric, or NaN where a resample lacks what it needs, such as a class. */
function valueOrNaN(measure: Measure, places: ArrayLike<number>): number {
  try {
    return measure(places);
  } catch (error) {
    if (isDlqrError(error) && error.code === 'DLQR_VALUE') return Number.NaN;
    throw error;
  }
}

function tooOftenUndefined(): ValueError {
  return new ValueError('the metric is not defined on more than half of the resamples', {
    hint: 'Measure on more samples, above all of the rarest class.',
  });
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
