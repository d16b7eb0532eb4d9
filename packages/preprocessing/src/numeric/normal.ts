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
  if (!(tail > 0))
    return tail === 0 ? Math.sign(fromMiddle) * Number.POSITIVE_INFINITY : Number.NaN;
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
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const MIDDLE_BOTTOM = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const NEAR_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const NEAR_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
  0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
];
const FAR_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
  0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const FAR_BOTTOM = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
];
