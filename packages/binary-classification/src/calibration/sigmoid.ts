// The logistic function and its kin, without overflow.

/** 1 / (1 + exp(-score)). */
export function sigmoid(score: number): number {
  if (score >= 0) return 1 / (1 + Math.exp(-score));
  const odds = Math.exp(score);
  return odds / (1 + odds);
}

/** log(1 + exp(score)). */
export function log1pExp(score: number): number {
  return Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score)));
}

/** Nearer to 0 or 1 than this, a probability in single precision says nothing more. */
const LEAST_PROBABILITY = 1e-7;

/** The log of the odds of a probability; probabilities of 0 and 1 count as 1e-7 and 1 - 1e-7. */
export function logit(probability: number): number {
  const clipped = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability));
  return Math.log(clipped / (1 - clipped));
}
