// The learning rate of any TensorFlow.js optimizer, which its types hide.
import { ValueError } from '@dlqr/core/errors';
import type * as tf from '@tensorflow/tfjs';

/**
 * The learning rate that the next step will use.
 *
 * @throws {ValueError} when the optimizer has none
 * @example getLearningRate(tf.train.adam(0.01)) // 0.01
 */
export function getLearningRate(optimizer: tf.Optimizer): number {
  const value: unknown = Reflect.get(optimizer, 'learningRate');
  if (typeof value === 'number') return value;
  throw new ValueError(`the optimizer ${optimizer.getClassName()} has no learning rate to read`);
}

/**
 * Sets the learning rate from the next step on.
 *
 * @param learningRate finite, at least 0
 * @throws {ValueError} when it is not, or the optimizer has none
 * @example setLearningRate(model.optimizer, 1e-4);
 */
export function setLearningRate(optimizer: tf.Optimizer, learningRate: number): void {
  if (!Number.isFinite(learningRate) || learningRate < 0) {
    throw new ValueError(`learningRate is ${learningRate}; expected a finite number from 0 on`);
  }
  getLearningRate(optimizer);
  const setter: unknown = Reflect.get(optimizer, 'setLearningRate');
  // SGD and momentum keep the rate in a tensor as well, which only their own setter replaces.
  if (typeof setter === 'function') setter.call(optimizer, learningRate);
  else Reflect.set(optimizer, 'learningRate', learningRate);
}
