// The learning rate of any optimizer, read and set; TensorFlow.js's own keep it to themselves.
import type * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import { checkNumber } from '../schedules/checkNumber.ts';

/**
 * The learning rate of an optimizer's next update.
 *
 * With a schedule it is that of the last step that was prepared.
 *
 * @throws {ValueError} when the optimizer has none that can be read
 * @example learningRateOf(tf.train.adam(0.01)) // 0.01
 */
export function learningRateOf(optimizer: tf.Optimizer): number {
  const value: unknown = Reflect.get(optimizer, 'learningRate');
  if (typeof value !== 'number') {
    throw new ValueError(`${optimizer.getClassName()} has no learning rate that can be read`);
  }
  return value;
}

/**
 * Sets the learning rate of an optimizer from its next update on.
 *
 * TensorFlow.js's own optimizers keep it as a number of the host: a recorded step must be recorded
 * anew after a change (`prepareStep` tells). Those of this package keep it in a variable.
 *
 * @param value at least 0
 * @throws {ValueError} when the value is negative or not finite, the optimizer follows a schedule,
 * or it has no learning rate
 * @example setLearningRate(model.optimizer, learningRateOf(model.optimizer) / 10);
 */
export function setLearningRate(optimizer: tf.Optimizer, value: number): void {
  checkNumber('the learning rate', value, { least: 0 });
  learningRateOf(optimizer);
  if (hasSetter(optimizer)) optimizer.setLearningRate(value);
  else Reflect.set(optimizer, 'learningRate', value);
}

/** Ours keep the rate in a variable; `tf.train.sgd` and `momentum` hold it as a tensor, too. */
function hasSetter(
  optimizer: tf.Optimizer,
): optimizer is tf.Optimizer & { setLearningRate(value: number): void } {
  return 'setLearningRate' in optimizer;
}
