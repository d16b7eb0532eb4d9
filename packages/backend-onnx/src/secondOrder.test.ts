import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { afterAll, describe, expect, it } from 'vitest';
import './index.ts';
import { fallbackCounts } from './index.ts';

afterAll(() => tf.setBackend('onnx'));

/** A gradient penalty, as a Wasserstein critic has it: the gradient of the norm of a gradient. */
function penaltyGradients(critic: (x: tf.Tensor, weight: tf.Tensor) => tf.Tensor): number[][] {
  const x = tf.randomNormal([2, 6, 6, 2], 0, 1, 'float32', 1);
  const weight = tf.randomNormal([3, 3, 2, 4], 0, 0.5, 'float32', 2);
  const penalty = (w: tf.Tensor): tf.Tensor => {
    const slopes = tf.grad((input) => tf.sum(critic(input, w)))(x);
    return tf.mean(tf.square(tf.sub(tf.norm(slopes.reshape([2, -1]), 2, 1), 1)));
  };
  const { value, grad } = tf.valueAndGrad(penalty)(weight);
  return [value, grad].map((tensor) => Array.from(tensor.dataSync()));
}

const conv = (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
  tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same');

const critics: Readonly<Record<string, (x: tf.Tensor, w: tf.Tensor) => tf.Tensor>> = {
  tanh: (x, w) => tf.tanh(conv(x, w)),
  relu: (x, w) => tf.square(tf.relu(conv(x, w))),
  softplus: (x, w) => tf.softplus(conv(x, w)),
  transposed: (x, w) =>
    tf.square(
      tf.conv2dTranspose(conv(x, w) as tf.Tensor4D, w as tf.Tensor4D, [2, 6, 6, 2], 1, 'same'),
    ),
  product: (x, w) => tf.sigmoid(tf.matMul(x.reshape([2, 72]), tf.tile(w.reshape([72, 1]), [1, 3]))),
};

describe('gradients of gradients', () => {
  it.each(Object.entries(critics))('of a critic with %s are those of cpu', async (_, critic) => {
    await tf.setBackend('cpu');
    const expected = penaltyGradients(critic);
    await tf.setBackend('onnx');
    const actual = penaltyGradients(critic);
    for (const [index, values] of expected.entries()) {
      expectAllClose(actual[index] as number[], values, { relative: 1e-4, absolute: 1e-5 });
    }
    expect(fallbackCounts()).toEqual({});
  });
});
