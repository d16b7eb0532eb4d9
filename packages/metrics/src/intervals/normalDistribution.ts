// The normal distribution and its inverse, to nearly the precision of a double.

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Beyond this the series loses its digits, and the tail is below 1e-15. */
const FAR = 8;

/**
 * The probability that a standard normal deviate is at most `z`.
 *
 * 1/2 + density(z) · (z + z³/3 + z⁵/(3·5) + …)
 *
 * @see Marsaglia, "Evaluating the normal distribution", 2004
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z > FAR) return 1;
  if (z < -FAR) return 0;
  let term = z;
  let series = z;
  for (let factor = 3; Math.abs(term) > Math.abs(series) * 2 ** -54; factor += 2) {
    term *= (z * z) / factor;
    series += term;
  }
  return 0.5 + normalDensity(z) * series;
}

/**
 * The standard normal deviate that a share `probability` stays below: the inverse of `normalCdf`.
 *
 * Newton's steps from the middle come closer to it from above, never past it.
 *
 * @param probability above 0 and below 1
 */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) return -normalQuantile(1 - probability);
  let z = 0;
  for (;;) {
    const next = z - (normalCdf(z) - probability) / normalDensity(z);
    if (!(next < z)) return z; // nothing left but rounding
    z = next;
  }
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / SQRT_TWO_PI;
}
