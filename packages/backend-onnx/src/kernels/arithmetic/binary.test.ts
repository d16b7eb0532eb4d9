import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import '../../index.ts';
import { expectLikeCpu, Numbers, SPECIAL } from '../testing/expectLikeCpu.ts';

type Operation = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  add: tf.add,
  atan2: tf.atan2,
  div: tf.div,
  divNoNan: tf.divNoNan,
  floorDiv: tf.floorDiv,
  maximum: tf.maximum,
  minimum: tf.minimum,
  mod: tf.mod,
  mul: tf.mul,
  pow: (a, b) => tf.pow(tf.abs(a), b),
  squaredDifference: tf.squaredDifference,
  sub: tf.sub,
};

const WITHOUT_GRADIENT = ['floorDiv', 'divNoNan'];
/** TensorFlow.js has their gradients for equal shapes only. */
const OF_EQUAL_SHAPES = ['maximum', 'minimum', 'squaredDifference'];

const SHAPES: readonly (readonly [number[], number[]])[] = [
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3], [3]],
  [
    [2, 1],
    [1, 3],
  ],
  [[], [2, 2]],
  [
    [3, 1, 2],
    [4, 1],
  ],
];

const TOLERANCE = { relative: 4e-6, absolute: 2e-6 };

describe('operations of two arrays', () => {
  it.each(Object.entries(OPERATIONS))('%s broadcasts', async (_, compute) => {
    for (const [a, b] of SHAPES) {
      await expectLikeCpu(() => {
        const numbers = new Numbers(1);
        return compute(numbers.float(a), numbers.float(b));
      }, TOLERANCE);
    }
  });

  const differentiable = Object.entries(OPERATIONS).filter(
    ([name]) => !WITHOUT_GRADIENT.includes(name),
  );
  it.each(differentiable)('%s has the gradients', async (name, compute) => {
    for (const [a, b] of OF_EQUAL_SHAPES.includes(name) ? SHAPES.slice(0, 1) : SHAPES) {
      await expectLikeCpu(() => {
        const numbers = new Numbers(2);
        return tf.grads(compute)([numbers.float(a), numbers.float(b)]);
      }, TOLERANCE);
    }
  });

  it.each(Object.entries(OPERATIONS))('%s of integers, also by 0', async (name, compute) => {
    if (name === 'atan2') return;
    await expectLikeCpu(() => {
      const numbers = new Numbers(3);
      const [a, b] = [numbers.int([9, 9]), numbers.int([9, 9], -3, 3)];
      return [compute(a, b), compute(a, tf.scalar(2, 'int32')), compute(a, tf.scalar(-1, 'int32'))];
    }, TOLERANCE);
  });

  it('divides large integers exactly, and the least one by -1 without a trap', async () => {
    await expectLikeCpu(() => {
      const a = tf.tensor1d([2147483647, -2147483648, 2147483646, 16777217, -16777217], 'int32');
      const b = tf.tensor1d([2, -1, 3, 16777216, 2], 'int32');
      return [tf.floorDiv(a, b), tf.mod(a, b)];
    });
  });

  const exact = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'mod', 'floorDiv'];
  it.each(exact)('%s of NaN, infinities and zeros', async (name) => {
    const compute = OPERATIONS[name] as Operation;
    for (const other of [0, 1, -3, 2.5, Number.NaN]) {
      await expectLikeCpu(() => compute(tf.tensor1d([...SPECIAL]), tf.scalar(other)), {
        relative: 1e-6,
      });
    }
  });

  it('answers 0 and 1 for booleans', async () => {
    await tf.setBackend('onnx');
    const [a, b] = [tf.tensor1d([0, 0, 1, 1], 'bool'), tf.tensor1d([0, 1, 0, 1], 'bool')];
    expect(Array.from(tf.add(a, b).dataSync())).toEqual([0, 1, 1, 1]);
    expect(Array.from(tf.mul(a, b).dataSync())).toEqual([0, 0, 0, 1]);
    expect(Array.from(tf.sub(a, b).dataSync())).toEqual([0, 1, 1, 0]);
    expect(Array.from(tf.maximum(a, b).dataSync())).toEqual([0, 1, 1, 1]);
  });

  it('takes the angle in every quadrant', async () => {
    const [y, x] = [
      [1, 1, -1, -1, 0, 0, 1, -1, 0],
      [1, -1, 1, -1, 1, -1, 0, 0, 0],
    ] as const;
    await expectLikeCpu(() => tf.atan2(tf.tensor1d([...y]), tf.tensor1d([...x])));
  });

  it('combines bits', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(4);
      const a = numbers.int([2, 5], -(2 ** 31), 2 ** 31 - 1);
      const b = numbers.int([2, 5], -(2 ** 31), 2 ** 31 - 1);
      return tf.bitwiseAnd(a, b);
    });
  });

  it.each([2, 3, 5])('adds up %i arrays', async (count) => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(5);
      return tf.addN(Array.from({ length: count }, () => numbers.float([2, 3])));
    });
    await expectLikeCpu(() => {
      const numbers = new Numbers(5);
      return tf.addN(Array.from({ length: count }, () => numbers.int([2, 3])));
    });
  });

  it('refuses shapes that do not fit, at once', async () => {
    await tf.setBackend('onnx');
    expect(() => tf.add(tf.zeros([2, 3]), tf.zeros([2]))).toThrow(/shapes/);
  });
});
