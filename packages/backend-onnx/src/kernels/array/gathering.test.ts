import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import '../../index.ts';
import { expectLikeCpu, Numbers } from '../testing/expectLikeCpu.ts';

const KINDS = ['float', 'int', 'bool'] as const;

describe('gathered elements', () => {
  it.each(KINDS)('of %s along an axis', async (kind) => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(1);
      const x = numbers[kind]([4, 3, 5]);
      return [
        tf.gather(x, numbers.int([6], 0, 3) as tf.Tensor1D),
        tf.gather(x, numbers.int([2, 2], 0, 2), 1),
        tf.gather(x, numbers.int([3], 0, 4), -1),
        tf.gather(x, tf.scalar(2, 'int32')),
      ];
    });
  });

  it('with indices for each item of a batch', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(2);
      const x = numbers.float([2, 3, 4, 5]);
      return [
        tf.gather(x, numbers.int([2, 6], 0, 2), 1, 1),
        tf.gather(x, numbers.int([2, 6], 0, 3), 2, 1),
        tf.gather(x, numbers.int([2, 3, 2], 0, 3), 2, 2),
        tf.gather(x, numbers.int([2, 3, 2], 0, 4), 3, 2),
      ];
    });
  });

  it('have gradients', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(3);
      const x = numbers.float([4, 3]);
      const indices = numbers.int([7], 0, 2) as tf.Tensor1D;
      return [0, 1].map((axis) =>
        tf.grad((at: tf.Tensor) => tf.gather(at, indices, axis).square())(x),
      );
    });
  });

  it('refuses indices beyond the end, at once where they are known', async () => {
    await tf.setBackend('onnx');
    expect(() => tf.gather(tf.zeros([3]), tf.tensor1d([3], 'int32'))).toThrow(/not in \[0, 2\]/);
  });

  it('by coordinates', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(4);
      const x = numbers.float([3, 4, 2]);
      return [
        tf.gatherND(x, numbers.int([5, 1], 0, 2)),
        tf.gatherND(x, numbers.int([5, 2], 0, 2)),
        tf.gatherND(x, numbers.int([2, 5, 3], 0, 1)),
        tf.gatherND(numbers.bool([3, 4]), numbers.int([2], 0, 2)),
      ];
    });
  });
});

describe('found elements', () => {
  it('the greatest, equal ones in their order', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(5);
      return [numbers.float([3, 9]), numbers.int([2, 3, 9], 0, 3)].flatMap((x) =>
        [1, 4, 9].flatMap((k) => {
          const { values, indices } = tf.topk(x, k);
          return [values, indices];
        }),
      );
    });
  });

  it('places in sorted rows', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(6);
      const rows = numbers.sorted(3, 8);
      const values = tf.concat([numbers.float([3, 4]), tf.slice(rows, [0, 2], [3, 3])], 1);
      return [tf.lowerBound(rows, values), tf.upperBound(rows, values)];
    });
  });
});
