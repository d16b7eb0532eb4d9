// The confidence of intervals.
import { ValueError } from '@dlqr/core/errors';

/** Checks a confidence, the share of intervals that hold the true value. */
export function readConfidence(confidence = 0.95): number {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new ValueError(`confidence is ${confidence}; expected more than 0 and less than 1`, {
    hint: 'Write 95 % as 0.95.',
  });
}
