import { Random } from '@dlqr/core/random';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { fallbackCounts } from '../../index.ts';
import {
  expectSameOnBoth,
  type Normal,
  normal,
  onBackend,
  pick,
} from '../../testing/compareBackends.ts';

const seeds = Array.from({ length: 15 }, (_, seed) => seed);

/** Numbers of all signs, only negative ones, or with many equal ones and zeros. */
function numbers(random: Random, shape: number[]): Normal {
  const drawn = normal(random, shape);
  const change = pick(random, [
    (value: number) => value,
    (value: number) => -1 - Math.abs(value),
    (value: number) => Math.max(0, Math.round(value)),
    (value: number) => Math.round(value) - 2,
  ]);
  return { shape, values: drawn.values.map(change) };
}

function imageShape(random: Random): [number, number, number, number] {
  return [random.integer(1, 4), random.integer(5, 12), random.integer(5, 12), random.integer(1, 7)];
}

describe.each([
  ['maxPool', tf.maxPool],
  ['avgPool', tf.avgPool],
] as const)('%s', (name, pool) => {
  it.each(seeds)('equals cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, name);
    const window: [number, number] = [random.integer(1, 5), random.integer(1, 5)];
    const strides = pick(random, [1, 2, 3, [1, 2]]) as number | [number, number];
    const padding = pick(random, ['same', 'valid'] as const);
    await expectSameOnBoth(
      (x) => pool(x as tf.Tensor4D, window, strides, padding),
      [numbers(random, imageShape(random))],
    );
  });

  it('equals cpu with a numeric padding and a window of one pixel', async () => {
    const random = new Random(1, 'pixel');
    await expectSameOnBoth((x) => pool(x as tf.Tensor4D, 1, 2, 1), [normal(random, [1, 4, 4, 2])], {
      gradients: false,
    });
  });

  it('equals cpu, on cpu, where the sizes are beyond the stock kernel', async () => {
    const random = new Random(2, 'oblong');
    const kernel = name === 'maxPool' ? 'MaxPool' : 'AvgPool';
    const before = fallbackCounts()[kernel] ?? 0;
    await expectSameOnBoth(
      (x) => pool(x as tf.Tensor4D, [2, 4], 1, 0),
      [normal(random, [2, 6, 9, 3])],
      { gradients: false },
    );
    expect(fallbackCounts()[kernel]).toBe(before + 1);
  });

  it('refuses a window larger than the image', async () => {
    await expect(
      onBackend('wasm', () => pool(tf.ones<tf.Rank.R4>([1, 2, 2, 1]), 3, 1, 'valid')),
    ).rejects.toMatchObject({ code: 'DLQR_SHAPE' });
  });
});

describe('maxPool', () => {
  it('sends the gradient to the first of equal negative maxima', async () => {
    const gradient = await onBackend('wasm', () => {
      const x = tf.tensor4d([-3, -1, -1, -2], [1, 2, 2, 1]);
      return tf
        .grad((image) => tf.maxPool(image as tf.Tensor4D, 2, 2, 'valid'))(x)
        .dataSync();
    });
    expect([...gradient]).toEqual([0, 1, 0, 0]);
  });

  it('adds up what overlapping windows send to one pixel', async () => {
    const gradient = await onBackend('wasm', () => {
      const x = tf.tensor4d([0, 5, 0], [1, 1, 3, 1]);
      return tf
        .grad((image) => tf.maxPool(image as tf.Tensor4D, [1, 2], 1, 'valid'))(x)
        .dataSync();
    });
    expect([...gradient]).toEqual([0, 2, 0]);
  });

  it('sends no gradient from a window of NaN', async () => {
    const gradient = await onBackend('wasm', () => {
      const x = tf.tensor4d([Number.NaN, Number.NaN, 1, 2], [1, 1, 4, 1]);
      return tf
        .grad((image) => tf.maxPool(image as tf.Tensor4D, [1, 2], 2, 'valid'))(x)
        .dataSync();
    });
    expect([...gradient]).toEqual([0, 0, 0, 1]);
  });
});

describe.each([
  ['maxPool3d', tf.maxPool3d],
  ['avgPool3d', tf.avgPool3d],
] as const)('%s', (name, pool) => {
  it.each(seeds.slice(0, 8))('equals cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, name);
    const window = random.integer(1, 4);
    const stride = random.integer(1, 3);
    const padding = pick(random, ['same', 'valid'] as const);
    await expectSameOnBoth(
      (x) => pool(x as tf.Tensor5D, window, stride, padding),
      [numbers(random, [2, random.integer(3, 6), 5, 4, random.integer(1, 4)])],
    );
  });
});

describe('maxPoolWithArgmax', () => {
  it.each([true, false])('equals cpu; batch in index: %s', async (includeBatchInIndex) => {
    const random = new Random(1, 'argmax');
    const x = normal(random, [3, 5, 6, 2]);
    const read = () => {
      const negative = tf.tensor(x.values, x.shape).sub(5) as tf.Tensor4D;
      const pooled = tf.maxPoolWithArgmax(negative, 2, 2, 'same', includeBatchInIndex);
      return Object.entries(pooled).map(([name, tensor]) => [
        name,
        tensor.dtype,
        ...tensor.dataSync(),
      ]);
    };
    expect(await onBackend('wasm', read)).toEqual(await onBackend('cpu', read));
  });
});
