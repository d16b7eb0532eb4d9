import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { expect, it } from 'vitest';
import { registerWasmBackend } from './index.ts';

it('completes an instance that the program has started itself', async () => {
  await tf.setBackend('wasm');
  const x = tf.ones<tf.Rank.R4>([1, 3, 3, 1]);
  const running = tf.backend();
  const gradient = tf.grad((w) => tf.conv2d(x, w as tf.Tensor4D, 1, 'valid'));
  expect(() => gradient(tf.ones([2, 2, 1, 1]))).toThrow('not registered');
  await registerWasmBackend();
  expect(tf.backend()).toBe(running);
  expect([...gradient(tf.ones([2, 2, 1, 1])).dataSync()]).toEqual([4, 4, 4, 4]);
});
