import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import { expectLikeCpu, randomArray, withGradients } from '../testing/againstCpu.ts';

type Four = [number, number, number, number];

interface Row {
  readonly x: Four;
  readonly filter: Four;
  readonly strides?: number | [number, number];
  readonly pad?: 'same' | 'valid' | number;
  readonly dilations?: number | [number, number];
}

const rows: readonly Row[] = [
  { x: [2, 5, 6, 3], filter: [3, 3, 3, 1] },
  { x: [2, 5, 6, 3], filter: [3, 2, 3, 2], pad: 'same' },
  { x: [1, 7, 6, 4], filter: [2, 3, 4, 3], strides: 2, pad: 'same' },
  { x: [3, 7, 7, 1], filter: [3, 3, 1, 2], strides: [2, 3], pad: 1 },
  { x: [2, 1, 9, 3], filter: [1, 3, 3, 2] },
];

const dilated: readonly Row[] = [
  { x: [2, 9, 8, 3], filter: [3, 2, 3, 2], dilations: [2, 3] },
  { x: [2, 9, 8, 3], filter: [3, 3, 3, 1], dilations: 2, pad: 'same' },
];

function depthwise({ strides, pad, dilations }: Row) {
  return (x: tf.Tensor, filter: tf.Tensor): tf.Tensor =>
    tf.depthwiseConv2d(
      x as tf.Tensor4D,
      filter as tf.Tensor4D,
      strides ?? 1,
      pad ?? 'valid',
      'NHWC',
      dilations ?? 1,
    );
}

describe('DepthwiseConv2dNative', () => {
  it.each(rows.map((row) => [JSON.stringify(row), row] as const))(
    'has the gradients of cpu for %s',
    async (_, row) => {
      const inputs = [randomArray(row.x, 1), randomArray(row.filter, 2)];
      await expectLikeCpu(inputs, withGradients(depthwise(row)));
    },
  );

  it.each(dilated.map((row) => [JSON.stringify(row), row] as const))('%s', async (_, row) => {
    await expectLikeCpu([randomArray(row.x, 1), randomArray(row.filter, 2)], depthwise(row));
  });
});

describe('separableConv2d', () => {
  it('has the gradients of cpu', async () => {
    const inputs = [
      [2, 6, 6, 3],
      [3, 3, 3, 2],
      [1, 1, 6, 4],
    ].map(randomArray);
    const fn = (x: tf.Tensor, depth: tf.Tensor, point: tf.Tensor): tf.Tensor =>
      tf.separableConv2d(x as tf.Tensor4D, depth as tf.Tensor4D, point as tf.Tensor4D, 2, 'same');
    await expectLikeCpu(inputs, withGradients(fn));
  });
});
