import { Random } from '@dlqr/core/random';
import { numericGradient } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { fallbackCounts } from '../../index.ts';
import {
  derive,
  expectClose,
  expectSameOnBoth,
  normal,
  onBackend,
  pick,
} from '../../testing/compareBackends.ts';
import { kernelCalls } from '../../testing/kernelCalls.ts';

const seeds = Array.from({ length: 25 }, (_, seed) => seed);

function images(random: Random, channels: number) {
  return normal(random, [
    random.integer(1, 6),
    random.integer(5, 12),
    random.integer(5, 12),
    channels,
  ]);
}

describe('conv2d', () => {
  it.each(seeds)('equals cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, 'conv2d');
    const channels = random.integer(1, 7);
    const filter = [random.integer(1, 5), random.integer(1, 5)];
    const strides = pick(random, [1, 1, 2, 3, [2, 1], [1, 3]]) as number | [number, number];
    const padding = pick(random, ['same', 'valid'] as const);
    await expectSameOnBoth(
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, padding),
      [images(random, channels), normal(random, [...filter, channels, random.integer(1, 10)])],
    );
  });

  it.each(seeds.slice(0, 6))('equals cpu with dilations, forward (seed %i)', async (seed) => {
    const random = new Random(seed, 'dilated');
    const padding = pick(random, ['same', 'valid'] as const);
    await expectSameOnBoth(
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, padding, 'NHWC', 2),
      [images(random, 3), normal(random, [3, random.integer(1, 3), 3, 4])],
      { gradients: false },
    );
  });

  it.each([0, 1, 2])('equals cpu with a padding of %i pixels', async (pad) => {
    const random = new Random(pad, 'padded');
    await expectSameOnBoth(
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, pad),
      [images(random, 3), normal(random, [3, 3, 3, 2])],
    );
  });

  it.each([
    ['NCHW', 'same'],
    [
      'NCHW',
      [
        [0, 0],
        [0, 0],
        [1, 2],
        [0, 1],
      ],
    ],
  ] as const)('equals cpu with %s and padding %o', async (order, pad) => {
    const random = new Random(3, order);
    await expectSameOnBoth(
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, [1, 2], pad as 'same', order),
      [normal(random, [2, 3, 7, 8]), normal(random, [3, 2, 3, 4])],
    );
  });

  it('computes "same" where one side of the filter is smaller than its stride', async () => {
    const value = await onBackend('wasm', () =>
      tf
        .conv2d(
          tf.range(1, 13).reshape<tf.Tensor4D>([1, 6, 2, 1]),
          tf.ones([1, 2, 1, 1]),
          2,
          'same',
        )
        .dataSync(),
    );
    expect([...value]).toEqual([3, 11, 19]); // 1 + 2, 5 + 6, 9 + 10
  });

  it('takes large gradients in chunks', async () => {
    const random = new Random(1, 'chunks');
    const [x, w] = [normal(random, [9, 64, 64, 1]), normal(random, [1, 2, 1, 32])]; // 9 * 2^17 outputs
    await expectSameOnBoth(
      (a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same'),
      [x, w],
    );
  });

  it('leaves unused edges out of the filter gradient', async () => {
    const random = new Random(2, 'unused'); // stride 3 over 10 pixels leaves some unread
    await expectSameOnBoth(
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 3, 'valid'),
      [normal(random, [2, 10, 11, 2]), normal(random, [2, 2, 2, 3])],
    );
  });

  it('does not write beyond its output for a numeric padding and an oblong filter', async () => {
    const random = new Random(3, 'oblong');
    const before = fallbackCounts().Conv2D ?? 0;
    await expectSameOnBoth(
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 0),
      [normal(random, [2, 8, 14, 3]), normal(random, [2, 4, 3, 2])],
      { gradients: false },
    );
    expect(fallbackCounts().Conv2D).toBe(before + 1);
  });

  it('refuses a filter larger than the image', async () => {
    await expect(
      onBackend('wasm', () =>
        tf.conv2d(tf.ones<tf.Rank.R4>([1, 3, 3, 1]), tf.ones([5, 5, 1, 1]), 1, 'valid'),
      ),
    ).rejects.toMatchObject({ code: 'DLQR_SHAPE', message: expect.stringContaining('5x5') });
  });
});

describe('conv2dTranspose', () => {
  it.each(seeds)('equals cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, 'transpose');
    const [channels, outChannels] = [random.integer(1, 5), random.integer(1, 5)];
    const [filter, stride] = [random.integer(1, 6), random.integer(1, 4)];
    const padding = pick(random, ['same', 'valid'] as const);
    const size = (length: number) =>
      padding === 'same' ? length * stride : (length - 1) * stride + Math.max(filter, stride);
    const x = images(random, channels);
    const [batch, height, width] = x.shape as [number, number, number];
    await expectSameOnBoth(
      (a, w) =>
        tf.conv2dTranspose(
          a as tf.Tensor4D,
          w as tf.Tensor4D,
          [batch, size(height), size(width), outChannels],
          stride,
          padding,
        ),
      [x, normal(random, [filter, filter, outChannels, channels])],
    );
  });
});

describe('conv2dTranspose to a smaller output', () => {
  it('looks at the corner that belongs to it, as cpu does', async () => {
    const random = new Random(6, 'corner');
    await expectSameOnBoth(
      (x, w) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [1, 4, 4, 2], 1, 'same'),
      [normal(random, [1, 8, 8, 3]), normal(random, [3, 3, 2, 3])],
      { gradients: false },
    );
  });
});

describe('the gradients of conv2d', () => {
  it.each(['Conv2DBackpropInput', 'Conv2DBackpropFilter'])(
    '%s runs on the fast forward convolution',
    async (kernelName) => {
      await onBackend('wasm', () => {
        const [x, w] = [tf.ones([2, 6, 6, 3]), tf.ones([3, 3, 3, 4])];
        const operation = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
          tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, 'same');
        const forward = kernelCalls(['Conv2D'], () => operation(x, w));
        const both = kernelCalls(['Conv2D', kernelName], () => tf.grads(operation)([x, w]));
        expect(forward).toBe(1);
        expect(both).toBe(1 + 2 + 1); // forward, one inside of each gradient, the gradient itself
      });
    },
  );

  it('is one matrix product for a filter of one pixel', async () => {
    await onBackend('wasm', () => {
      const x = tf.ones<tf.Rank.R4>([2, 6, 6, 3]);
      const gradient = tf.grad((w) => tf.conv2d(x, w as tf.Tensor4D, 1, 'same'));
      const filter = tf.ones([1, 1, 3, 4]);
      expect(kernelCalls(['BatchMatMul'], () => gradient(filter))).toBe(1);
    });
  });
});

describe('conv1d', () => {
  it.each(seeds.slice(0, 10))('equals cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, 'conv1d');
    const channels = random.integer(1, 6);
    const stride = random.integer(1, 4);
    const padding = pick(random, ['same', 'valid'] as const);
    await expectSameOnBoth(
      (x, w) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, stride, padding),
      [
        normal(random, [random.integer(1, 5), random.integer(6, 20), channels]),
        normal(random, [random.integer(1, 6), channels, random.integer(1, 6)]),
      ],
    );
  });
});

describe('depthwiseConv2d', () => {
  it.each(seeds)('equals cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, 'depthwise');
    const [channels, multiplier] = [random.integer(1, 7), random.integer(1, 4)];
    const stride = random.integer(1, 4);
    const padding = pick(random, ['same', 'valid'] as const);
    await expectSameOnBoth(
      (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, padding),
      [
        images(random, channels),
        normal(random, [random.integer(1, 5), random.integer(1, 5), channels, multiplier]),
      ],
    );
  });

  it('sums over multipliers in the input gradient as finite differences do', async () => {
    const random = new Random(4, 'differences');
    const [x, w] = [normal(random, [1, 4, 4, 2]), normal(random, [3, 3, 2, 3])];
    const operation = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
      tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, 'same');
    await onBackend('wasm', () => {
      const { gradients, shape } = derive(operation, [x, w]);
      const weights = normal(new Random(7), shape);
      const loss = (point: Float64Array): number =>
        tf.tidy(() => {
          const input = tf.tensor(Float32Array.from(point), x.shape);
          const y = operation(input, tf.tensor(w.values, w.shape));
          return y.mul(tf.tensor(weights.values, shape)).sum().dataSync()[0] as number;
        });
      const expected = numericGradient(loss, x.values, 1); // linear: any step is exact
      expectClose(gradients[0] as Float32Array, Array.from(expected, Math.fround));
    });
  });
});

describe('conv3d', () => {
  it.each(seeds.slice(0, 10))('equals cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, 'conv3d');
    const filter = random.integer(1, 4);
    const strides = pick(random, [1, 2, [1, 2, 1], [2, 1, 2]]) as number | [number, number, number];
    const padding = pick(random, ['same', 'valid'] as const);
    await expectSameOnBoth(
      (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, strides, padding),
      [
        normal(random, [random.integer(1, 4), 4, random.integer(3, 7), random.integer(3, 7), 2]),
        normal(random, [random.integer(1, 4), filter, filter, 2, 3]),
      ],
    );
  });
});

describe('fused convolutions', () => {
  const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const;
  const shapes = { vector: [4], scalar: [], matrix: [1, 4] };

  it.each(
    activations.flatMap((activation) =>
      (['conv2d', 'depthwiseConv2d'] as const).flatMap((name) =>
        Object.entries(shapes).map(([kind, shape]) => [name, activation, kind, shape] as const),
      ),
    ),
  )('%s with %s and a bias that is a %s equals cpu', async (name, activation, _, shape) => {
    const random = new Random(5, name);
    const filter = name === 'conv2d' ? [3, 3, 2, 4] : [3, 3, 2, 2];
    await expectSameOnBoth(
      (x, w, bias, slopes) =>
        tf.fused[name]({
          x: x as tf.Tensor4D,
          filter: w as tf.Tensor4D,
          strides: 1,
          pad: 'same',
          bias,
          activation,
          leakyreluAlpha: 0.3,
          ...(activation === 'prelu' && { preluActivationWeights: slopes }),
        } as never),
      [
        normal(random, [2, 5, 5, 2]),
        normal(random, filter),
        normal(random, shape),
        normal(random, [4]),
      ],
      { gradients: false },
    );
  });

  it('takes a vector that was stored as a matrix for the vector it is', async () => {
    const value = await onBackend('wasm', () =>
      tf.fused
        .conv2d({
          x: tf.zeros<tf.Rank.R4>([1, 2, 2, 1]),
          filter: tf.zeros([1, 1, 1, 2]),
          strides: 1,
          pad: 'same',
          bias: tf.tensor2d([[3, 4]]).reshape([2]) as tf.Tensor1D,
        })
        .dataSync(),
    );
    expect([...value]).toEqual([3, 4, 3, 4, 3, 4, 3, 4]);
  });
});
