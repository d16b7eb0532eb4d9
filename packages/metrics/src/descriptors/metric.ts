// What a metric is to a search or a cross-validation: a function that knows its name and direction.
import type { MetricDirection } from '@dlqr/core';
import type { WeightOptions } from '../inputs/readWeights.ts';
import type { LabelInput } from '../inputs/tensorLike.ts';

/**
 * What a metric compares with the truth: values, one label per sample, scores of the positive class
 * (or of each class), or probabilities of the positive class (or of each class).
 */
export type PredictionKind = 'values' | 'labels' | 'scores' | 'probabilities';

/** What every metric takes. */
export interface MetricOptions extends WeightOptions {
  /** All classes in ascending order; needed where the data does not hold them all. */
  readonly labels?: LabelInput | null;
}

/**
 * A metric that owns its direction, so that nothing guesses it from the name.
 *
 * Give your own to a search as an object of this type.
 */
export interface Metric {
  /** Its key in logs and reports, camelCase. */
  readonly name: string;
  /** Whether small or large values are good. */
  readonly direction: MetricDirection;
  /** What `compute` wants as `yPred`. */
  readonly predictions: PredictionKind;
  /** The metric of these predictions; throws what the function of that name throws. */
  compute(yTrue: LabelInput, yPred: LabelInput, options?: MetricOptions): number;
}
