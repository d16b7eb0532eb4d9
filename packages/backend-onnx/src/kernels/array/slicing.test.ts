import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import '../../index.ts';
import { expectLikeCpu, Numbers } from '../testing/expectLikeCpu.ts';

/** An array of each type. */
const arrays = (shape: number[]): tf.Tensor[] => {
  const numbers = new Numbers(1);
  return [numbers.float(shape), numbers.int(shape), numbers.bool(shape)];
};

const squared =
  (compute: (x: tf.Tensor) => tf.Tensor) =>
  (x: tf.Tensor): tf.Tensor =>
    tf.grad((at: tf.Tensor) => compute(at).square())(x);

describe('parts of arrays', () => {
  it.each([
    [
      [1, 0, 2],
      [1, 2, 1],
    ],
    [
      [0, 1, 0],
      [-1, 1, -1],
    ],
    [
      [0, 0, 0],
      [2, 3, 4],
    ],
    [
      [1, 1, 1],
      [1, 0, 2],
    ],
  ])('from %j on, sizes %j', async (begin, size) => {
    await expectLikeCpu(() => arrays([2, 3, 4]).map((x) => tf.slice(x, begin, size)));
    if (size.includes(0)) return;
    await expectLikeCpu(() =>
      squared((x) => tf.slice(x, begin, size))(new Numbers(2).float([2, 3, 4])),
    );
  });

  it('refuses what reaches beyond the end, at once', async () => {
    await tf.setBackend('onnx');
    expect(() => tf.slice(tf.zeros([3]), [2], [2])).toThrow(/slice/);
  });

  it('in steps, also backwards, with masks', async () => {
    await expectLikeCpu(() =>
      arrays([4, 5, 6]).flatMap((x) => [
        tf.stridedSlice(x, [0, 1, 5], [4, 5, 0], [2, 3, -2]),
        tf.stridedSlice(x, [3, 0, 0], [-10, 5, 6], [-1, 1, 1], 0, 1),
        tf.stridedSlice(x, [1, 2, 0], [2, 3, 6], [1, 1, 1], 0, 0, 0, 0, 1),
        tf.stridedSlice(x, [0, 1], [1, 3], [1, 1], 0, 0, 1),
        tf.stridedSlice(x, [0, 0, 1], [4, 0, 3], [1, 1, 1], 1, 0, 0, 2),
        tf.stridedSlice(x, [2], [2], [1]),
      ]),
    );
  });

  it('split by number and by sizes, also by none', async () => {
    await expectLikeCpu(() =>
      arrays([4, 6]).flatMap((x) => [
        ...tf.split(x, 2, 0),
        ...tf.split(x, [1, 2, 3], 1),
        ...tf.split(x, [4, -1], 1),
        ...tf.split(x, [3, 0, 3], 1),
        ...tf.split(x, 1, 1),
      ]),
    );
    await expectLikeCpu(() =>
      squared((x) => {
        const [a, b] = tf.split(x, [2, 4], 1) as [tf.Tensor, tf.Tensor];
        return tf.mul(a, tf.sum(b));
      })(new Numbers(3).float([3, 6])),
    );
  });

  it('unstacked', async () => {
    await expectLikeCpu(() =>
      arrays([3, 2, 4]).flatMap((x) => [0, 1, -1].flatMap((axis) => tf.unstack(x, axis))),
    );
    await expectLikeCpu(() =>
      squared((x) => tf.unstack(x, 1)[1] as tf.Tensor)(new Numbers(4).float([3, 2])),
    );
  });

  it('in reverse', async () => {
    await expectLikeCpu(() =>
      arrays([3, 1, 4]).flatMap((x) =>
        [0, 2, [0, 1], [-1, 0], undefined].map((axes) => tf.reverse(x, axes)),
      ),
    );
    await expectLikeCpu(() => squared((x) => tf.reverse(x, [1]))(new Numbers(5).float([2, 3])));
  });
});

describe('margins', () => {
  it.each([0, -2])('of %d', async (value) => {
    await expectLikeCpu(() =>
      arrays([2, 3]).map((x) =>
        tf.pad(
          x,
          [
            [1, 0],
            [2, 3],
          ],
          x.dtype === 'bool' ? 0 : value,
        ),
      ),
    );
    await expectLikeCpu(() =>
      squared((x) => tf.pad(x, [[1, 2]], value).mul(tf.range(0, 6)))(new Numbers(6).float([3])),
    );
  });

  it.each(['reflect', 'symmetric'] as const)('that %s', async (mode) => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(7);
      const paddings: [number, number][] = [
        [1, 2],
        [0, 0],
        [2, 0],
      ];
      return [numbers.float([3, 2, 4]), numbers.int([3, 2, 4])].map((x) =>
        tf.mirrorPad(x, paddings, mode),
      );
    });
  });
});
