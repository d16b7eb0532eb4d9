import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import './index.ts';

it('records and computes', async () => {
  await tf.setBackend('onnx');
  const x = tf.tensor2d([
    [1, 2],
    [3, 4],
  ]);
  const y = tf.tidy(() => tf.neg(tf.add(tf.mul(x, x), tf.scalar(1))).reshape([4]));
  expect(Array.from(y.dataSync())).toEqual([-2, -5, -10, -17]);
  expect(Array.from(tf.sub(y, y).dataSync())).toEqual([0, 0, 0, 0]);
});
