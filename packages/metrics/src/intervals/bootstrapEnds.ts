// Interval ends from a bootstrap distribution.
import { normalCdf, normalQuantile } from './normalDistribution.ts';

/** The lower and the upper end of an interval. */
export type Ends = readonly [lower: number, upper: number];

/** The ends that leave out equal shares of the distribution on both sides. */
export function percentileEnds(distribution: Float64Array, confidence: number): Ends {
  const tail = (1 - confidence) / 2;
  const sorted = distribution.slice().sort();
  return [quantile(sorted, tail), quantile(sorted, 1 - tail)];
}

/**
 * Bias-corrected and accelerated ends.
 *
 * @param value the metric on all samples
 * @param distribution the metric on the resamples
 * @param leaveOneOut the metric without each sample (or group) in turn
 * @see Efron, "Better bootstrap confidence intervals", 1987
 */
export function bcaEnds(
  value: number,
  distribution: Float64Array,
  leaveOneOut: Float64Array,
  confidence: number,
): Ends {
  const sorted = distribution.slice().sort();
  const bias = normalQuantile(shareBelow(distribution, value));
  const acceleration = accelerationOf(leaveOneOut);
  const end = (tail: number) => {
    const shifted = bias + normalQuantile(tail);
    return quantile(sorted, normalCdf(bias + shifted / (1 - acceleration * shifted)));
  };
  const tail = (1 - confidence) / 2;
  return [end(tail), end(1 - tail)];
}

/** The share of values below a value, ties counting half; half a sample away from 0 and 1. */
function shareBelow(values: Float64Array, value: number): number {
  const count = values.reduce(
    (total, other) => total + (other < value ? 1 : 0) + (other === value ? 0.5 : 0),
    0,
  );
  return Math.min(values.length - 0.5, Math.max(0.5, count)) / values.length;
}

/** How fast the spread changes with the value: a sixth of the skewness of the influence of samples. */
function accelerationOf(leaveOneOut: Float64Array): number {
  const mean = leaveOneOut.reduce((total, value) => total + value, 0) / leaveOneOut.length;
  let squares = 0;
  let cubes = 0;
  for (const value of leaveOneOut) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** The value that a share of ascending values stays below, on the line between neighbours. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}
