// Small parts that the measured TensorFlow.js programs share.
import * as tf from '@tensorflow/tfjs';

/** A training step of a compiled model as a function of a batch, for `jit`. */
export function stepOf(model, loss) {
  const lossOf = tf.metrics[loss];
  const weights = model.trainableWeights.map((weight) => weight.read());
  return (x, y) =>
    model.optimizer.minimize(
      () => tf.mean(lossOf(y, model.apply(x, { training: true }))),
      true,
      weights,
    );
}

export function tensorOf({ values, shape }) {
  return tf.tensor(values, shape, values instanceof Int32Array ? 'int32' : 'float32');
}

/** The rows of an array, several times one after the other. */
export function repeated({ values, shape: [rows, ...rest] }, times) {
  const all = new values.constructor(values.length * times);
  for (let index = 0; index < times; index += 1) all.set(values, index * values.length);
  return { values: all, shape: [rows * times, ...rest] };
}
