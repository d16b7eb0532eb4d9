import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import '../index.ts';
import { expectLikeCpu, Numbers } from './testing/expectLikeCpu.ts';

type Reduction = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;

const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  logSumExp: tf.logSumExp,
  max: tf.max,
  mean: tf.mean,
  min: tf.min,
  prod: tf.prod,
  sum: tf.sum,
};

const AXES = [undefined, 0, 1, -1, [0, 2], [1, 2], [0, 1, 2]];
const TOLERANCE = { relative: 1e-5, absolute: 1e-5 };
const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

describe('reductions', () => {
  it.each(Object.entries(REDUCTIONS))('%s over axes', async (_, reduce) => {
    await expectLikeCpu(() => {
      const x = new Numbers(1).float([2, 3, 4]);
      return AXES.flatMap((axis) => [reduce(x, axis), reduce(x, axis, true)]);
    }, TOLERANCE);
    await expectLikeCpu(() => reduce(tf.scalar(3)), TOLERANCE);
  });

  const differentiable = Object.entries(REDUCTIONS);
  it.each(differentiable)('%s has the gradient', async (_, reduce) => {
    for (const axis of [undefined, 1, [0, 2]]) {
      await expectLikeCpu(
        () => tf.grad((x: tf.Tensor) => reduce(x, axis).square())(new Numbers(2).float([2, 3, 4])),
        TOLERANCE,
      );
    }
  });

  it.each(['max', 'mean', 'min', 'prod', 'sum'])('%s of integers and booleans', async (name) => {
    const reduce = REDUCTIONS[name] as Reduction;
    await expectLikeCpu(() => {
      const numbers = new Numbers(3);
      return [reduce(numbers.int([3, 4]), 1), reduce(numbers.bool([3, 4]), 0)];
    });
  });

  it('finds NaN among the greatest and the least, and no NaN where there is none', async () => {
    await expectLikeCpu(() => {
      const rows = [
        [1, nan, 3, 2, 1, 0, 5, 6, 7],
        [nan, 1, 2, 3, 4, 5, 6, 7, 8],
        [1, 2, 3, 4, 5, 6, 7, 8, nan],
        [infinity, -infinity, 0, 1, 2, 3, 4, 5, 6],
        [3e38, 3e38, -3e38, -3e38, 0, 0, 0, 0, 0],
      ];
      return [0, 1, undefined].flatMap((axis) => [tf.max(rows, axis), tf.min(rows, axis)]);
    });
  });

  it('all and any', async () => {
    await expectLikeCpu(() => {
      const x = new Numbers(4).bool([3, 2, 4]);
      return AXES.flatMap((axis) => [tf.all(x, axis), tf.any(x, axis), tf.all(x, axis, true)]);
    });
  });

  it('argMax and argMin: the first of equals, none of NaN', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(5);
      const arrays = [
        numbers.float([3, 4, 5]),
        numbers.int([3, 4, 5], 0, 2),
        numbers.bool([3, 4, 5]),
      ];
      const found = arrays.flatMap((x) =>
        [0, 1, -1].flatMap((axis) => [tf.argMax(x, axis), tf.argMin(x, axis)]),
      );
      // A NaN in front the cpu backend takes for the answer: it compares all others with it.
      for (const row of [
        [0, 3, 5, nan, 3],
        [3, nan, nan, -1, 7, nan],
        [1, nan],
      ]) {
        found.push(tf.argMax(row), tf.argMin(row));
      }
      return found;
    });
  });

  const flags = [false, true].flatMap((exclusive) =>
    [false, true].map((reverse) => [exclusive, reverse] as const),
  );
  it.each(flags)('running sums and products, exclusive %s, reverse %s', async (...flag) => {
    for (const axis of [0, 1, 2]) {
      await expectLikeCpu(() => {
        const x = new Numbers(6).float([3, 1, 7]);
        return [tf.cumsum(x, axis, ...flag), tf.cumprod(x, axis, ...flag)];
      }, TOLERANCE);
      await expectLikeCpu(() => {
        const x = new Numbers(7).int([3, 1, 7], 1, 3);
        return [tf.cumsum(x, axis, ...flag), tf.cumprod(x, axis, ...flag)];
      });
    }
    // TensorFlow.js has the gradient along the last axis only.
    await expectLikeCpu(
      () =>
        tf.grad((x: tf.Tensor) => tf.cumsum(x, 1, ...flag).square())(new Numbers(8).float([3, 4])),
      TOLERANCE,
    );
  });

  it('softmax and its logarithm', async () => {
    await expectLikeCpu(() => {
      const x = new Numbers(9).float([3, 2, 5], 3);
      const square = (compute: (at: tf.Tensor) => tf.Tensor) => (at: tf.Tensor) =>
        compute(at).square();
      return [
        tf.softmax(x),
        tf.logSoftmax(x),
        tf.grad(square(tf.softmax))(x),
        tf.grad(square(tf.logSoftmax))(x),
      ];
    }, TOLERANCE);
  });

  it('the logarithm of softmax as a kernel', async () => {
    await tf.setBackend('onnx');
    const logits = new Numbers(11).float([3, 4], 3);
    const result: tf.Tensor = tf.engine().runKernel('LogSoftmax', { logits }, { axis: -1 });
    const expected = tf.sub(logits, tf.logSumExp(logits, -1, true));
    expectAllClose(result.dataSync(), expected.dataSync(), { absolute: 1e-5 });
  });

  it('moments', async () => {
    await expectLikeCpu(() => {
      const { mean, variance } = tf.moments(new Numbers(10).float([3, 2, 5]), [0, 2]);
      return [mean, variance];
    }, TOLERANCE);
  });
});
