import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import '../index.ts';

/** The smallest programs for what the random ones have found. */
const cases: Readonly<Record<string, () => tf.Tensor>> = {
  // onnxruntime merges two casts in a row
  'NaN and infinities become 0 as int32': () =>
    tf.cast(
      tf.tensor1d([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2.5]),
      'int32',
    ),
  'int32 divided by 0 is 0': () =>
    tf.div(tf.tensor1d([-3, 0, 3], 'int32'), tf.tensor1d([0, 0, 0], 'int32')),
  'the floor of a quotient by 0 is 0': () => tf.floorDiv(tf.tensor1d([-3, 0, 3]), tf.scalar(0)),
  'int32 modulo 0 is 0': () =>
    tf.mod(tf.tensor1d([-3, 0, 3], 'int32'), tf.tensor1d([0, 0, 0], 'int32')),
  'the angle to a point beside -0 is that beside 0': () =>
    tf.atan2(tf.tensor1d([1.25, -1.25, 1.25]), tf.tensor1d([-0, -0, 0])),
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});

afterAll(async () => {
  await tf.setBackend('cpu');
});

it.each(Object.entries(cases))('%s', async (_, compute) => {
  const numbersOn = async (backend: string): Promise<ArrayLike<number>> => {
    await tf.setBackend(backend);
    const result = tf.tidy(compute);
    const numbers = result.dataSync();
    result.dispose();
    return numbers;
  };
  const expected = await numbersOn('cpu');
  expectAllClose(await numbersOn('onnx'), expected, { absolute: 1e-6, relative: 1e-6 });
  expect(tf.getBackend()).toBe('onnx');
});
