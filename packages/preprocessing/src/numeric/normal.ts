// The standard normal distribution, to about 1e-15.

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/**
 * The share of a normal population below `z`.
 *
 * Near zero by the power series around 0, in the tails by the continued fraction of Laplace: both
 * sum positive terms only, so that nothing cancels.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.11 and 26.2.14
 */
export function normalCdf(z: number): number {
  const distance = Math.abs(z);
  if (Number.isNaN(z)) return z;
  if (distance > 38) return z < 0 ? 0 : 1;
  const density = Math.exp((-distance * distance) / 2) / SQRT_TWO_PI;
  const upper = distance < 3 ? 0.5 - density * series(distance) : density / fraction(distance);
  return z < 0 ? upper : 1 - upper;
}

/**
 * The `z` below which a share of a normal population lies.
 *
 * @param share 0 to 1; the ends give the infinities
 * @see Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", 1988
 */
export function normalQuantile(share: number): number {
  const fromMiddle = share - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) {
    const r = 0.180625 - fromMiddle * fromMiddle;
    return (fromMiddle * polynomial(MIDDLE_TOP, r)) / polynomial(MIDDLE_BOTTOM, r);
  }
  const tail = fromMiddle < 0 ? share : 1 - share;
  if (!(tail > 0)) return tail === 0 ? Math.sign(fromMiddle) * Number.POSITIVE_INFINITY : Number.NaN;
  const r = Math.sqrt(-Math.log(tail));
  const z =
    r <= 5
      ? polynomial(NEAR_TOP, r - 1.6) / polynomial(NEAR_BOTTOM, r - 1.6)
      : polynomial(FAR_TOP, r - 5) / polynomial(FAR_BOTTOM, r - 5);
  return Math.sign(fromMiddle) * z;
}

/** z + z³/3 + z⁵/(3·5) + … */
function series(z: number): number {
  let term = z;
  let sum = 0;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (z * z) / odd;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))), from the inside out; at z ≥ 3 so many levels are more than enough. */
function fraction(z: number): number {
  let value = z;
  for (let level = 60; level >= 1; level--) value = z + level / value;
  return value;
}

/** Coefficients from the constant upwards. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

// Wichura's coefficients (PPND16), published for a relative accuracy of 1e-16.
const MIDDLE_TOP = [
  3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
  4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
];
const MIDDLE_BOTTOM = [
  1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
  2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
];
const NEAR_TOP = [
  1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
  1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2,
  7.74545014278341407640e-4,
];
const NEAR_BOTTOM = [
  1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
  1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
  1.05075007164441684324e-9,
];
const FAR_TOP = [
  6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
  2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5,
  2.01033439929228813265e-7,
];
const FAR_BOTTOM = [
  1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
  7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
  2.04426310338993978564e-15,
];
