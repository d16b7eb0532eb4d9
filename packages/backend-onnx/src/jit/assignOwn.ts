// Gives a variable a place of its own.
import * as tf from '@tensorflow/tfjs';
import type { Entry, OnnxBackend } from '../backend/onnxBackend.ts';
import type { Value } from '../graph/value.ts';

/** Puts a value behind a variable that no other tensor shares with it. */
export function assignOwn(backend: OnnxBackend, variable: tf.Variable, value: Value): void {
  const own = tf.engine().makeTensorFromTensorInfo(backend.tensorOf(value));
  variable.assign(own);
  own.dispose();
}

/** The place behind a variable, made its own where other tensors share it. */
export function ownEntry(backend: OnnxBackend, variable: tf.Variable): Entry {
  const entry = backend.entryOf(variable.dataId);
  if (entry.refCount === 1) return entry;
  assignOwn(backend, variable, entry.value as Value);
  return backend.entryOf(variable.dataId);
}
