// What GradientMonitor records: the state of every layer after an epoch.
import type { Logs } from '@dlqr/core';

/**
 * One layer at one moment, seen at the probe batch.
 *
 * A unit is a place on the last axis of the layer's output: a neuron of a dense layer, a channel of
 * a convolution. Shares are from 0 to 1. NaN: not known, since the layer has no output of its own
 * (it is used several times) or nothing to compare with.
 */
export interface LayerRecord {
  readonly layer: string;
  /** `relu`, `sigmoid`, `linear` …; null for a layer that has none. */
  readonly activation: string | null;
  /** How many numbers of it are trained; 0 for layers without weights and frozen ones. */
  readonly numWeights: number;
  /** √ of the sum of squares of the trained weights. */
  readonly weightNorm: number;
  /** √ of the sum of squares of the loss's gradient by them; NaN where nothing is trained. */
  readonly gradientNorm: number;
  /** The largest absolute value of that gradient. */
  readonly largestGradient: number;
  /** ‖weights − weights at the last record‖ / ‖weights at the last record‖; NaN for the first. */
  readonly updateRatio: number;
  /** The mean of all outputs. */
  readonly meanActivation: number;
  /** Their standard deviation. */
  readonly activationDeviation: number;
  /** The share of outputs that are exactly 0. */
  readonly zeroShare: number;
  /** The share of units of a rectifier (`relu`, `relu6`) that give 0 for every sample. */
  readonly deadShare: number;
  /** The share of outputs at a bound: of a sigmoid below 0.01 or above 0.99, of tanh beyond ±0.99. */
  readonly saturatedShare: number;
  /** The share of units that give the same as another for every sample, those of zeros left out. */
  readonly identicalShare: number;
  /** The share of outputs, weights and gradients that are NaN or infinite. */
  readonly nonFiniteShare: number;
}

/** All layers after an epoch. */
export interface EpochRecord {
  /** From 0; the record before training is of the epoch before the first, -1. */
  readonly epoch: number;
  /** The values of that epoch; none before training. */
  readonly logs: Logs;
  /** Optimizer steps since the record before; null where the loop does not tell. */
  readonly steps: number | null;
  /** In the order of the model. */
  readonly layers: readonly LayerRecord[];
}
