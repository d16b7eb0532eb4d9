import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import { expectLikeCpu, randomArray, withGradients } from '../testing/againstCpu.ts';

type Five = [number, number, number, number, number];

interface Row {
  readonly x: Five;
  readonly filter: Five;
  readonly strides?: number | [number, number, number];
  readonly pad?: 'same' | 'valid';
  readonly dilations?: number | [number, number, number];
}

const rows: readonly Row[] = [
  { x: [2, 4, 5, 3, 2], filter: [2, 3, 2, 2, 3] },
  { x: [2, 4, 5, 3, 2], filter: [2, 3, 2, 2, 3], pad: 'same' },
  { x: [1, 5, 5, 4, 17], filter: [2, 2, 3, 17, 3], strides: 2, pad: 'same' },
  { x: [2, 5, 4, 4, 16], filter: [2, 1, 2, 16, 2], strides: [1, 2, 2] },
  // The first windows begin behind the first element: 5 elements, one in 3.
  { x: [2, 5, 5, 5, 2], filter: [1, 1, 1, 2, 3], strides: 3, pad: 'same' },
  { x: [2, 1, 5, 1, 2], filter: [1, 3, 1, 2, 3] },
];

const dilated: readonly Row[] = [
  { x: [1, 6, 7, 5, 2], filter: [2, 3, 2, 2, 3], dilations: [3, 2, 1] },
  { x: [1, 6, 7, 5, 2], filter: [2, 3, 2, 2, 3], dilations: 2, pad: 'same' },
];

function convolution({ strides, pad, dilations }: Row) {
  return (x: tf.Tensor, filter: tf.Tensor): tf.Tensor =>
    tf.conv3d(
      x as tf.Tensor5D,
      filter as tf.Tensor5D,
      strides ?? 1,
      pad ?? 'valid',
      'NDHWC',
      dilations ?? 1,
    );
}

describe('Conv3D', () => {
  it.each(rows.map((row) => [JSON.stringify(row), row] as const))(
    'has the gradients of cpu for %s',
    async (_, row) => {
      const inputs = [randomArray(row.x, 1), randomArray(row.filter, 2)];
      await expectLikeCpu(inputs, withGradients(convolution(row)));
    },
  );

  it.each(dilated.map((row) => [JSON.stringify(row), row] as const))('%s', async (_, row) => {
    await expectLikeCpu([randomArray(row.x, 1), randomArray(row.filter, 2)], convolution(row));
  });
});

describe('conv3dTranspose', () => {
  it('has the results of cpu', async () => {
    const fn = (x: tf.Tensor, filter: tf.Tensor): tf.Tensor =>
      tf.conv3dTranspose(x as tf.Tensor5D, filter as tf.Tensor5D, [2, 5, 6, 4, 2], 2, 'same');
    await expectLikeCpu([randomArray([2, 3, 3, 2, 3], 1), randomArray([3, 2, 2, 2, 3], 2)], fn);
  });
});
