// Gives a variable a place of its own.
import * as tf from '@tensorflow/tfjs';
import type { OnnxBackend } from '../backend/onnxBackend.ts';
import type { Value } from '../graph/value.ts';

/** Puts a value behind a variable that no other tensor shares with it. */
export function assignOwn(backend: OnnxBackend, variable: tf.Variable, value: Value): void {
  const own = tf.engine().makeTensorFromTensorInfo(backend.tensorOf(value));
  variable.assign(own);
  own.dispose();
}
