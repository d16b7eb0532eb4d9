import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import {
  expectLikeCpu,
  expectNumericGradients,
  randomArray,
  withGradients,
} from '../testing/againstCpu.ts';

type Four = [number, number, number, number];
type Padding = 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;

interface Row {
  readonly x: Four;
  readonly filter: Four;
  readonly strides?: number | [number, number];
  readonly pad?: Padding;
  readonly format?: 'NHWC' | 'NCHW';
  readonly dilations?: number | [number, number];
  readonly rounding?: 'floor' | 'round' | 'ceil';
}

const explicit: Padding = [
  [0, 0],
  [1, 2],
  [0, 3],
  [0, 0],
];

/** Few and many channels, since the gradient by the weights differs; each with one oddity. */
const rows: readonly Row[] = [
  { x: [2, 5, 6, 3], filter: [3, 3, 3, 4] },
  { x: [2, 5, 6, 3], filter: [3, 2, 3, 4], pad: 'same' },
  { x: [1, 5, 6, 3], filter: [3, 2, 3, 4], strides: 2, pad: 'same' },
  { x: [2, 7, 8, 2], filter: [2, 3, 2, 3], strides: [2, 3] },
  { x: [2, 7, 8, 2], filter: [1, 1, 2, 3], strides: [3, 2] },
  { x: [2, 7, 7, 2], filter: [3, 3, 2, 3], pad: 1, strides: 2 },
  { x: [2, 6, 5, 2], filter: [2, 2, 2, 3], pad: 3 },
  { x: [2, 6, 5, 2], filter: [3, 2, 2, 3], pad: explicit, strides: 2 },
  { x: [2, 6, 6, 2], filter: [3, 3, 2, 3], pad: 1, strides: 2, rounding: 'floor' },
  { x: [3, 6, 7, 17], filter: [3, 3, 17, 5] },
  { x: [3, 6, 7, 17], filter: [3, 2, 17, 5], pad: 'same', strides: 2 },
  { x: [1, 6, 7, 16], filter: [2, 2, 16, 3], strides: [1, 2] },
  { x: [3, 4, 4, 20], filter: [1, 1, 20, 8] },
  { x: [2, 5, 5, 18], filter: [5, 5, 18, 3] },
  { x: [2, 6, 6, 3], filter: [5, 4, 3, 3], strides: 1 },
  { x: [2, 8, 8, 3], filter: [5, 5, 3, 3], strides: [2, 3], pad: 1 },
  { x: [2, 7, 7, 3], filter: [6, 6, 3, 2] },
  { x: [2, 9, 9, 17], filter: [6, 6, 17, 2], strides: [2, 3], pad: 1 },
  { x: [2, 1, 9, 3], filter: [1, 3, 3, 4], pad: 'same' },
  { x: [2, 9, 1, 18], filter: [4, 1, 18, 4], strides: [2, 1] },
  { x: [2, 1, 1, 3], filter: [1, 1, 3, 4] },
  { x: [2, 7, 6, 17], filter: [3, 2, 17, 4], pad: 'same' },
  { x: [2, 1, 40, 17], filter: [1, 3, 17, 4] },
  { x: [1, 2, 2, 16], filter: [3, 3, 16, 2], strides: 2, pad: 2 },
  { x: [2, 1, 14, 18], filter: [1, 3, 18, 4], strides: [1, 2], pad: 'same' },
  { x: [2, 15, 1, 18], filter: [2, 1, 18, 4], strides: [3, 1] },
  { x: [1, 1, 9, 16], filter: [1, 1, 16, 3] },
  { x: [2, 3, 5, 6], filter: [2, 2, 3, 4], format: 'NCHW' },
  { x: [2, 17, 5, 6], filter: [3, 3, 17, 4], format: 'NCHW', strides: 2, pad: 'same' },
  { x: [2, 3, 1, 6], filter: [1, 2, 3, 4], format: 'NCHW' },
];

function convolution({ strides, pad, format, dilations, rounding }: Row) {
  return (x: tf.Tensor, filter: tf.Tensor): tf.Tensor =>
    tf.conv2d(
      x as tf.Tensor4D,
      filter as tf.Tensor4D,
      strides ?? 1,
      pad ?? 'valid',
      format ?? 'NHWC',
      dilations ?? 1,
      rounding,
    );
}

describe('Conv2D and its gradients', () => {
  it.each(rows.map((row) => [JSON.stringify(row), row] as const))('%s', async (_, row) => {
    const inputs = [randomArray(row.x, 1), randomArray(row.filter, 2)];
    await expectLikeCpu(inputs, withGradients(convolution(row)));
  });
});

/** TensorFlow.js has no gradient for dilated windows. */
const forwardRows: readonly Row[] = [
  { x: [2, 9, 8, 3], filter: [3, 2, 3, 4], dilations: [2, 3] },
  { x: [2, 9, 8, 3], filter: [3, 3, 3, 4], dilations: 2, pad: 'same' },
  { x: [1, 1, 9, 3], filter: [1, 3, 3, 4], dilations: [1, 2] },
  { x: [2, 7, 7, 2], filter: [2, 2, 2, 3], pad: 1, strides: 3, rounding: 'ceil' },
  { x: [2, 7, 7, 2], filter: [2, 2, 2, 3], pad: explicit, strides: 2, rounding: 'round' },
  { x: [2, 7, 7, 2], filter: [1, 4, 2, 3], pad: 0 },
  { x: [2, 7, 7, 2], filter: [5, 2, 2, 3], pad: 1, strides: [1, 3] },
];

describe('Conv2D', () => {
  it.each(forwardRows.map((row) => [JSON.stringify(row), row] as const))('%s', async (_, row) => {
    const inputs = [randomArray(row.x, 1), randomArray(row.filter, 2)];
    await expectLikeCpu(inputs, convolution(row));
  });
});

describe('the gradients of Conv2D where the number of windows is rounded up', () => {
  const row: Row = { x: [2, 6, 6, 2], filter: [3, 3, 2, 3], pad: 0, strides: 2, rounding: 'ceil' };
  const wide: Row = { ...row, x: [2, 6, 6, 17], filter: [3, 3, 17, 2] };
  it.each([row, wide])('are those of all windows (%j)', async (each) => {
    const inputs = [randomArray(each.x, 1), randomArray(each.filter, 2)];
    await expectNumericGradients(inputs, convolution(each));
  });
});

describe('conv2dTranspose and its gradients', () => {
  const transposed: readonly (readonly [Four, Four, Four, number, 'same' | 'valid' | number])[] = [
    [[2, 3, 4, 3], [3, 3, 2, 3], [2, 5, 6, 2], 1, 'valid'],
    [[2, 3, 4, 3], [3, 2, 2, 3], [2, 6, 8, 2], 2, 'same'],
    [[1, 3, 3, 17], [2, 2, 18, 17], [1, 8, 8, 18], 3, 'valid'],
    [[1, 1, 5, 4], [1, 4, 3, 4], [1, 1, 10, 3], 2, 'same'],
  ];
  it.each(transposed)(
    'x %j, filter %j, result %j, stride %i, %s',
    async (x, filter, shape, strides, pad) => {
      const fn = (input: tf.Tensor, weights: tf.Tensor): tf.Tensor =>
        tf.conv2dTranspose(input as tf.Tensor4D, weights as tf.Tensor4D, shape, strides, pad);
      await expectLikeCpu([randomArray(x, 1), randomArray(filter, 2)], withGradients(fn));
    },
  );
});

describe('conv2dTranspose', () => {
  it('leaves out what is more than the padding has windows for', async () => {
    const fn = (x: tf.Tensor, filter: tf.Tensor): tf.Tensor =>
      tf.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, [1, 4, 4, 2], 1, 'same');
    await expectLikeCpu([randomArray([1, 8, 8, 3], 1), randomArray([3, 3, 2, 3], 2)], fn);
  });
});

describe('conv1d and its gradients', () => {
  it.each([
    ['valid', 1],
    ['same', 2],
    [0, 1],
  ] as const)('padding %s, stride %i', async (pad, stride) => {
    const fn = (x: tf.Tensor, filter: tf.Tensor): tf.Tensor =>
      tf.conv1d(x as tf.Tensor3D, filter as tf.Tensor3D, stride, pad);
    await expectLikeCpu(
      [randomArray([2, 9, 18], 1), randomArray([3, 18, 4], 2)],
      withGradients(fn),
    );
  });
});
