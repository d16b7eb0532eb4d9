import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { fallbackCounts } from '../../index.ts';
import { expectSameOnBoth, normal, onBackend, pick } from '../../testing/compareBackends.ts';
import { kernelCalls } from '../../testing/kernelCalls.ts';

const seeds = Array.from({ length: 15 }, (_, seed) => seed);
const turns = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

function factors(random: Random, sizes: readonly number[], turnA: boolean, turnB: boolean) {
  const [rows, inner, columns] = sizes as [number, number, number];
  return [
    normal(random, turnA ? [inner, rows] : [rows, inner]),
    normal(random, turnB ? [columns, inner] : [inner, columns]),
  ] as const;
}

describe('matMul', () => {
  it.each(
    turns.flatMap(([turnA, turnB]) =>
      [
        [3, 4, 5],
        [70, 33, 64],
        [1, 200, 300],
        [130, 50, 7],
      ].map((sizes) => [turnA, turnB, sizes] as const),
    ),
  )('equals cpu, turned %s and %s, sizes %o', async (turnA, turnB, sizes) => {
    const [a, b] = factors(new Random(1, 'matMul'), sizes, turnA, turnB);
    await expectSameOnBoth((x, y) => tf.matMul(x, y, turnA, turnB), [a, b]);
  });

  it.each(seeds)('equals cpu on batches (seed %i)', async (seed) => {
    const random = new Random(seed, 'batches');
    const [turnA, turnB] = pick(random, turns);
    const sizes = [random.integer(1, 60), random.integer(1, 60), random.integer(1, 60)];
    const [a, b] = factors(random, sizes, turnA, turnB);
    const batch = pick(random, [[2], [3, 2], [1]]);
    const bBatch = pick(random, [batch, batch, [1]]);
    await expectSameOnBoth(
      (x, y) => tf.matMul(x, y, turnA, turnB),
      [normal(random, [...batch, ...a.shape]), normal(random, [...bBatch, ...b.shape])],
      { gradients: batch === bBatch }, // TensorFlow.js has none for a broadcast factor
    );
  });

  it('turns large factors and leaves small ones to the plain loop', async () => {
    await onBackend('wasm', () => {
      const calls = (size: number): number =>
        kernelCalls(['Transpose'], () => {
          const a = tf.ones([size, size]);
          tf.matMul(a, tf.ones([size, size]), true, false);
        });
      expect(calls(31)).toBe(0);
      expect(calls(32)).toBe(1);
    });
  });

  it('multiplies a large batch one by one', async () => {
    await onBackend('wasm', () => {
      const calls = kernelCalls(['BatchMatMul'], () => {
        tf.matMul(tf.ones([5, 40, 40]), tf.ones([5, 40, 40]));
      });
      expect(calls).toBe(1 + 5);
    });
  });

  it('broadcasts a large factor over a batch', async () => {
    await expectSameOnBoth(
      (a, b) => tf.matMul(a, b, false, true),
      [normal(new Random(1), [3, 40, 30]), normal(new Random(2), [1, 40, 30])],
      { gradients: false },
    );
  });

  it('knows the same numbers under two shapes as right factor', async () => {
    const values = await onBackend('wasm', () => {
      const numbers = tf.tensor1d([1, 2, 3, 4, 5, 6]);
      const first = tf.matMul(tf.ones([1, 2]), numbers.reshape([2, 3])).dataSync();
      const second = tf.matMul(tf.ones([1, 3]), numbers.reshape([3, 2])).dataSync();
      return [[...first], [...second]];
    });
    expect(values).toEqual([
      [5, 7, 9],
      [9, 12],
    ]);
  });

  it('gives zeros for an inner size of 0', async () => {
    const value = await onBackend('wasm', () => {
      tf.fill([64], 7).dispose(); // leaves something on the heap
      return tf.matMul(tf.ones([2, 0]), tf.ones([0, 3])).dataSync();
    });
    expect([...value]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('multiplies integers exactly, on cpu', async () => {
    const before = fallbackCounts().BatchMatMul ?? 0;
    const value = await onBackend('wasm', () =>
      tf
        .matMul(
          tf.tensor2d([[20_000, 3]], [1, 2], 'int32'),
          tf.tensor2d([[10_000], [7]], [2, 1], 'int32'),
        )
        .dataSync(),
    );
    expect([...value]).toEqual([200_000_021]);
    expect(fallbackCounts().BatchMatMul).toBe(before + 1);
  });
});

describe('fused.matMul', () => {
  const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const;

  it.each(activations.flatMap((activation) => turns.map((turn) => [activation, ...turn] as const)))(
    'with %s, turned %s and %s, equals cpu',
    async (activation, transposeA, transposeB) => {
      const random = new Random(2, activation);
      const [a, b] = factors(random, [5, 100, 6], transposeA, transposeB);
      await expectSameOnBoth(
        (x, y, bias, slopes) =>
          tf.fused.matMul({
            a: x,
            b: y,
            transposeA,
            transposeB,
            bias: bias as tf.Tensor,
            activation,
            leakyreluAlpha: 0.3,
            ...(activation === 'prelu' && { preluActivationWeights: slopes as tf.Tensor }),
          }),
        [a, b, normal(random, [6]), normal(random, [6])],
        { gradients: false },
      );
    },
  );

  it('does not hide a diverged model behind relu', async () => {
    const value = await onBackend('wasm', () =>
      tf.fused
        .matMul({ a: tf.fill([1, 2], Number.NaN), b: tf.ones([2, 2]), activation: 'relu' })
        .dataSync(),
    );
    expect([...value]).toEqual([Number.NaN, Number.NaN]);
  });

  it('takes a bias of rank 2', async () => {
    await expectSameOnBoth(
      (a, b, bias) =>
        tf.fused.matMul({ a, b, bias: bias as tf.Tensor, activation: 'relu' } as never),
      [normal(new Random(1), [3, 4]), normal(new Random(2), [4, 2]), normal(new Random(3), [3, 2])],
      { gradients: false },
    );
  });
});

describe.each([
  ['sum', tf.sum],
  ['mean', tf.mean],
] as const)('%s', (name, reduce) => {
  it.each([
    [
      [40, 30, 8],
      [0, 1],
    ],
    [[40, 30, 8], [0]],
    [[40, 30, 8], [1]],
    [[40, 30, 8], [2]],
    [
      [40, 30, 8],
      [0, 2],
    ],
    [[40, 30, 8], undefined],
    [[40, 30, 8], []],
    [
      [8, 9, 9, 8],
      [0, 1, 2],
    ],
    [
      [8, 9, 9, 8],
      [2, 1],
    ],
    [[5000, 1], [0]],
    [[1, 5000], [0]],
    [[3, 2], [0]],
  ])('of %o over %o equals cpu', async (shape, axes) => {
    for (const keepDims of [false, true]) {
      await expectSameOnBoth(
        (x) => reduce(x, axes, keepDims),
        [normal(new Random(1, name), shape)],
      );
    }
  });

  it('of nothing is 0', async () => {
    const value = await onBackend('wasm', () => {
      tf.fill([64], 7).dispose();
      return reduce(tf.ones([0, 3]), 0).dataSync();
    });
    expect([...value]).toEqual([0, 0, 0]);
  });

  it('pools over leading axes instead of turning the tensor', async () => {
    await onBackend('wasm', () => {
      const calls = (kernel: string) =>
        kernelCalls([kernel], () => reduce(tf.ones([64, 8, 8, 16]), [0, 1, 2]));
      expect(calls('Transpose')).toBe(0);
      expect(calls('AvgPool')).toBe(1);
    });
  });

  it('pools over a bounded number of shapes', async () => {
    await onBackend('wasm', () => {
      const pooled = (rows: number): number =>
        kernelCalls(['AvgPool'], () => {
          expect(reduce(tf.ones([rows, 64]), 0).dataSync()[9]).toBeCloseTo(
            name === 'sum' ? rows : 1,
            3,
          );
        });
      const calls = Array.from({ length: 300 }, (_, index) => pooled(64 + index));
      expect(calls.filter((count) => count > 0).length).toBeLessThanOrEqual(256);
      expect(calls.at(-1)).toBe(0);
    });
  });

  it('lets NaN and infinity through', async () => {
    const numbers = new Float32Array(3 * 4000).fill(1);
    numbers[0] = Number.NaN;
    numbers[1] = Number.POSITIVE_INFINITY;
    const value = await onBackend('wasm', () =>
      reduce(tf.tensor2d(numbers, [4000, 3]), 0).dataSync(),
    );
    const last = name === 'sum' ? 4000 : 1;
    expectAllClose(value, [Number.NaN, Number.POSITIVE_INFINITY, last], { relative: 1e-6 });
  });
});
