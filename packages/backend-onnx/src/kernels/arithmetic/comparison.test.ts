import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import '../../index.ts';
import { expectLikeCpu, Numbers, SPECIAL } from '../testing/expectLikeCpu.ts';

const COMPARISONS = {
  equal: tf.equal,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
  notEqual: tf.notEqual,
};

describe('comparisons and logic', () => {
  it.each(Object.entries(COMPARISONS))('%s', async (_, compare) => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(1);
      return [
        compare(numbers.float([3, 4]), numbers.float([4])),
        compare(numbers.int([3, 4], -1, 1), numbers.int([3, 1], -1, 1)),
        compare(numbers.bool([6]), numbers.bool([6])),
        compare(tf.tensor1d([...SPECIAL]), tf.scalar(0)),
        compare(tf.tensor1d([...SPECIAL]), tf.tensor1d([...SPECIAL])),
      ];
    });
  });

  it('and, or, exclusive or, not', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(2);
      const [a, b] = [numbers.bool([3, 4]), numbers.bool([4])];
      return [tf.logicalAnd(a, b), tf.logicalOr(a, b), tf.logicalXor(a, b), tf.logicalNot(a)];
    });
  });

  it('chooses, and passes gradients to what was chosen', async () => {
    for (const shape of [[], [5], [2, 3], [2, 1, 3]]) {
      await expectLikeCpu(() => {
        const numbers = new Numbers(3);
        const condition = numbers.bool(shape);
        const [a, b] = [numbers.float(shape), numbers.float(shape)];
        const chosen = tf.where(condition, a, b);
        const gradients = tf.grads((t, e) => tf.where(condition, t.square(), e.sin()))([a, b]);
        return [chosen, ...gradients, tf.where(condition, numbers.int(shape), numbers.int(shape))];
      });
    }
  });

  it('chooses between booleans, and broadcasts', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(4);
      return [
        tf.where(numbers.bool([40]), numbers.bool([40]), numbers.bool([40])),
        tf.where(numbers.bool([2, 1]), numbers.float([3]), tf.scalar(7)),
      ];
    });
  });
});
