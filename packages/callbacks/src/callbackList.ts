// Several callbacks as one.
import type { CallbackState, Logs, TrainingCallback } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';
import { type RawLogs, readLogs } from './base/logs.ts';
import type { FitParams } from './base/trainingFacts.ts';

type Hook = 'onTrainBegin' | 'onTrainEnd' | 'onTrainInterrupt' | 'onTestBegin' | 'onTestEnd';
type CountedHook = 'onEpochBegin' | 'onEpochEnd' | 'onBatchBegin' | 'onBatchEnd';

/**
 * Calls several callbacks in their order.
 *
 * Use it to hand a set of callbacks around as one, to mix instances with plain objects of functions
 * (`model.fit` takes either the ones or the others), and in training loops of your own. Plain
 * objects get numbers under camelCase names, whichever loop trains.
 *
 * @example
 * const callbacks = new CallbackList([
 *   new EarlyStopping({ monitor: 'loss' }),
 *   { onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) },
 * ]);
 * await model.fit(x, y, { epochs: 20, callbacks });
 * @see `CallbackList` of Keras
 */
export class CallbackList extends tf.Callback implements TrainingCallback {
  readonly name = 'CallbackList';
  readonly #callbacks: TrainingCallback[] = [];

  constructor(callbacks: readonly TrainingCallback[] = []) {
    super();
    for (const callback of callbacks) this.append(callback);
  }

  /** The callbacks, in their order. */
  get callbacks(): readonly TrainingCallback[] {
    return this.#callbacks;
  }

  /** Puts one behind the others; not while a training runs. */
  append(callback: TrainingCallback): void {
    this.#callbacks.push(callback);
    if (!wantsBatchLogs(callback)) return;
    // As a property of its own: core's fit computes the logs of single steps where somebody looks.
    this.onBatchEnd = (batch: number, logs: RawLogs = {}): Promise<void> =>
      this.#callCounted('onBatchEnd', batch, logs);
  }

  override setParams(params: FitParams): void {
    for (const callback of this.#callbacks) {
      callback.setParams?.(params as Parameters<NonNullable<TrainingCallback['setParams']>>[0]);
    }
  }

  override setModel(model: tf.LayersModel): void {
    super.setModel(model);
    for (const callback of this.#callbacks) callback.setModel?.(model);
  }

  override async onTrainBegin(logs: RawLogs = {}): Promise<void> {
    await this.#call('onTrainBegin', logs);
  }

  override async onTrainEnd(logs: RawLogs = {}): Promise<void> {
    await this.#call('onTrainEnd', logs);
  }

  async onTrainInterrupt(logs: RawLogs = {}): Promise<void> {
    await this.#call('onTrainInterrupt', logs);
  }

  async onTestBegin(logs: RawLogs = {}): Promise<void> {
    await this.#call('onTestBegin', logs);
  }

  async onTestEnd(logs: RawLogs = {}): Promise<void> {
    await this.#call('onTestEnd', logs);
  }

  override async onEpochBegin(epoch: number, logs: RawLogs = {}): Promise<void> {
    await this.#callCounted('onEpochBegin', epoch, logs);
  }

  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    await this.#callCounted('onEpochEnd', epoch, logs);
  }

  override async onBatchBegin(batch: number, logs: RawLogs = {}): Promise<void> {
    await this.#callCounted('onBatchBegin', batch, logs);
  }

  getState(): CallbackState {
    const values: Record<string, unknown> = {};
    const tensors: Record<string, tf.Tensor> = {};
    for (const [place, callback] of this.#callbacks.entries()) {
      const state = callback.getState?.();
      if (!state) continue;
      values[place] = state.values;
      for (const [key, tensor] of Object.entries(state.tensors ?? {})) {
        tensors[`${place}/${key}`] = tensor;
      }
    }
    return { values, tensors };
  }

  /** Takes over a state that `getState` gave, of the same callbacks in the same order. */
  setState({ values, tensors = {} }: CallbackState): void {
    for (const [place, callback] of this.#callbacks.entries()) {
      const own = values[place] as CallbackState['values'] | undefined;
      if (own) callback.setState?.({ values: own, tensors: startingWith(`${place}/`, tensors) });
    }
  }

  async #call(hook: Hook, logs: RawLogs): Promise<void> {
    for (const callback of this.#callbacks) {
      await withLogs(callback, logs, (given) => callback[hook]?.(given));
    }
  }

  async #callCounted(hook: CountedHook, count: number, logs: RawLogs): Promise<void> {
    for (const callback of this.#callbacks) {
      await withLogs(callback, logs, (given) => callback[hook]?.(count, given));
    }
  }
}

/** Hands logs to a callback: as they are to an instance, as numbers to a plain object. */
async function withLogs(
  callback: TrainingCallback,
  logs: RawLogs,
  call: (given: Logs) => void | Promise<void>,
): Promise<void> {
  if (callback instanceof tf.Callback) {
    await call(logs as Logs);
    return;
  }
  const numbers = await readLogs(logs);
  const before = { ...numbers };
  await call(numbers);
  for (const [name, value] of Object.entries(numbers)) {
    if (!Object.is(value, before[name])) logs[name] = value;
  }
}

function wantsBatchLogs({ onBatchEnd }: TrainingCallback): boolean {
  return onBatchEnd !== undefined && onBatchEnd !== tf.Callback.prototype.onBatchEnd;
}

function startingWith(
  prefix: string,
  tensors: Readonly<Record<string, tf.Tensor>>,
): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(tensors)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, tensor]) => [key.slice(prefix.length), tensor]),
  );
}
