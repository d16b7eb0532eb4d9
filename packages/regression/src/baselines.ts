// What any net has to beat: the median of the training targets, and a linear model.

import type { Features } from './features.ts';
import { fitLinearRegression, predictLinear } from './linearRegression.ts';

/** Predictions of each baseline for the same rows, [rows]. */
export interface BaselinePredictions {
  readonly median: Float64Array;
  readonly linear: Float64Array;
}

/**
 * Fits the baselines on training rows and predicts others.
 *
 * The median is the constant with the least mean absolute error; the linear model is ordinary least
 * squares on the same features that the net sees.
 */
export function baselinePredictions(
  train: { readonly x: Features; readonly y: ArrayLike<number> },
  x: Features,
): BaselinePredictions {
  const median = medianOf(train.y);
  return {
    median: new Float64Array(x.numRows).fill(median),
    linear: predictLinear(fitLinearRegression(train.x, train.y), x),
  };
}

/** The median; the mean of the middle two for an even number. */
export function medianOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
