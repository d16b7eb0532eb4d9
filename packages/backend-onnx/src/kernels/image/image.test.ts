import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import {
  computeOn,
  expectLikeCpu,
  expectSame,
  randomArray,
  randomIntegers,
  type TestArray,
  withGradients,
} from '../testing/againstCpu.ts';

describe('CropAndResize', () => {
  const boxes: TestArray = {
    shape: [5, 4],
    values: [
      ...[0, 0, 1, 1],
      ...[0.12, 0.2, 0.71, 0.95],
      ...[0.91, 0.83, 0.32, 0.11],
      ...[-0.43, 0.3, 0.6, 1.61],
      ...[0.25, 0.25, 0.5, 0.5],
    ],
  };
  const owners: TestArray = { shape: [5], values: [1, 0, 1, 0, 2], dtype: 'int32' };

  it.each([
    ['bilinear', [4, 6]],
    ['nearest', [4, 6]],
    ['bilinear', [1, 3]],
    ['nearest', [3, 1]],
    ['bilinear', [11, 9]],
  ] as const)('%s to %j', async (method, size) => {
    const fn = (image: tf.Tensor, corners: tf.Tensor, owner: tf.Tensor): tf.Tensor =>
      tf.image.cropAndResize(
        image as tf.Tensor4D,
        corners as tf.Tensor2D,
        owner as tf.Tensor1D,
        [...size],
        method,
        -7,
      );
    await expectLikeCpu([randomArray([2, 6, 7, 3], 1), boxes, owners], fn);
  });
});

describe('RotateWithOffset', () => {
  it.each([
    [0.7, 0, 0.5],
    [-2, 9, [0.2, 0.9]],
    [Math.PI / 2, [1, 2, 3], 0.5],
    [0, 0, 0.5],
  ] as [number, number | [number, number, number], number | [number, number]][])(
    'by %d, filled with %j, about %j',
    async (radians, fill, center) => {
      const fn = (image: tf.Tensor): tf.Tensor =>
        tf.image.rotateWithOffset(image as tf.Tensor4D, radians, fill, center);
      await expectLikeCpu([randomArray([2, 7, 5, 4], 1)], fn);
    },
  );
});

describe('Transform', () => {
  const transforms: TestArray = {
    shape: [3, 8],
    values: [
      ...[1.01, 0.31, -1.23, -0.21, 1.12, 0.74, 0, 0],
      ...[0.61, 0.23, 2.34, 0.13, 0.57, -3.17, 0.031, -0.023],
      ...[2.13, 0, -7.37, 0, -1.91, 9.27, -0.25, 0],
    ],
  };
  const kinds = (['nearest', 'bilinear'] as const).flatMap((interpolation) =>
    (['constant', 'reflect', 'wrap', 'nearest'] as const).map(
      (mode) => [interpolation, mode] as const,
    ),
  );

  function transformed(
    interpolation: 'nearest' | 'bilinear',
    mode: 'constant' | 'reflect' | 'wrap' | 'nearest',
  ) {
    return (image: tf.Tensor, matrix: tf.Tensor): tf.Tensor =>
      tf.image.transform(
        image as tf.Tensor4D,
        matrix as tf.Tensor2D,
        interpolation,
        mode,
        3,
        [5, 9],
      );
  }

  it.each(kinds)('%s, %s', async (interpolation, mode) => {
    const image = randomArray([3, 6, 7, 2], 1);
    const fn = transformed(interpolation, mode);
    // The cpu backend only fills the first image of a batch.
    const parts = await computeOn('cpu', [image, transforms], (images, matrices) =>
      [0, 1, 2].map((index) => fn(images.slice([index], [1]), matrices.slice([index], [1]))),
    );
    const values = parts.flatMap((part) => part.values);
    const expected = { shape: [3, 5, 9, 2], dtype: 'float32', values };
    expectSame(await computeOn('onnx', [image, transforms], fn), [expected], { absolute: 1e-4 });
  });

  it('uses one matrix for all images', async () => {
    const one = { shape: [1, 8], values: Array.from(transforms.values).slice(8, 16) };
    const image = randomArray([2, 4, 4, 1], 1);
    const fn = transformed('bilinear', 'reflect');
    const parts = await computeOn('cpu', [image, one], (images, matrix) =>
      [0, 1].map((index) => fn(images.slice([index], [1]), matrix)),
    );
    const values = parts.flatMap((part) => part.values);
    const expected = { shape: [2, 5, 9, 1], dtype: 'float32', values };
    expectSame(await computeOn('onnx', [image, one], fn), [expected], { absolute: 1e-4 });
  });

  it('takes images of one row', async () => {
    const image = randomArray([1, 1, 6, 2], 1);
    const one = { shape: [1, 8], values: Array.from(transforms.values).slice(0, 8) };
    await expectLikeCpu([image, one], transformed('nearest', 'reflect'));
    await expectLikeCpu([image, one], transformed('nearest', 'wrap'));
    await expectLikeCpu([image, one], transformed('bilinear', 'constant'));
  });
});

describe('Dilation2D and its gradients', () => {
  type Row = readonly [
    x: readonly number[],
    filter: readonly number[],
    strides: number | [number, number],
    pad: 'same' | 'valid',
    dilations: number | [number, number],
  ];
  const rows: readonly Row[] = [
    [[2, 5, 6, 3], [2, 3, 3], 1, 'valid', 1],
    [[2, 5, 6, 3], [3, 3, 3], 2, 'same', 1],
    [[1, 7, 6, 2], [2, 2, 2], [1, 2], 'valid', [3, 1]],
    [[1, 7, 6, 70], [1, 2, 70], 1, 'same', 2],
    [[1, 7, 7, 1], [3, 3, 1], 1, 'same', 1],
  ];

  function dilated([, , strides, pad, dilations]: Row) {
    return (x: tf.Tensor, filter: tf.Tensor): tf.Tensor =>
      tf.dilation2d(x as tf.Tensor4D, filter as tf.Tensor3D, strides, pad, dilations);
  }

  it.each(rows)('x %j, filter %j, strides %j, %s, dilations %j', async (...row) => {
    await expectLikeCpu(
      [randomArray(row[0], 1), randomArray(row[1], 2)],
      withGradients(dilated(row)),
    );
  });

  it.each(rows)(
    'with equal sums: x %j, filter %j, strides %j, %s, dilations %j',
    async (...row) => {
      const inputs = [randomIntegers(row[0], 1), randomIntegers(row[1], 2, 1)];
      await expectLikeCpu(inputs, withGradients(dilated(row)));
    },
  );
});

describe('FlipLeftRight', () => {
  it('reverses the columns', async () => {
    const fn = (image: tf.Tensor): tf.Tensor => tf.image.flipLeftRight(image as tf.Tensor4D);
    await expectLikeCpu([randomArray([2, 3, 4, 2], 1)], fn);
  });
});
