// A copy of a tensor that shares no memory with it.
import * as tf from '@tensorflow/tfjs';

/**
 * The same numbers in memory of their own. `clone`, `assign` and `tf.variable` share it, and what
 * records a step tells variables apart by their memory.
 */
export function freshCopy(values: tf.Tensor): tf.Tensor {
  return tf.mul(values, 1);
}
