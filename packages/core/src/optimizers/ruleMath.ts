// The few formulas that several update rules share.
import * as tf from '@tensorflow/tfjs';

/** A running mean moved towards a new value: `mean + (value - mean) * (1 - keep)`; same shapes. */
export function movingMean(mean: tf.Tensor, value: tf.Tensor, keep: number): tf.Tensor {
  return tf.add(mean, tf.mul(tf.sub(value, mean), 1 - keep));
}

/** The share of a running mean that is not its start of 0 any more: `1 - keep ** count`. */
export function meanMaturity(keep: number, count: tf.Scalar): tf.Tensor {
  return tf.sub(1, tf.pow(keep, count));
}

/** `keep * old + (1 - keep) * value`, in the order of operations that the running sums need. */
export function decayedSum(old: tf.Tensor, value: tf.Tensor, keep: number): tf.Tensor {
  return tf.add(tf.mul(old, keep), tf.mul(value, 1 - keep));
}

/** The root of the mean square of all elements, a scalar. */
export function rootMeanSquare(values: tf.Tensor): tf.Tensor {
  return tf.sqrt(tf.mean(tf.square(values)));
}

/** The Euclidean length, a scalar. */
export function lengthOf(values: tf.Tensor): tf.Tensor {
  return tf.sqrt(tf.sum(tf.square(values)));
}
