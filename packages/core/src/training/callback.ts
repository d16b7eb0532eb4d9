// What a callback is to `fit`: any subset of these hooks, on a tf.Callback or a plain object.
import type * as tf from '@tensorflow/tfjs';

/** Values of a step or an epoch by name, in camelCase: `loss`, `valLoss`, `valRocAuc`. */
export type Logs = Record<string, number>;

/** Whether small or large values of a metric are good. */
export type MetricDirection = 'min' | 'max';

/** What a callback is told of the training before it begins. */
export interface CallbackParams {
  readonly epochs: number;
  readonly initialEpoch: number;
  /** Optimizer steps of an epoch; null where only the end of the data tells. */
  readonly steps: number | null;
  readonly batchSize: number | null;
  readonly samples: number | null;
  /** Names that the epoch's logs will have. */
  readonly metrics: readonly string[];
  /** Which way each of those is good; a metric owns its direction. */
  readonly directions: Readonly<Record<string, MetricDirection>>;
  readonly seed: number;
}

/** What a callback needs to go on after a kill as if nothing had been. */
export interface CallbackState {
  /** Anything that survives JSON (not NaN or Infinity: write null). */
  readonly values: Readonly<Record<string, unknown>>;
  /** Tensors by name, such as the best weights so far; `fit` copies them, the callback keeps them. */
  readonly tensors?: Readonly<Record<string, tf.Tensor>>;
}

/**
 * The hooks that `fit` calls, all of them optional, in this order: setParams, setModel,
 * (setState when resuming), onTrainBegin, then for each epoch onEpochBegin, for each step
 * onBatchBegin and onBatchEnd, onTestBegin and onTestEnd around the validation, onEpochEnd; at last
 * onTrainEnd.
 *
 * A callback ends the training after the present epoch by `model.stopTraining = true`.
 */
export interface TrainingCallback {
  setParams?(params: CallbackParams): void;
  setModel?(model: tf.LayersModel): void;
  onTrainBegin?(logs?: Logs): void | Promise<void>;
  onTrainEnd?(logs?: Logs): void | Promise<void>;
  /** Instead of onTrainEnd when a signal or an error ends the training: let go of what is held. */
  onTrainInterrupt?(logs?: Logs): void | Promise<void>;
  onEpochBegin?(epoch: number, logs?: Logs): void | Promise<void>;
  onEpochEnd?(epoch: number, logs: Logs): void | Promise<void>;
  onBatchBegin?(batch: number, logs?: Logs): void | Promise<void>;
  onBatchEnd?(batch: number, logs: Logs): void | Promise<void>;
  onTestBegin?(logs?: Logs): void | Promise<void>;
  onTestEnd?(logs?: Logs): void | Promise<void>;
  /** Its name in checkpoints; needed by a callback that has `getState`. */
  readonly name?: string;
  getState?(): CallbackState;
  /** The tensors belong to the callback from here on. */
  setState?(state: CallbackState): void;
}
