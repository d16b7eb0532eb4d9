import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import {
  CLOSE,
  computeOn,
  distinctArray,
  expectLikeCpu,
  expectNumericGradients,
  expectSame,
  randomArray,
  randomIntegers,
  type TestArray,
  withGradients,
} from '../testing/againstCpu.ts';

type Four = [number, number, number, number];
type Padding = 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;

interface Row {
  readonly x: Four;
  readonly filter: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad?: Padding;
  readonly rounding?: 'floor' | 'round' | 'ceil';
}

const explicit: Padding = [
  [0, 0],
  [1, 0],
  [0, 1],
  [0, 0],
];

const shifted: Padding = [
  [0, 0],
  [1, 0],
  [1, 0],
  [0, 0],
];

const rows: readonly Row[] = [
  { x: [2, 6, 4, 3], filter: 2, strides: 2 },
  { x: [2, 7, 5, 3], filter: 2, strides: 2 },
  { x: [2, 7, 5, 3], filter: 2, strides: 2, pad: 'same' },
  { x: [1, 7, 8, 2], filter: [3, 2], strides: [3, 2] },
  { x: [2, 6, 6, 2], filter: 3, strides: 1 },
  { x: [2, 6, 6, 2], filter: 3, strides: 2, pad: 'same' },
  { x: [2, 8, 7, 2], filter: 2, strides: 3 },
  { x: [2, 5, 5, 2], filter: 2, strides: 2, pad: 1 },
  { x: [2, 5, 5, 2], filter: 3, strides: 2, pad: explicit },
  { x: [2, 6, 6, 2], filter: 2, strides: 2, pad: 1, rounding: 'floor' },
  { x: [2, 5, 4, 3], filter: [5, 4], strides: 1 },
  { x: [2, 9, 1, 3], filter: [3, 1], strides: [3, 1] },
  { x: [2, 9, 1, 3], filter: [3, 1], strides: [2, 1], pad: 'same' },
  { x: [2, 1, 9, 3], filter: [1, 2], strides: [1, 2] },
  { x: [2, 3, 4, 2], filter: 1, strides: 1 },
  { x: [2, 3, 4, 2], filter: 1, strides: 2 },
  { x: [1, 2, 2, 3], filter: 1, strides: 2, pad: 1 },
  { x: [1, 5, 5, 2], filter: 4, strides: 2 },
  { x: [2, 8, 6, 2], filter: 2, strides: 2, pad: shifted },
];

const titled = rows.map((row) => [JSON.stringify(row), row] as const);

function pooling(kind: 'maxPool' | 'avgPool', { filter, strides, pad, rounding }: Row) {
  const pool = kind === 'maxPool' ? tf.maxPool : tf.avgPool;
  return (x: tf.Tensor): tf.Tensor =>
    pool(x as tf.Tensor4D, filter, strides, pad ?? 'valid', rounding);
}

describe('MaxPool and its gradient', () => {
  it.each(titled)('%s', async (_, row) => {
    await expectLikeCpu([randomArray(row.x, 1)], withGradients(pooling('maxPool', row)));
  });

  it.each(titled)('give the gradient to the first of equal numbers: %s', async (_, row) => {
    await expectLikeCpu([randomIntegers(row.x, 1)], withGradients(pooling('maxPool', row)));
  });

  it('are the same when the result was read in between', async () => {
    const fn = (x: tf.Tensor): tf.Tensor[] => {
      const pool = (each: tf.Tensor): tf.Tensor => {
        const y = tf.maxPool(each as tf.Tensor4D, 3, 2, 'same');
        y.dataSync();
        return y;
      };
      return [tf.grad(pool)(x)];
    };
    await expectLikeCpu([randomIntegers([2, 6, 6, 2], 1)], fn);
  });

  it('are right beside the same pooling without a gradient', async () => {
    const pool = (x: tf.Tensor): tf.Tensor => tf.maxPool(x as tf.Tensor4D, 3, 2, 'same');
    const fn = (x: tf.Tensor): tf.Tensor[] => [pool(x), tf.grad(pool)(x), pool(x)];
    await expectLikeCpu([randomIntegers([2, 6, 6, 2], 1)], fn);
  });

  it('are right where the number of windows is rounded up', async () => {
    const row: Row = { x: [2, 6, 6, 2], filter: 3, strides: 2, pad: 0, rounding: 'ceil' };
    await expectNumericGradients([distinctArray(row.x, 1)], pooling('maxPool', row));
  });
});

describe('MaxPool', () => {
  it.each([
    ['int32', 'same'],
    ['bool', 'valid'],
  ] as const)('pools %s', async (dtype, pad) => {
    const top = dtype === 'bool' ? 1 : 9;
    const x: TestArray = { ...randomIntegers([2, 5, 6, 3], 1, top), dtype };
    const fn = (each: tf.Tensor): tf.Tensor => tf.maxPool(each as tf.Tensor4D, 3, 2, pad);
    await expectLikeCpu([x], fn);
  });

  it('finds large integers exactly', async () => {
    const values = [2 ** 30, 2 ** 30 + 1, -5, -7, -9, -8];
    const x: TestArray = { shape: [1, 3, 2, 1], values, dtype: 'int32' };
    await expectLikeCpu([x], (each) => tf.maxPool(each as tf.Tensor4D, 2, 2, 'same'));
  });

  it('pools negative numbers and infinities at the border', async () => {
    const values = [-1, -2, -3, Number.NEGATIVE_INFINITY, -5, -6, -7, -8, Number.POSITIVE_INFINITY];
    const x: TestArray = { shape: [1, 3, 3, 1], values };
    await expectLikeCpu([x], (each) => tf.maxPool(each as tf.Tensor4D, 2, 1, 'same'));
  });

  it('pools padding that is wider than the window', async () => {
    const fn = withGradients((x) => tf.maxPool(x as tf.Tensor4D, 2, 1, 3));
    await expectLikeCpu([randomIntegers([1, 3, 4, 2], 1)], fn);
  });
});

describe('MaxPoolWithArgmax', () => {
  it.each([
    ['valid', false],
    ['same', true],
  ] as const)('padding %s, batch in the index: %s', async (pad, includeBatch) => {
    const fn = (x: tf.Tensor): tf.Tensor[] => {
      const { result, indexes } = tf.maxPoolWithArgmax(x as tf.Tensor4D, 2, 2, pad, includeBatch);
      return [result as tf.Tensor, indexes as tf.Tensor];
    };
    await expectLikeCpu([randomIntegers([2, 5, 6, 70], 1)], fn);
    await expectLikeCpu([{ ...randomIntegers([2, 5, 6, 3], 1), dtype: 'int32' }], fn);
  });
});

describe('AvgPool and its gradient', () => {
  it.each(titled)('%s', async (_, row) => {
    await expectLikeCpu([randomArray(row.x, 1)], withGradients(pooling('avgPool', row)));
  });

  it('leave out padding that is wider than the window', async () => {
    const fn = (x: tf.Tensor): tf.Tensor => tf.avgPool(x as tf.Tensor4D, 2, 1, 2);
    await expectLikeCpu([randomArray([2, 3, 4, 2], 1)], withGradients(fn));
  });

  it('have the parts of all windows where their number is rounded up', async () => {
    // A window over 5 elements of 3 rows ends outside: the part of each element stays a ninth.
    const fn = (x: tf.Tensor): tf.Tensor => tf.avgPool(x as tf.Tensor4D, 3, 2, 0, 'ceil');
    const [, dx] = await computeOn('onnx', [randomArray([1, 6, 6, 1], 1)], (x) => [
      fn(x),
      tf.grad(fn)(x),
    ]);
    const row = [1, 1, 2, 1, 2, 1];
    const expected = row.flatMap((a) => row.map((b) => (a * b) / 9));
    expectSame([dx as never], [{ shape: [1, 6, 6, 1], dtype: 'float32', values: expected }], CLOSE);
  });
});

type Five = [number, number, number, number, number];

interface Row3D {
  readonly x: Five;
  readonly filter: number | [number, number, number];
  readonly strides: number | [number, number, number];
  readonly pad?: 'same' | 'valid' | number;
}

const rows3D: readonly Row3D[] = [
  { x: [2, 4, 6, 4, 2], filter: 2, strides: 2 },
  { x: [1, 5, 5, 4, 2], filter: 2, strides: 2 },
  { x: [1, 5, 5, 4, 2], filter: 3, strides: 2, pad: 'same' },
  { x: [1, 4, 5, 4, 2], filter: 2, strides: 1, pad: 'same' },
  { x: [1, 4, 5, 4, 2], filter: 3, strides: 2, pad: 1 },
  { x: [1, 5, 5, 5, 2], filter: 1, strides: 3, pad: 'same' },
  { x: [1, 7, 6, 5, 2], filter: 2, strides: 3 },
];

const titled3D = rows3D.map((row) => [JSON.stringify(row), row] as const);

function pooling3D(kind: 'maxPool3d' | 'avgPool3d', { filter, strides, pad }: Row3D) {
  const pool = kind === 'maxPool3d' ? tf.maxPool3d : tf.avgPool3d;
  return (x: tf.Tensor): tf.Tensor => pool(x as tf.Tensor5D, filter, strides, pad ?? 'valid');
}

describe('poolings over three axes and their gradients', () => {
  it.each(titled3D)('maxPool3d %s', async (_, row) => {
    await expectLikeCpu([randomArray(row.x, 1)], withGradients(pooling3D('maxPool3d', row)));
  });

  it.each(titled3D)('maxPool3d has the last of equal numbers: %s', async (_, row) => {
    await expectLikeCpu([randomIntegers(row.x, 1)], withGradients(pooling3D('maxPool3d', row)));
  });

  it.each(titled3D)('avgPool3d %s', async (_, row) => {
    await expectLikeCpu([randomArray(row.x, 1)], withGradients(pooling3D('avgPool3d', row)));
  });

  it('maxPool3d has the right gradient where the window is no cube', async () => {
    const row: Row3D = { x: [1, 4, 6, 3, 2], filter: [2, 3, 1], strides: [2, 3, 1] };
    await expectNumericGradients([distinctArray(row.x, 1)], pooling3D('maxPool3d', row));
  });

  it('avgPool3d gives 0 where there is only padding', async () => {
    const fn = (x: tf.Tensor): tf.Tensor => tf.avgPool3d(x as tf.Tensor5D, 1, 1, 1);
    await expectLikeCpu([randomArray([1, 2, 3, 2, 2], 1)], fn);
  });
});
