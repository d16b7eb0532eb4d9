import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import '../index.ts';

it('fails to read what cannot be computed, each time, and nothing else', async () => {
  await tf.setBackend('onnx');
  const indices = tf.add(tf.tensor1d([0, 5], 'int32'), tf.scalar(1, 'int32')) as tf.Tensor1D;
  const before = tf.add(tf.scalar(1), tf.scalar(2));
  const bad = tf.gather(tf.tensor1d([1, 2, 3]), indices);
  const after = tf.add(before, tf.scalar(1));
  expect(() => bad.dataSync()).toThrow(/GatherV2/);
  expect(after.dataSync()[0]).toBe(4);
  expect(before.dataSync()[0]).toBe(3);
  expect(() => bad.dataSync()).toThrow(/GatherV2/);

  const other = tf.add(tf.neg(bad), tf.scalar(1));
  const unrelated = tf.neg(after);
  expect(unrelated.dataSync()[0]).toBe(-4);
  expect(() => other.dataSync()).toThrow(/GatherV2/);
});
