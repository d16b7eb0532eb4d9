import { ValueError } from '@dlqr/core/errors';
import { readConfidence } from './confidence.ts';
import { normalQuantile } from './normalDistribution.ts';

/** A share and how far it can be trusted. */
export interface ShareInterval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly confidence: number;
}

/**
 * Wilson's score interval of a share: an accuracy, a recall, an error rate on a test set.
 *
 * Exact enough for small counts and near 0 and 1, where the usual ± 1.96 standard errors leave the
 * range; and it takes no resampling. The samples must be independent: for several of one person or
 * document take `bootstrapInterval` with `groups`.
 *
 * (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
 *
 * @param numSuccesses whole number from 0 to `numTrials`
 * @param numTrials whole number of at least 1
 * @param confidence the share of such intervals that hold the true value, above 0 and below 1
 * @throws {ValueError} when a number is out of its range
 * @example wilsonInterval(7, 10) // { value: 0.7, lower: 0.3967…, upper: 0.8922…, confidence: 0.95 }
 * @see Wilson, "Probable inference, the law of succession, and statistical inference", 1927
 */
export function wilsonInterval(
  numSuccesses: number,
  numTrials: number,
  confidence = 0.95,
): ShareInterval {
  if (!Number.isSafeInteger(numTrials) || numTrials < 1) {
    throw new ValueError(`numTrials is ${numTrials}; expected a whole number of at least 1`);
  }
  if (!Number.isSafeInteger(numSuccesses) || numSuccesses < 0 || numSuccesses > numTrials) {
    throw new ValueError(
      `numSuccesses is ${numSuccesses}; expected a whole number from 0 to ${numTrials}`,
    );
  }
  const z = normalQuantile(1 - (1 - readConfidence(confidence)) / 2);
  const value = numSuccesses / numTrials;
  const square = (z * z) / numTrials;
  const middle = value + square / 2;
  const half = z * Math.sqrt((value * (1 - value)) / numTrials + square / (4 * numTrials));
  return {
    value,
    lower: numSuccesses === 0 ? 0 : (middle - half) / (1 + square),
    upper: numSuccesses === numTrials ? 1 : (middle + half) / (1 + square),
    confidence,
  };
}
