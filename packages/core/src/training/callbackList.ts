// Calls the hooks of all callbacks in order.
import * as tf from '@tensorflow/tfjs';
import type { CallbackParams, Logs, TrainingCallback } from './callback.ts';

type Hook = 'onTrainBegin' | 'onTrainEnd' | 'onTrainInterrupt' | 'onTestBegin' | 'onTestEnd';
type CountedHook = 'onEpochBegin' | 'onEpochEnd' | 'onBatchBegin' | 'onBatchEnd';

/** All callbacks of a training as one. */
export class CallbackList {
  readonly callbacks: readonly TrainingCallback[];
  /** Whether anybody looks at the logs of single steps. */
  readonly wantsBatchLogs: boolean;

  constructor(callbacks: readonly TrainingCallback[]) {
    this.callbacks = callbacks;
    this.wantsBatchLogs = callbacks.some(overridesBatchEnd);
  }

  begin(model: tf.LayersModel, params: CallbackParams): void {
    for (const callback of this.callbacks) {
      callback.setParams?.(params);
      callback.setModel?.(model);
    }
  }

  async call(hook: Hook, logs: Logs = {}): Promise<void> {
    for (const callback of this.callbacks) await callback[hook]?.(logs);
  }

  async callCounted(hook: CountedHook, count: number, logs: Logs = {}): Promise<void> {
    for (const callback of this.callbacks) await callback[hook]?.(count, logs);
  }
}

function overridesBatchEnd(callback: TrainingCallback): boolean {
  if (!callback.onBatchEnd) return false;
  return (
    !(callback instanceof tf.Callback) || callback.onBatchEnd !== tf.Callback.prototype.onBatchEnd
  );
}
