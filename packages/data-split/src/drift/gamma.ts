// The incomplete gamma function: tail probabilities of chi-squared and gamma distributions.

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/**
 * ln Γ(x) for x ≥ 0.5, by Lanczos' approximation.
 *
 * @see Press et al., "Numerical Recipes", 3rd edition, section 6.1
 */
export function logGamma(x: number): number {
  const shifted = x - 1;
  let sum = LANCZOS[0] as number;
  for (let index = 1; index < LANCZOS.length; index++) {
    sum += (LANCZOS[index] as number) / (shifted + index);
  }
  const base = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}

const PRECISION = 1e-15;
const TINY = 1e-300;

/**
 * The probability that a gamma variable of that shape and of scale 1 exceeds x: Q(shape, x).
 *
 * @param shape above 0
 * @param x 0 or more
 * @see Press et al., "Numerical Recipes", 3rd edition, section 6.2
 */
export function upperGamma(shape: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const logOfShape = shape < 0.5 ? logGamma(shape + 1) - Math.log(shape) : logGamma(shape);
  const factor = Math.exp(shape * Math.log(x) - x - logOfShape);
  return x < shape + 1 ? 1 - factor * series(shape, x) : factor * continuedFraction(shape, x);
}

function series(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * PRECISION; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** Lentz's way to compute a continued fraction. */
function continuedFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let n = 1; ; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / nonZero(a * d + b);
    c = nonZero(b + a / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) return value;
  }
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
