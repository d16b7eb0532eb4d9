import { Random } from '@dlqr/core/random';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it, vi } from 'vitest';
import { expectSameOnBoth, normal, onBackend, pick } from '../../testing/compareBackends.ts';
import { kernelCalls } from '../../testing/kernelCalls.ts';

const seeds = Array.from({ length: 15 }, (_, seed) => seed);

function anyShape(random: Random): number[] {
  return Array.from({ length: random.integer(1, 6) }, () => random.integer(1, 7));
}

describe('slice', () => {
  it.each(seeds)('equals cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, 'slice');
    const shape = anyShape(random);
    const begin = shape.map((length) => random.integer(0, length));
    const size = shape.map((length, axis) =>
      random.uniform() < 0.3 && begin[axis] === 0
        ? length
        : random.integer(0, length - (begin[axis] as number) + 1),
    );
    await expectSameOnBoth((x) => tf.slice(x, begin, size), [normal(random, shape)]);
  });

  it.each(['int32', 'bool'] as const)('keeps the type %s', async (dtype) => {
    const part = await onBackend('wasm', () => {
      const taken = tf.tensor2d([1, 0, 1, 1, 0, 0], [2, 3], dtype).slice([0, 1], [2, 2]);
      return { dtype: taken.dtype, values: [...taken.dataSync()] };
    });
    expect(part).toEqual({ dtype, values: [0, 1, 0, 0] });
  });

  it('refuses what lies outside', async () => {
    await expect(
      onBackend('wasm', () => tf.slice(tf.ones([2, 2]), [1, 1], [1, 2])),
    ).rejects.toThrow('begin[1] + size[1] (3) would overflow input.shape[1] (2)');
  });
});

describe('unstack and split', () => {
  it.each(seeds.slice(0, 8))('equal cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, 'unstack');
    const shape = anyShape(random);
    const axis = random.integer(0, shape.length);
    shape[axis] = 4;
    const x = normal(random, shape);
    await expectSameOnBoth(
      (t) => {
        const [a, b, c, d] = tf.unstack(t, axis) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
        return a.mul(b).add(c.sub(d));
      },
      [x],
    );
    await expectSameOnBoth(
      (t) => {
        const [a, b, c] = tf.split(t, [1, 2, 1], axis) as [tf.Tensor, tf.Tensor, tf.Tensor];
        return a.mul(b).add(c);
      },
      [x],
    );
  });

  it('read their source where it lies', async () => {
    await onBackend('wasm', () => {
      const read = vi.spyOn(tf.backend(), 'readSync');
      const x = tf.ones([3, 4]);
      tf.unstack(x);
      tf.split(x, 2, 1);
      tf.slice(x, [0, 1], [2, 2]);
      expect(read).not.toHaveBeenCalled();
      read.mockRestore();
    });
  });

  it('keep strings', async () => {
    const words = await onBackend('wasm', () => {
      const x = tf.tensor1d(['a', 'b', 'c']);
      return [
        ...(x.slice(1, 2).dataSync<'string'>() as string[]),
        ...(tf.unstack(x)[2]?.dataSync<'string'>() ?? []),
        ...x.clone().dataSync<'string'>(),
      ];
    });
    expect(words).toEqual(['b', 'c', 'c', 'a', 'b', 'c']);
  });
});

describe('clone', () => {
  it('shares the numbers until both owners are gone', async () => {
    await onBackend('wasm', () => {
      const original = tf.tensor1d([1, 2, 3]);
      const copy = original.clone();
      expect(copy.dataId).toBe(original.dataId);
      original.dispose();
      expect([...copy.dataSync()]).toEqual([1, 2, 3]);
      const bytes = tf.memory().numDataBuffers;
      copy.dispose();
      expect(tf.memory().numDataBuffers).toBe(bytes - 1);
    });
  });
});

describe('tile', () => {
  it.each(seeds)('equals cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, 'tile');
    const shape = anyShape(random).map((length) => pick(random, [1, length]));
    const reps = shape.map(() => random.integer(1, 4));
    const gradients = shape.length <= 4; // TensorFlow.js has none beyond
    await expectSameOnBoth((x) => tf.tile(x, reps), [normal(random, shape)], { gradients });
  });

  it('broadcasts where it can', async () => {
    await onBackend('wasm', () => {
      const calls = (shape: number[]): number =>
        kernelCalls(['Multiply'], () => tf.tile(tf.ones(shape), [5, 1]));
      expect(calls([1, 3])).toBe(1);
      expect(calls([2, 3])).toBe(0);
    });
  });

  it('keeps integers', async () => {
    const value = await onBackend('wasm', () => {
      const tiled = tf.tile(tf.tensor2d([[1, 2]], [1, 2], 'int32'), [2, 1]);
      return [tiled.dtype, ...tiled.dataSync()];
    });
    expect(value).toEqual(['int32', 1, 2, 1, 2]);
  });
});

describe('gather', () => {
  it.each(seeds.slice(0, 8))('equals cpu, forward and backward (seed %i)', async (seed) => {
    const random = new Random(seed, 'gather');
    const shape = anyShape(random);
    const axis = random.integer(0, shape.length);
    const order = Int32Array.from({ length: 6 }, () => random.integer(0, shape[axis] as number));
    const indices = pick(random, [[6], [2, 3]]);
    await expectSameOnBoth(
      (x) => tf.gather(x, tf.tensor(order, indices, 'int32'), axis),
      [normal(random, shape)],
    );
  });

  it('gathers in batches', async () => {
    await expectSameOnBoth(
      (x) => tf.gather(x, tf.tensor2d([0, 2, 1, 1], [2, 2], 'int32'), 1, 1),
      [normal(new Random(1), [2, 3, 2])],
      { gradients: false },
    );
  });

  it.each([-1, 3])('refuses the index %i of three rows', async (index) => {
    await expect(
      onBackend('wasm', () => tf.gather(tf.ones([3, 2]), tf.tensor1d([index], 'int32'))),
    ).rejects.toMatchObject({ code: 'DLQR_VALUE' });
  });
});

describe('unsortedSegmentSum', () => {
  it.each([
    ['every segment', [0, 2, 1, 2, 0]],
    ['an empty segment', [0, 0, 2, 2, 2]],
    ['strays', [-1, 0, 3, 2, 99]],
  ])('equals cpu with %s', async (_, ids) => {
    for (const shape of [[5], [5, 4], [5, 2, 3]]) {
      await expectSameOnBoth(
        (x) => tf.unsortedSegmentSum(x, tf.tensor1d(ids, 'int32'), 3),
        [normal(new Random(1, 'segments'), shape)],
        { gradients: !ids.includes(99) }, // it has none beyond the last segment
      );
    }
  });

  it('adds integers and gives zeros for no rows', async () => {
    const values = await onBackend('wasm', () => {
      const ids = tf.tensor1d([1, 1], 'int32');
      const sums = tf.unsortedSegmentSum(tf.tensor1d([3, 4], 'int32'), ids, 2);
      tf.fill([64], 7).dispose();
      const none = tf.unsortedSegmentSum(tf.ones([0, 2]), tf.tensor1d([], 'int32'), 2);
      return [sums.dtype, ...sums.dataSync(), ...none.dataSync()];
    });
    expect(values).toEqual(['int32', 0, 7, 0, 0, 0, 0]);
  });
});

describe('bincount', () => {
  it('counts all numbers of a matrix', async () => {
    const counts = await onBackend('wasm', () => {
      const x = tf.tensor2d([0, 1, 1, 3], [2, 2], 'int32') as tf.Tensor;
      return tf.bincount(x as tf.Tensor1D, tf.tensor1d([]), 4).dataSync();
    });
    expect([...counts]).toEqual([1, 2, 0, 1]);
  });
});
