// Reads what the two training loops hand to hooks: plain numbers in core's fit, scalars in tfjs's.
import type { Logs } from '@dlqr/core';
import type * as tf from '@tensorflow/tfjs';

/** Logs as hooks get them; `model.fit` of TensorFlow.js passes scalars and names as `val_loss`. */
export type RawLogs = Record<string, number | tf.Scalar>;

/**
 * The values as numbers under camelCase names. What is passed in is neither changed nor disposed:
 * it belongs to the training loop.
 *
 * @example await readLogs({ val_loss: tf.scalar(0.5) }) // { valLoss: 0.5 }
 */
export async function readLogs(logs: RawLogs): Promise<Logs> {
  const entries = Object.entries(logs).map(
    async ([name, value]) => [logName(name), await numberOf(value)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Like `readLogs`, without the `batch` and `size` that TensorFlow.js adds to a batch's values. */
export async function readBatchLogs(logs: RawLogs): Promise<Logs> {
  const { batch: _batch, size: _size, ...values } = logs;
  return readLogs(values);
}

/**
 * The name of a value in camelCase: `val_loss`, as TensorFlow.js spells it, becomes `valLoss`.
 *
 * @example logName('val_acc') // 'valAcc'
 */
export function logName(name: string): string {
  return name.replace(/^val_(.)/, (_, first: string) => `val${first.toUpperCase()}`);
}

/** Whether a camelCase name is that of a validation value. */
export function isValidationName(name: string): boolean {
  return /^val[^a-z]/.test(name);
}

/**
 * The name of the same quantity on the training data.
 *
 * @example trainingName('valRocAuc') // 'rocAuc'
 */
export function trainingName(name: string): string {
  if (!isValidationName(name)) return name;
  return name.charAt(3).toLowerCase() + name.slice(4);
}

async function numberOf(value: number | tf.Scalar): Promise<number> {
  return typeof value === 'number' ? value : ((await value.data())[0] as number);
}
