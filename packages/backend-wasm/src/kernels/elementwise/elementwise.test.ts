import { Random } from '@dlqr/core/random';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { expectClose, expectSameOnBoth, normal, onBackend } from '../../testing/compareBackends.ts';

const EDGES = [Number.NaN, Number.NEGATIVE_INFINITY, -7, -0.5, 0, 0.5, 7, Number.POSITIVE_INFINITY];

async function onEdges(operation: (x: tf.Tensor) => tf.Tensor): Promise<number[]> {
  return onBackend('wasm', () => [...operation(tf.tensor1d(EDGES)).dataSync()]);
}

describe('clipByValue', () => {
  it('lets NaN through and bounds the rest', async () => {
    expect(await onEdges((x) => tf.clipByValue(x, -1, 2))).toEqual([
      Number.NaN,
      -1,
      -1,
      -0.5,
      0,
      0.5,
      2,
      2,
    ]);
  });

  it('equals cpu, forward and backward, and keeps integers', async () => {
    await expectSameOnBoth((x) => tf.clipByValue(x, -0.5, 0.8), [normal(new Random(1), [4, 5])]);
    const value = await onBackend('wasm', () => {
      const clipped = tf.clipByValue(tf.tensor1d([-3, 0, 9], 'int32'), -1, 2);
      return [clipped.dtype, ...clipped.dataSync()];
    });
    expect(value).toEqual(['int32', -1, 0, 2]);
  });

  it('shows the loss of a diverged model for what it is', async () => {
    const loss = await onBackend('wasm', () => {
      const model = tf.sequential({
        layers: [tf.layers.dense({ units: 2, activation: 'softmax', inputShape: [1] })],
      });
      model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
      model.setWeights([tf.fill([1, 2], Number.NaN), tf.zeros([2])]);
      const evaluated = model.evaluate(tf.ones([3, 1]), tf.ones([3, 2])) as tf.Scalar;
      return evaluated.dataSync()[0];
    });
    expect(loss).toBeNaN();
  });
});

describe('relu6', () => {
  it('lets NaN through and bounds the rest', async () => {
    expect(await onEdges((x) => tf.relu6(x))).toEqual([Number.NaN, 0, 0, 0, 0, 0.5, 6, 6]);
  });

  it('equals cpu, forward and backward', async () => {
    await expectSameOnBoth((x) => tf.relu6(x), [normal(new Random(1), [4, 5], 5)]);
  });
});

describe('cast', () => {
  it('takes everything but 0 for true', async () => {
    expect(await onEdges((x) => x.cast('bool'))).toEqual([1, 1, 1, 1, 0, 1, 1, 1]);
    const back = await onBackend('wasm', () =>
      tf.tensor1d([-1, 0, 256], 'int32').cast('bool').cast('float32').dataSync(),
    );
    expect([...back]).toEqual([1, 0, 1]);
  });

  it('cuts towards 0 to integers', async () => {
    const value = await onBackend('wasm', () => tf.tensor1d([-1.7, 1.7]).cast('int32').dataSync());
    expect([...value]).toEqual([-1, 1]);
  });
});

describe('prelu', () => {
  it.each([
    ['one for all', []],
    ['one a channel', [3]],
    ['one a pixel', [4, 5, 3]],
    ['shared over the width', [4, 1, 3]],
    ['shared over the channels', [4, 5, 1]],
    ['with leading ones', [1, 1, 3]],
  ])('with slopes %s equals cpu, forward and backward', async (_, slopes) => {
    const random = new Random(1, 'prelu');
    await expectSameOnBoth(
      (x, alpha) => tf.prelu(x, alpha as tf.Tensor),
      [normal(random, [2, 4, 5, 3]), normal(random, slopes)],
    );
  });
});

describe('batchNorm', () => {
  it.each([
    ['the last axis', [1, 1, 1, 5]],
    ['the second axis', [1, 3, 1, 1]],
    ['all but the batch', [1, 3, 4, 5]],
  ])('over %s equals its formula', async (_, shape) => {
    const random = new Random(1, 'batchNorm');
    const drawn = (own: number[]): tf.Tensor4D =>
      tf.tensor(normal(random, own).values).reshape<tf.Tensor4D>(own);
    const [actual, expected] = await onBackend('wasm', () => {
      const x = drawn([2, 3, 4, 5]);
      const [mean, offset, scale] = [drawn(shape), drawn(shape), drawn(shape)];
      const variance = mean.square().add<tf.Tensor4D>(0.5);
      const bare = tf.batchNorm(x, mean, variance, undefined, undefined, 0.01);
      const full = tf.batchNorm(x, mean, variance, offset, scale, 0.01);
      const formula = x.sub(mean).div<tf.Tensor4D>(variance.add(0.01).sqrt());
      return [
        tf.concat([bare, full]).dataSync(),
        tf.concat([formula, formula.mul(scale).add<tf.Tensor4D>(offset)]).dataSync(),
      ] as const;
    });
    expectClose(actual, expected);
  });
});
