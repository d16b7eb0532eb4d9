import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import '../index.ts';
import { reshape, view } from './ops.ts';
import { hostValue } from './value.ts';

const known = hostValue([2, 1, 3], 'float32', Float32Array.from([1, 2, 3, 4, 5, 6]));

it('shares what is known', () => {
  expect(view(known, [6]).data).toBe(known.data);
  expect(reshape(known, [6]).data).toBeNull();
});

// A transposition that moves nothing is simplified to a reshape, of an input of the program.
it('does not make the first input part of a cached program', async () => {
  await tf.setBackend('onnx');
  const layer = tf.layers.simpleRNN({
    units: 1,
    kernelInitializer: 'ones',
    recurrentInitializer: 'zeros',
  });
  const answers = [0.1, 0.2, 0.3, 0.4].map((value) =>
    tf.tidy(() => (layer.apply(tf.tensor3d([1, value], [1, 2, 1])) as tf.Tensor).dataSync()[0]),
  );
  expectAllClose(answers as number[], [0.1, 0.2, 0.3, 0.4].map(Math.tanh), { absolute: 1e-6 });
});
