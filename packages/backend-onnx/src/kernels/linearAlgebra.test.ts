import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import '../index.ts';
import { expectLikeCpu, Numbers } from './testing/expectLikeCpu.ts';

const TOLERANCE = { relative: 1e-5, absolute: 1e-5 };

/** Stacks of matrices that go together. */
const STACKS: readonly (readonly [number[], number[]])[] = [
  [[], []],
  [[2], [2]],
  [[2], [1]],
  [[1], [3]],
  [[2], []],
  [[], [2]],
  [
    [2, 3],
    [1, 3],
  ],
];

const TRANSPOSED = [false, true].flatMap((a) => [false, true].map((b) => [a, b] as const));

describe('products of matrices', () => {
  it.each(TRANSPOSED)('transposed: %s and %s', async (transposeA, transposeB) => {
    const product = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
      tf.matMul(a, b, transposeA, transposeB);
    for (const [stackA, stackB] of STACKS) {
      const shapeA = [...stackA, ...(transposeA ? [4, 3] : [3, 4])];
      const shapeB = [...stackB, ...(transposeB ? [5, 4] : [4, 5])];
      await expectLikeCpu(() => {
        const numbers = new Numbers(1);
        return product(numbers.float(shapeA), numbers.float(shapeB));
      }, TOLERANCE);
      await expectLikeCpu(() => {
        const numbers = new Numbers(2);
        return product(numbers.int(shapeA), numbers.int(shapeB));
      });
      // The gradients of TensorFlow.js do not sum over stacks that were repeated.
      if (String(stackA) !== String(stackB)) continue;
      await expectLikeCpu(() => {
        const numbers = new Numbers(3);
        return tf.grads((a: tf.Tensor, b: tf.Tensor) => product(a, b).square())([
          numbers.float(shapeA),
          numbers.float(shapeB),
        ]);
      }, TOLERANCE);
    }
  });

  it.each([[[2]], [[1, 2]], [[4, 2]], [[1]], [[]], [[4, 1]]])(
    'add a bias of shape %j',
    async (shape) => {
      await expectLikeCpu(() => {
        const numbers = new Numbers(4);
        return tf.fused.matMul({
          a: numbers.float([4, 3]) as tf.Tensor2D,
          b: numbers.float([2, 3]) as tf.Tensor2D,
          bias: numbers.float(shape),
          transposeB: true,
        });
      }, TOLERANCE);
    },
  );

  it('repeats both stacks, which the cpu backend does not', async () => {
    await tf.setBackend('onnx');
    const numbers = new Numbers(9);
    const [a, b] = [numbers.float([2, 1, 3, 4]), numbers.float([1, 3, 4, 2])];
    const expected = tf.matMul(tf.tile(a, [1, 3, 1, 1]), tf.tile(b, [2, 1, 1, 1]));
    expectAllClose(tf.matMul(a, b).dataSync(), expected.dataSync(), { relative: 1e-6 });
  });

  it('have gradients with bias and activation', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(5);
      const layer = (a: tf.Tensor, b: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
        tf.fused.matMul({
          a: a as tf.Tensor2D,
          b: b as tf.Tensor2D,
          bias,
          activation: 'relu',
        });
      return tf.grads(layer)([numbers.float([4, 3]), numbers.float([3, 2]), numbers.float([2])]);
    }, TOLERANCE);
  });

  it('refuses what does not fit, at once', async () => {
    await tf.setBackend('onnx');
    expect(() => tf.matMul(tf.zeros([2, 3]), tf.zeros([2, 3]))).toThrow(/inner shapes/);
  });

  it('of vectors, and norms', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(6);
      const [u, v, m] = [numbers.float([3]), numbers.float([3]), numbers.float([3, 4])];
      return [
        tf.dot(u as tf.Tensor1D, v as tf.Tensor1D),
        tf.outerProduct(u as tf.Tensor1D, v as tf.Tensor1D),
        tf.norm(m),
      ];
    }, TOLERANCE);
  });
});

describe('sums of products', () => {
  it.each([
    ['ij,jk->ik', [3, 4], [4, 2]],
    ['bij,bjk->bik', [2, 3, 4], [2, 4, 2]],
    ['ij,kj->ik', [3, 4], [2, 4]],
    ['abc,cd->abd', [2, 3, 4], [4, 2]],
    ['i,j->ij', [3], [2]],
    [' ij , ij -> ', [3, 2], [3, 2]],
  ] as const)('%s', async (equation, shapeA, shapeB) => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(7);
      return tf.einsum(equation, numbers.float([...shapeA]), numbers.float([...shapeB]));
    }, TOLERANCE);
  });

  it('of one array', async () => {
    await expectLikeCpu(() => {
      const x = new Numbers(8).float([3, 4]);
      const counts = new Numbers(8).int([3, 4]);
      return [tf.einsum('ij->ji', x), tf.einsum('ij->', x), tf.einsum('ij->i', counts)];
    }, TOLERANCE);
  });

  it('refuses axes of different sizes under one letter', async () => {
    await tf.setBackend('onnx');
    expect(() => tf.einsum('ij,jk->ik', tf.zeros([2, 3]), tf.zeros([2, 3]))).toThrow(
      /dimension 3 at axis 0/,
    );
  });
});
