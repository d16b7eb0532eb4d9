import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import '../../index.ts';
import { expectLikeCpu, Numbers } from '../testing/expectLikeCpu.ts';

const TOLERANCE = { relative: 1e-5, absolute: 1e-5 };

describe('scattered elements', () => {
  it('add up where they meet', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(1);
      return [
        tf.scatterND(numbers.int([9, 1], 0, 3), numbers.float([9]), [4]),
        tf.scatterND(numbers.int([9, 1], 0, 3), numbers.float([9, 2]), [4, 2]),
        tf.scatterND(numbers.int([9, 2], 0, 1), numbers.int([9, 3]), [2, 2, 3]),
      ];
    }, TOLERANCE);
  });

  it('add up also where they are many, by several coordinates', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(6);
      const places = numbers.int([9000, 2], 0, 2);
      return [
        tf.scatterND(places, numbers.int([9000, 4]), [3, 3, 4]),
        tf.scatterND(numbers.int([30_000, 2], 0, 2), numbers.int([30_000]), [3, 3]),
      ];
    });
  });

  it('replace what is there', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(2);
      const places = tf.tensor2d([3, 0, 1], [3, 1], 'int32');
      return [
        tf.tensorScatterUpdate(numbers.float([4, 2]), places, numbers.float([3, 2])),
        tf.tensorScatterUpdate(numbers.int([4]), places, numbers.int([3])),
        tf.tensorScatterUpdate(numbers.bool([4]), places, numbers.bool([3])),
      ];
    });
  });

  it('add up by segments, but for those that are none', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(3);
      const fitting = numbers.int([12], 0, 4) as tf.Tensor1D;
      const odd = numbers.int([12], -2, 8) as tf.Tensor1D;
      // Not known while recording: the graph must leave them out itself.
      const computed = tf.add(odd, numbers.int([12], -1, 1)) as tf.Tensor1D;
      return [fitting, odd, computed].flatMap((ids) => [
        tf.unsortedSegmentSum(numbers.float([12, 2, 3]), ids, 5),
        tf.unsortedSegmentSum(numbers.int([12]), ids, 5),
      ]);
    }, TOLERANCE);
  });

  it('leave out what was gathered from a longer axis', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(7);
      const ids = tf.add(numbers.int([9], 0, 3), numbers.int([9], 0, 2)) as tf.Tensor1D;
      const rows = tf.gather(numbers.float([6, 2]), ids);
      return [tf.unsortedSegmentSum(rows, ids, 6), tf.unsortedSegmentSum(rows, ids, 3)];
    }, TOLERANCE);
  });

  it('segments have gradients', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(4);
      const ids = numbers.int([6], -1, 2) as tf.Tensor1D;
      const sum = (x: tf.Tensor): tf.Tensor => tf.unsortedSegmentSum(x, ids, 3).square();
      return tf.grad(sum)(numbers.float([6, 2]));
    }, TOLERANCE);
  });

  it('loses none of many that meet', async () => {
    await tf.setBackend('onnx');
    const [length, width] = [200_000, 8];
    const [rows, ids] = [tf.ones([length, width]), tf.zeros([length], 'int32') as tf.Tensor1D];
    // Threads that overtake each other lose some in about one of ten runs.
    for (let run = 0; run < 60; run += 1) {
      const sums = tf.unsortedSegmentSum(rows, ids, 2);
      expect(sums.dataSync().slice(0, width)).toEqual(new Float32Array(width).fill(length));
      sums.dispose();
    }
  });

  it('refuses places outside, at once where they are known', async () => {
    await tf.setBackend('onnx');
    const [places, updates] = [tf.tensor2d([1, -1], [1, 2], 'int32'), tf.tensor1d([1])];
    expect(() => tf.scatterND(places, updates, [2, 2])).toThrow(/-1 is not in \[0, 1\]/);
    expect(() => tf.gatherND(tf.zeros([2, 2]), places)).toThrow(/-1 is not in \[0, 1\]/);
    expect(() => tf.tensorScatterUpdate(tf.zeros([2, 2]), places, updates)).toThrow(/axis 1/);
  });

  it('the last of many that meet stays', async () => {
    await tf.setBackend('onnx');
    const length = 100_000;
    const kept = tf.tidy(() => {
      const places = tf.zeros([length, 1], 'int32');
      return tf.tensorScatterUpdate(tf.zeros([2]), places, tf.range(1, length + 1));
    });
    expect(Array.from(kept.dataSync())).toEqual([length, 0]);
  });
});

describe('counted elements', () => {
  it('by weights', async () => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(5);
      const x = numbers.int([20], 0, 7) as tf.Tensor1D;
      return [
        tf.bincount(x, numbers.float([20]) as tf.Tensor1D, 5),
        tf.bincount(x, numbers.int([20]) as tf.Tensor1D, 9),
        tf.denseBincount(x, numbers.float([20]) as tf.Tensor1D, 9),
      ];
    }, TOLERANCE);
  });

  it('refuses negative ones', async () => {
    await tf.setBackend('onnx');
    const x = tf.tensor1d([1, -1], 'int32');
    expect(() => tf.bincount(x, tf.tensor1d([1, 1]), 3)).toThrow(/non-negative/);
  });
});
