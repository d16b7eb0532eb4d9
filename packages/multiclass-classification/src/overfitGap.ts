// How much better a net is on the rows that it was trained on than on others.

import type { ClassificationQuality } from './classificationQuality.ts';
import type { Part } from './classifierData.ts';

/** The gap between training rows and others; 0 is none. */
export interface OverfitGap {
  /** Accuracy on training rows minus that on validation rows. */
  readonly accuracy: number;
  /** Log loss on validation rows minus that on training rows. */
  readonly logLoss: number;
}

/**
 * The over-fit gap, positive where a net does better on what it has seen.
 *
 * The loss tells it first: a net that is ever surer of its training rows pays for each surprise.
 */
export function overfitGap(
  quality: Readonly<Record<Exclude<Part, 'test'>, ClassificationQuality>>,
): OverfitGap {
  const { train, validation } = quality;
  return {
    accuracy: train.accuracy - validation.accuracy,
    logLoss: validation.logLoss - train.logLoss,
  };
}
