import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import '../../index.ts';
import { expectLikeCpu, Numbers } from '../testing/expectLikeCpu.ts';

describe('arrays made of nothing', () => {
  it.each([[[]], [[3]], [[2, 40]], [[0, 3]]])('of one number, shape %j', async (shape) => {
    await expectLikeCpu(() => [
      tf.fill(shape, 2.5),
      tf.fill(shape, 3, 'int32'),
      tf.fill(shape, 1, 'bool'),
    ]);
    await expectLikeCpu(() => {
      const numbers = new Numbers(1);
      const arrays = [numbers.float(shape), numbers.int(shape), numbers.bool(shape)];
      return arrays.flatMap((x) => [tf.zerosLike(x), tf.onesLike(x)]);
    });
  });

  it.each([
    [0, 5, 1],
    [0, 200, 1],
    [5, 0, 1],
    [5, -5, -3],
    [1, 2, 0.3],
    [3, 3, 1],
    [0, 5, -1],
  ])('ranges from %d to %d by %d', async (start, stop, step) => {
    await expectLikeCpu(() => tf.range(start, stop, step));
    if (Number.isInteger(step)) await expectLikeCpu(() => tf.range(start, stop, step, 'int32'));
  });

  it('evenly spaced', async () => {
    await expectLikeCpu(() => [
      tf.linspace(-1, 1, 5),
      tf.linspace(0, 1, 100),
      tf.linspace(3, 4, 1),
    ]);
  });

  it('one-hot rows, none for what is out of range', async () => {
    await expectLikeCpu(() => {
      const indices = tf.tensor2d([0, 2, -1, 4, 3, 99], [2, 3], 'int32');
      return [
        tf.oneHot(indices, 4),
        tf.oneHot(indices, 100, 1, 0, 'float32'),
        tf.oneHot(indices, 4, 2.5, -1, 'float32'),
        tf.oneHot(indices, 4, 1, 0, 'bool'),
      ];
    });
  });

  it('diagonals, with nothing but zeros beside them', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(2);
      const odd = tf.tensor1d([Number.NaN, Number.POSITIVE_INFINITY, 1]);
      return [tf.diag(odd), tf.diag(numbers.int([2, 3])), tf.diag(numbers.bool([3]))];
    });
  });

  it('identity matrices', async () => {
    await expectLikeCpu(() => [tf.eye(3), tf.eye(2, 4), tf.eye(2, 2, [3])]);
  });
});
