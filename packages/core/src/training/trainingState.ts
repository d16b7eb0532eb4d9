// Everything that a training needs to go on exactly where it stood, as a checkpoint.
import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint/checkpointStore.ts';
import type { StoredTensor } from '../checkpoint/safetensors.ts';
import { liveTensor, storedTensor } from '../checkpoint/storedTensors.ts';
import { ValueError } from '../errors/index.ts';
import { captureOptimizerState, restoreOptimizerState } from '../optimizers/optimizerState.ts';
import type { CallbackState, TrainingCallback } from './callback.ts';
import { type CompiledModel, trainableVariables } from './compiledModel.ts';
import type { RecorderState } from './stepRecorder.ts';

/** Where the training stands, beside the numbers in tensors. */
export interface TrainingProgress {
  readonly epoch: number;
  /** Steps of that epoch that are done. */
  readonly stepInEpoch: number;
  /** Steps of the whole training that are done. */
  readonly step: number;
  /** Logs of the epochs that are done. */
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly epochs: readonly number[];
  readonly stopped: boolean;
  /** What the steps of an unfinished epoch gave; null between epochs. */
  readonly recorder: RecorderState | null;
}

/** What must be the same for a training to be resumed. */
export type Fingerprint = Readonly<Record<string, string | number | boolean | null>>;

interface StoredState {
  readonly progress: TrainingProgress;
  readonly fingerprint: Fingerprint;
  readonly optimizer: Readonly<Record<string, number>>;
  readonly callbacks: Readonly<Record<string, CallbackState['values']>>;
}

/** What a training changes. */
export type TrainedModel = Pick<CompiledModel, 'model' | 'optimizer'>;

/** Takes a checkpoint of a training: weights, optimizer, callbacks, progress. */
export function captureTraining(
  compiled: TrainedModel,
  callbacks: readonly TrainingCallback[],
  progress: TrainingProgress,
  fingerprint: Fingerprint,
): Checkpoint {
  const tensors: Record<string, StoredTensor> = {};
  for (const [index, weight] of compiled.model.weights.entries()) {
    tensors[`model/${index}/${weight.name}`] = storedTensor(weight.read());
  }
  const optimizer: Record<string, number> = {};
  for (const [name, value] of Object.entries(captureOptimizerState(compiled.optimizer))) {
    if (typeof value === 'number') optimizer[name] = value;
    else {
      tensors[`optimizer/${name}`] = storedTensor(value);
      if (!(value instanceof tf.Variable)) value.dispose();
    }
  }
  const callbackValues: Record<string, CallbackState['values']> = {};
  for (const [name, callback] of statefulCallbacks(callbacks)) {
    const state = callback.getState?.() ?? { values: {} };
    callbackValues[name] = state.values;
    for (const [key, tensor] of Object.entries(state.tensors ?? {})) {
      tensors[`callback/${name}/${key}`] = storedTensor(tensor);
    }
  }
  const state: StoredState = { progress, fingerprint, optimizer, callbacks: callbackValues };
  return { step: progress.step, tensors, state };
}

/**
 * Puts the weights and the optimizer back to a checkpoint.
 *
 * @throws {ValueError} when the checkpoint is of a training with other data, another model or other
 * options; the message lists what differs
 */
export function restoreTraining(
  compiled: TrainedModel,
  checkpoint: Checkpoint,
  fingerprint: Fingerprint,
): TrainingProgress {
  const state = checkpoint.state as StoredState;
  checkFingerprint(state.fingerprint, fingerprint);
  tf.tidy(() => {
    for (const [index, weight] of compiled.model.weights.entries()) {
      const stored = checkpoint.tensors[`model/${index}/${weight.name}`];
      const tensor = stored ?? tensorAt(checkpoint, `model/${index}/`);
      (weight.read() as tf.Variable).assign(liveTensor(tensor));
    }
  });
  const optimizer: Record<string, tf.Tensor | number> = {
    ...state.optimizer,
    ...liveTensors(checkpoint, 'optimizer/'),
  };
  restoreOptimizerState(compiled.optimizer, optimizer, trainableVariables(compiled.model));
  tf.dispose(Object.values(optimizer).filter((value) => typeof value !== 'number'));
  return state.progress;
}

/** Puts the callbacks back to a checkpoint; those that it does not know begin anew. */
export function restoreCallbacks(
  callbacks: readonly TrainingCallback[],
  checkpoint: Checkpoint,
): void {
  const state = checkpoint.state as StoredState;
  for (const [name, callback] of statefulCallbacks(callbacks)) {
    const values = state.callbacks[name];
    if (!values) continue;
    callback.setState?.({ values, tensors: liveTensors(checkpoint, `callback/${name}/`) });
  }
}

function* statefulCallbacks(
  callbacks: readonly TrainingCallback[],
): Generator<[string, TrainingCallback]> {
  const counts = new Map<string, number>();
  for (const callback of callbacks) {
    if (!callback.getState) continue;
    const name = callback.name ?? callback.constructor.name;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    yield [`${name}${count === 0 ? '' : count + 1}`, callback];
  }
}

function checkFingerprint(saved: Fingerprint, present: Fingerprint): void {
  const differing = Object.keys(present).filter((key) => saved[key] !== present[key]);
  if (differing.length === 0) return;
  const list = differing.map((key) => `${key} was ${saved[key]} and is ${present[key]}`).join('; ');
  throw new ValueError(`the checkpoint is of another training: ${list}`, {
    hint: 'Resume with the same data, model and options, or begin in another folder.',
  });
}

function liveTensors(checkpoint: Checkpoint, prefix: string): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(checkpoint.tensors)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, stored]) => [name.slice(prefix.length), liveTensor(stored)]),
  );
}

/** Layer names count up within a process: the position tells where they differ. */
function tensorAt(checkpoint: Checkpoint, prefix: string): StoredTensor {
  const found = Object.entries(checkpoint.tensors).find(([name]) => name.startsWith(prefix));
  if (!found) throw new ValueError(`the checkpoint has no tensor ${prefix}`);
  return found[1];
}
