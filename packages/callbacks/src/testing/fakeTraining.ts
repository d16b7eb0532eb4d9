// Drives callbacks as core's fit does, with hand-written logs instead of a training.
import type { CallbackParams, CallbackState, Logs, TrainingCallback } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';

/** A model of one weight, which a fake training sets to the number of the present epoch. */
export function oneWeightModel(learningRate = 1): tf.Sequential {
  const layer = tf.layers.dense({ units: 1, useBias: false, inputShape: [1] });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ loss: 'meanSquaredError', optimizer: tf.train.adam(learningRate) });
  return model;
}

export function disposeModel(model: tf.LayersModel): void {
  model.optimizer.dispose();
  model.dispose();
}

/** The one weight. */
export function weightOf(model: tf.LayersModel): number {
  return model.getWeights()[0]?.dataSync()[0] as number;
}

export function setWeight(model: tf.LayersModel, value: number): void {
  tf.tidy(() => model.setWeights([tf.tensor2d([[value]])]));
}

export interface FakeTraining {
  readonly model: tf.LayersModel;
  /** The logs of one epoch after another. */
  readonly epochs: readonly Logs[];
  /** The logs of the steps of an epoch; the same in every epoch. */
  readonly batches?: readonly Logs[];
  readonly params?: Partial<CallbackParams>;
  /** The state of a checkpoint, to resume from. */
  readonly state?: CallbackState;
  /** Looks at things when an epoch has ended. */
  readonly afterEpoch?: () => void | Promise<void>;
  /** Whether the training breaks off, as by an error, instead of ending. */
  readonly breaksOff?: boolean;
}

/** Runs one callback; gives the number of epochs that it let run. */
export async function fakeTraining(
  callback: TrainingCallback,
  training: FakeTraining,
): Promise<number> {
  const { model, epochs, batches = [], params = {}, state } = training;
  const initialEpoch = params.initialEpoch ?? 0;
  model.stopTraining = false;
  callback.setParams?.({
    epochs: initialEpoch + epochs.length,
    initialEpoch,
    steps: batches.length,
    batchSize: null,
    samples: null,
    metrics: [],
    directions: {},
    seed: 0,
    ...params,
  });
  callback.setModel?.(model);
  if (state) callback.setState?.(state);
  await callback.onTrainBegin?.({});
  let epoch = initialEpoch;
  for (const logs of epochs) {
    await callback.onEpochBegin?.(epoch, {});
    for (const [batch, batchLogs] of batches.entries()) {
      await callback.onBatchBegin?.(batch, {});
      await callback.onBatchEnd?.(batch, { ...batchLogs });
      if (model.stopTraining) break;
    }
    setWeight(model, epoch);
    await callback.onEpochEnd?.(epoch, { ...logs });
    await training.afterEpoch?.();
    epoch += 1;
    if (model.stopTraining) break;
  }
  await (training.breaksOff ? callback.onTrainInterrupt?.() : callback.onTrainEnd?.({}));
  return epoch - initialEpoch;
}

/** What a checkpoint makes of a state: JSON there and back, and copies of the tensors. */
export function throughCheckpoint(state: CallbackState): CallbackState {
  const tensors = Object.entries(state.tensors ?? {}).map(
    ([name, tensor]) => [name, tensor.clone()] as const,
  );
  return {
    values: JSON.parse(JSON.stringify(state.values)) as CallbackState['values'],
    tensors: Object.fromEntries(tensors),
  };
}
