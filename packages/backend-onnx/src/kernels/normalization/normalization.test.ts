import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import {
  computeOn,
  expectLikeCpu,
  expectSame,
  randomArray,
  type TestArray,
  withGradients,
} from '../testing/againstCpu.ts';

type Shape = readonly number[];

/** Seeded numbers between 0.5 and 1.5. */
function positive(shape: Shape, seed: number): TestArray {
  const { values } = randomArray(shape, seed);
  return { shape, values: Array.from(values, (value) => value / 2 + 1) };
}

function normalized(epsilon?: number) {
  return (x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor, ...rest: tf.Tensor[]): tf.Tensor =>
    tf.batchNorm(x, mean, variance, rest[0], rest[1], epsilon);
}

/** The definition, in operations that broadcast. */
function byDefinition(...[x, mean, variance, offset, scale]: tf.Tensor[]): tf.Tensor {
  const deviation = tf.sqrt(tf.add(variance as tf.Tensor, 0.01));
  const y = tf.div(tf.sub(x as tf.Tensor, mean as tf.Tensor), deviation);
  return tf.add(tf.mul(y, scale as tf.Tensor), offset as tf.Tensor);
}

describe('FusedBatchNorm and its gradients', () => {
  it.each([
    [[2, 3, 4, 5], [5]],
    [
      [2, 3, 4, 5],
      [2, 3, 4, 5],
    ],
    [[6, 5], [5]],
    [[2, 3, 5], [5]],
    [
      [3, 2],
      [3, 2],
    ],
  ] as [Shape, Shape][])('x %j, statistics %j', async (shape, statistics) => {
    const inputs = [
      randomArray(shape, 1),
      randomArray(statistics, 2),
      positive(statistics, 3),
      randomArray(statistics, 4),
      positive(statistics, 5),
    ];
    await expectLikeCpu(inputs, withGradients(normalized(0.01)));
  });

  it.each([3, 4])('has no scale, or no offset either (%i inputs)', async (count) => {
    const all = [
      randomArray([2, 3, 4], 1),
      randomArray([4], 2),
      positive([4], 3),
      randomArray([4], 4),
    ];
    await expectLikeCpu(all.slice(0, count), normalized());
  });

  it.each([
    [
      [2, 3, 4, 5],
      [1, 3, 1, 1],
    ],
    [
      [2, 3, 4, 5],
      [1, 1, 4, 1],
    ],
    [
      [2, 3, 4],
      [2, 1, 1],
    ],
  ] as [Shape, Shape][])('x %j, statistics %j along another axis', async (shape, statistics) => {
    // The cpu backend repeats the statistics in the order of the elements, whatever their shape is.
    const inputs = [
      randomArray(shape, 1),
      randomArray(statistics, 2),
      positive(statistics, 3),
      randomArray(statistics, 4),
      positive(statistics, 5),
    ];
    const expected = await computeOn('cpu', inputs, byDefinition);
    const actual = await computeOn('onnx', inputs, normalized(0.01));
    expectSame(actual, expected, { absolute: 1e-5 });
  });

  it('keeps the digits of numbers that are large beside their deviation', async () => {
    const x: TestArray = { shape: [1, 4], values: [1e6, 1e6 + 1, 1e6 + 2, 1e6 + 3] };
    const mean: TestArray = { shape: [1, 4], values: [1e6, 1e6, 1e6, 1e6] };
    const inputs = [x, mean, { shape: [1, 4], values: [1, 1, 1, 1] }];
    await expectLikeCpu(inputs, normalized(0), { relative: 1e-6 });
  });
});

describe('LRN and its gradient', () => {
  it.each([
    [1, 1, 1, 0.5],
    [2, 0.5, 0.3, 0.75],
    [0, 1, 2, 1],
    [20, 2, 0.1, 0.5],
  ])('radius %i, bias %d, alpha %d, beta %d', async (radius, bias, alpha, beta) => {
    const fn = (x: tf.Tensor): tf.Tensor =>
      tf.localResponseNormalization(x as tf.Tensor4D, radius, bias, alpha, beta);
    await expectLikeCpu([randomArray([2, 3, 4, 9], 1)], withGradients(fn));
  });
});
