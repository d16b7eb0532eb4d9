// The three ways of clipping gradients, as functions of tensors for anyone's training loop.
import * as tf from '@tensorflow/tfjs';
import { checkNumber } from '../schedules/checkNumber.ts';

/**
 * Every element brought into [-limit, limit]; changes the gradient's direction.
 *
 * @param gradient any shape
 * @param limit above 0
 * @returns same shape, the caller's to dispose
 * @throws {ValueError} when the limit is not above 0
 * @example clipByValue(tf.tensor1d([-3, 0.5]), 1) // [-1, 0.5]
 * @see `clipvalue` of Keras
 */
export function clipByValue<T extends tf.Tensor>(gradient: T, limit: number): T {
  checkNumber('the limit of clipByValue', limit, { above: 0 });
  return tf.clipByValue(gradient, -limit, limit);
}

/**
 * A gradient shrunk, where it is longer, to Euclidean length `limit`; keeps its direction.
 *
 * `gradient * limit / max(|gradient|, limit)`
 *
 * @param gradient any shape
 * @param limit above 0
 * @returns same shape, the caller's to dispose
 * @throws {ValueError} when the limit is not above 0
 * @example clipByNorm(tf.tensor1d([3, 4]), 1) // [0.6, 0.8]
 * @see `clipnorm` of Keras; Pascanu et al., "On the difficulty of training recurrent neural
 * networks", ICML 2013
 */
export function clipByNorm<T extends tf.Tensor>(gradient: T, limit: number): T {
  checkNumber('the limit of clipByNorm', limit, { above: 0 });
  return tf.tidy(() => {
    const norm = tf.sqrt(tf.sum(tf.square(gradient)));
    return tf.div(tf.mul(gradient, limit), tf.maximum(norm, limit)) as T;
  });
}

/**
 * All gradients shrunk by one factor so that together they are no longer than `limit`: keeps the
 * direction of the whole step.
 *
 * `gradient * limit * min(1 / globalNorm, 1 / limit)`. Where any gradient is NaN or infinite, all
 * of the result is NaN: the damage is not hidden.
 *
 * @param gradients any shapes
 * @param limit above 0
 * @returns the same shapes in the same order, the caller's to dispose
 * @throws {ValueError} when the limit is not above 0
 * @example clipByGlobalNorm([tf.tensor1d([3]), tf.tensor1d([4])], 1) // [[0.6], [0.8]]
 * @see `global_clipnorm` of Keras; Pascanu et al., 2013
 */
export function clipByGlobalNorm(gradients: readonly tf.Tensor[], limit: number): tf.Tensor[] {
  checkNumber('the limit of clipByGlobalNorm', limit, { above: 0 });
  if (gradients.length === 0) return [];
  return tf.tidy(() => {
    const norm = globalNorm(gradients);
    const factor = tf.mul(tf.minimum(tf.reciprocal(norm), 1 / limit), limit);
    const nanUnlessFinite = tf.sub(norm, norm);
    const scale = tf.add(factor, nanUnlessFinite);
    return gradients.map((gradient) => tf.mul(gradient, scale));
  });
}

/**
 * The Euclidean length of all gradients as one long vector.
 *
 * @param gradients any shapes, at least one
 * @returns a scalar, the caller's to dispose
 * @example globalNorm([tf.tensor1d([3]), tf.tensor1d([4])]) // 5
 */
export function globalNorm(gradients: readonly tf.Tensor[]): tf.Scalar {
  return tf.tidy(() => {
    const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
    return tf.sqrt(squares.reduce((sum, square) => tf.add(sum, square))) as tf.Scalar;
  });
}
