import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { lamb } from './lamb.ts';

await tf.setBackend('cpu');

/** The weights after one step; m and v of the first step make a step of the gradient's sign. */
function firstStep(weights: number[], gradient: number[]): Float32Array {
  const variable = tf.variable(tf.tensor1d(weights));
  lamb({ learningRate: 0.5 }).applyGradients({ [variable.name]: tf.tensor1d(gradient) });
  return variable.dataSync<'float32'>();
}

describe('lamb', () => {
  it('moves by a share of the length of the weights', () => {
    const moved = firstStep([3, 4], [0.1, -7]); // |w| = 5, |step| = sqrt(2)
    const share = (0.5 * 5) / Math.SQRT2;
    expectAllClose(moved, [3 - share, 4 + share], { relative: 1e-5 });
  });

  it('moves weights of 0 by the learning rate, and not at all without a gradient', () => {
    expectAllClose(firstStep([0, 0], [2, -3]), [-0.5, 0.5], { relative: 1e-5 });
    expect([...firstStep([3, 4], [0, 0])]).toEqual([3, 4]);
    expect([...firstStep([0, 0], [0, 0])]).toEqual([0, 0]);
  });
});
