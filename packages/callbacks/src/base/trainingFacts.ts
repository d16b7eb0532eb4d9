// What a callback is told of the training, whichever loop tells it.
import type { CallbackParams, MetricDirection } from '@dlqr/core';
import type * as tf from '@tensorflow/tfjs';
import { logName } from './logs.ts';

/** The parameters that `model.fit` of TensorFlow.js or core's `fit` gives to `setParams`. */
export type FitParams = Parameters<tf.Callback['setParams']>[0] | CallbackParams;

/** The part of them that callbacks use, in one form. */
export interface TrainingFacts {
  readonly epochs: number;
  readonly initialEpoch: number;
  /** Steps of an epoch; null where only the end of the data tells. */
  readonly steps: number | null;
  /** Names that the epoch's logs will have, in camelCase. */
  readonly metrics: readonly string[];
  readonly directions: Readonly<Record<string, MetricDirection>>;
  /** Whether callbacks are told when validation begins and ends, which only core's `fit` does. */
  readonly tellsOfTests: boolean;
}

/** Brings the parameters of either loop into one form. */
export function trainingFacts(params: FitParams): TrainingFacts {
  const { metrics, directions } = params;
  return {
    epochs: numberOr(params.epochs, 1),
    initialEpoch: numberOr(params.initialEpoch, 0),
    steps: stepsOf(params),
    metrics: Array.isArray(metrics) ? metrics.map((name) => logName(String(name))) : [],
    directions: typeof directions === 'object' ? (directions as TrainingFacts['directions']) : {},
    tellsOfTests: typeof params.seed === 'number',
  };
}

function stepsOf(params: FitParams): number | null {
  if (typeof params.steps === 'number') return params.steps;
  const { samples, batchSize } = params;
  if (typeof samples !== 'number' || typeof batchSize !== 'number') return null;
  return Math.ceil(samples / batchSize);
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
