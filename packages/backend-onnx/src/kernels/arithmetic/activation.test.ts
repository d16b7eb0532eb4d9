import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { placeholder } from '../../graph/value.ts';
import '../../index.ts';
import { expectLikeCpu, Numbers } from '../testing/expectLikeCpu.ts';
import { activate } from './activation.ts';

const FUSED = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const;

describe('activations', () => {
  it.each([[[3]], [[2, 1]], [[1]], [[]]])('prelu with slopes of shape %j', async (shape) => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(1);
      const [x, alpha] = [numbers.float([4, 2, 3]), numbers.float(shape)];
      return [tf.prelu(x, alpha), ...tf.grads(tf.prelu)([x, alpha])];
    });
  });

  it.each(FUSED)('%s behind a product of matrices', async (activation) => {
    await expectLikeCpu(() => {
      const numbers = new Numbers(2);
      const [a, b, bias] = [numbers.float([4, 3]), numbers.float([3, 2]), numbers.float([2])];
      const preluActivationWeights = activation === 'prelu' ? numbers.float([2]) : undefined;
      return tf.fused.matMul({
        a: a as tf.Tensor2D,
        b: b as tf.Tensor2D,
        bias,
        activation,
        leakyreluAlpha: 0.4,
        ...(preluActivationWeights ? { preluActivationWeights } : {}),
      });
    });
  });

  it('leaves unknown activations to the cpu backend', () => {
    expect(activate(placeholder([2], 'float32'), { activation: 'swish' })).toBeNull();
  });
});
