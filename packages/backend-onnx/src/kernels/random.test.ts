import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { jit } from '../jit/jit.ts';
import '../index.ts';
import { expectLikeCpu, Numbers } from './testing/expectLikeCpu.ts';

describe('multinomial', () => {
  it('draws what the cpu backend draws from the same seed', async () => {
    await expectLikeCpu(() => {
      const logits = new Numbers(1).float([3, 5], 2) as tf.Tensor2D;
      return [
        tf.multinomial(logits, 200, 42),
        tf.multinomial(tf.softmax(logits), 200, 7, true),
        tf.multinomial(tf.zeros([2, 2]) as tf.Tensor2D, 50, 3),
      ];
    });
  });

  it('draws anew at each replay', async () => {
    await tf.setBackend('onnx');
    const draw = jit((logits: tf.Tensor) => tf.multinomial(logits as tf.Tensor2D, 100));
    const logits = tf.zeros([1, 4]);
    const draws = Array.from({ length: 3 }, () => String(draw(logits).dataSync()));
    expect(new Set(draws).size).toBe(3);
  });
});
