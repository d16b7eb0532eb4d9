import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import '../../index.ts';
import { expectLikeCpu, Numbers } from '../testing/expectLikeCpu.ts';

const KINDS = ['float', 'int', 'bool'] as const;

describe('joined arrays', () => {
  it.each(KINDS)('of %s', async (kind) => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(1);
      const pair = [numbers[kind]([2, 3, 1]), numbers[kind]([2, 3, 1])];
      const joined = [0, 1, 2, -1].map((axis) => tf.concat(pair, axis));
      const stacked = [0, 1, 3].map((axis) => tf.stack(pair, axis));
      return [...joined, ...stacked, tf.concat([numbers[kind]([2]), numbers[kind]([3])])];
    });
  });

  it('have gradients', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(2);
      const [a, b] = [numbers.float([2, 3]), numbers.float([2, 3])];
      const weights = numbers.float([2, 6]);
      return [
        ...tf.grads((x: tf.Tensor, y: tf.Tensor) => tf.concat([x, y], 1).mul(weights))([a, b]),
        ...tf.grads((x: tf.Tensor, y: tf.Tensor) => tf.stack([x, y], 1).square())([a, b]),
      ];
    });
  });

  it('refuses shapes that do not match, at once', async () => {
    await tf.setBackend('onnx');
    expect(() => tf.stack([tf.zeros([2]), tf.zeros([3])])).toThrow(/match/);
    expect(() => tf.concat([tf.zeros([2, 2]), tf.zeros([3, 3])], 0)).toThrow(/match/);
  });
});

describe('repeated arrays', () => {
  it.each(KINDS)('of %s', async (kind) => {
    await expectLikeCpu(() => {
      const x = new Numbers(3)[kind]([2, 1, 3]);
      return [
        tf.tile(x, [1, 4, 1]),
        tf.tile(x, [2, 1, 3]),
        tf.tile(x, [1, 1, 1]),
        tf.tile(x, [1, 0, 2]),
        tf.broadcastTo(x, [4, 2, 5, 3]),
      ];
    });
  });

  it('as a kernel of its own', async () => {
    await tf.setBackend('onnx');
    const x = tf.tensor2d([1, 2], [2, 1]);
    const wide: tf.Tensor = tf.engine().runKernel('BroadcastTo', { x }, { shape: [2, 3] });
    expect(wide.arraySync()).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
  });

  it('have gradients', async () => {
    await expectLikeCpu(() => {
      const x = new Numbers(4).float([2, 1]);
      const weights = new Numbers(5).float([2, 3]);
      return [
        tf.grad((at: tf.Tensor) => tf.tile(at, [1, 3]).mul(weights))(x),
        tf.grad((at: tf.Tensor) => tf.broadcastTo(at, [2, 3]).mul(weights))(x),
      ];
    });
  });
});

describe('axes and blocks in another order', () => {
  it.each(KINDS)('transposed %s', async (kind) => {
    await expectLikeCpu(() => {
      const x = new Numbers(6)[kind]([2, 3, 4]);
      return [[2, 0, 1], [0, 2, 1], [0, 1, 2], undefined].map((perm) => tf.transpose(x, perm));
    });
  });

  it('transposed gradients', async () => {
    await expectLikeCpu(() => {
      const weights = new Numbers(7).float([4, 2, 3]);
      const turn = (x: tf.Tensor): tf.Tensor => tf.transpose(x, [2, 0, 1]).mul(weights);
      return tf.grad(turn)(new Numbers(8).float([2, 3, 4]));
    });
  });

  it('batches as space, and back', async () => {
    const toSpace = (x: tf.Tensor): tf.Tensor =>
      tf.batchToSpaceND(
        x,
        [2, 3],
        [
          [0, 1],
          [1, 0],
        ],
      );
    const toBatch = (x: tf.Tensor): tf.Tensor =>
      tf.spaceToBatchND(
        x,
        [2, 3],
        [
          [1, 1],
          [0, 2],
        ],
      );
    await expectLikeCpu(() => {
      const [blocks, image] = [
        new Numbers(9).float([12, 2, 2, 2]),
        new Numbers(10).float([1, 4, 7, 2]),
      ];
      return [
        toSpace(blocks),
        toBatch(image),
        tf.grad((x: tf.Tensor) => toSpace(x).square())(blocks),
        tf.grad((x: tf.Tensor) => toBatch(x).square())(image),
      ];
    });
  });

  it('depth as space', async () => {
    await expectLikeCpu(() =>
      tf.depthToSpace(new Numbers(11).float([2, 2, 3, 8]) as tf.Tensor4D, 2),
    );
    await tf.setBackend('onnx');
    const image = new Numbers(11).float([2, 2, 3, 8]) as tf.Tensor4D;
    const expected = tf.depthToSpace(image, 2).transpose([0, 3, 1, 2]).dataSync();
    const channelsFirst = image.transpose([0, 3, 1, 2]) as tf.Tensor4D;
    expect(tf.depthToSpace(channelsFirst, 2, 'NCHW').dataSync()).toEqual(expected);
  });
});
