import { expectAllClose, expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { Random } from '../random/index.ts';
import { clipByGlobalNorm, clipByNorm, clipByValue, globalNorm } from './clipGradients.ts';

await tf.setBackend('cpu');

const normOf = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));

describe('clipByValue', () => {
  it('brings each element into the range and leaves the rest', () => {
    const clipped = clipByValue(
      tf.tensor2d([
        [-3, 0.5],
        [1, 7],
      ]),
      1,
    );
    expect(clipped.arraySync()).toEqual([
      [-1, 0.5],
      [1, 1],
    ]);
  });
});

describe('clipByNorm', () => {
  it('shrinks a long gradient to the limit', () => {
    expectAllClose(clipByNorm(tf.tensor1d([3, 4]), 1).dataSync(), [0.6, 0.8], { relative: 1e-6 });
  });

  it('leaves a short one and zeros as they are', () => {
    expect(clipByNorm(tf.tensor1d([0.25, 0]), 0.5).arraySync()).toEqual([0.25, 0]);
    expect(clipByNorm(tf.zeros([3]), 0.5).arraySync()).toEqual([0, 0, 0]);
  });

  it.each([1, 2, 3, 4, 5])(
    'is no longer than the limit and keeps the direction (seed %i)',
    (seed) => {
      const random = new Random(seed);
      const values = Array.from({ length: 7 }, () => random.normal(0, 10));
      const limit = random.uniform(0.1, 20);
      const clipped = clipByNorm(tf.tensor1d(values), limit).dataSync();
      expectAllClose(normOf(clipped), Math.min(normOf(values), limit), { relative: 1e-5 });
      const factor = (clipped[0] ?? 0) / (values[0] ?? 1);
      expectAllClose(
        clipped,
        values.map((value) => value * factor),
        { relative: 1e-5 },
      );
    },
  );
});

describe('clipByGlobalNorm', () => {
  it('shrinks all gradients by one factor', () => {
    const clipped = clipByGlobalNorm([tf.tensor1d([3]), tf.tensor2d([[4]])], 1);
    expect(clipped.map(({ shape }) => shape)).toEqual([[1], [1, 1]]);
    expectAllClose(
      clipped.map((tensor) => tensor.dataSync()),
      [[0.6], [0.8]],
      { relative: 1e-6 },
    );
  });

  it('leaves short gradients and zeros as they are', () => {
    const clipped = clipByGlobalNorm([tf.tensor1d([0.25, 0]), tf.zeros([2])], 0.5);
    expect(clipped.map((tensor) => tensor.arraySync())).toEqual([
      [0.25, 0],
      [0, 0],
    ]);
    expect(clipByGlobalNorm([tf.zeros([2])], 0.5)[0]?.arraySync()).toEqual([0, 0]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('gives NaN throughout where one is %d', (bad) => {
    const clipped = clipByGlobalNorm([tf.tensor1d([1, bad]), tf.tensor1d([2])], 1);
    expect(clipped.flatMap((tensor) => [...tensor.dataSync()])).toEqual([NaN, NaN, NaN]);
  });

  it('takes no gradients', () => {
    expect(clipByGlobalNorm([], 1)).toEqual([]);
  });
});

describe('globalNorm', () => {
  it('is the length of all elements together', () => {
    expect(globalNorm([tf.tensor1d([1, 2]), tf.scalar(2)]).dataSync()[0]).toBe(3);
  });
});

it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the limit %d', (limit) => {
  for (const clip of [
    () => clipByValue(tf.scalar(1), limit),
    () => clipByNorm(tf.scalar(1), limit),
    () => clipByGlobalNorm([tf.scalar(1)], limit),
  ]) {
    expect(clip).toThrow(/expected a finite number above 0/);
  }
});

it('disposes what it makes in between', async () => {
  await expectNoLeaks(() => {
    const gradients = [tf.tensor1d([3, 4]), tf.tensor1d([5])];
    const results = [
      clipByValue(gradients[0] as tf.Tensor, 1),
      clipByNorm(gradients[0] as tf.Tensor, 1),
      globalNorm(gradients),
      ...clipByGlobalNorm(gradients, 1),
    ];
    tf.dispose([...gradients, ...results]);
  });
});
