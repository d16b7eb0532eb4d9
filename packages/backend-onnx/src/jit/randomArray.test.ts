import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { type Dtype, hostValue } from '../graph/value.ts';
import { randomArrayOf } from './randomArray.ts';

await tf.setBackend('cpu');

const SEED = 0.4371;
const OTHER_SEED = 0.9113;

const makers: readonly (readonly [string, (seed: number) => tf.Tensor])[] = [
  ['uniform in [0, 1)', (seed) => tf.randomUniform([37], 0, 1, 'float32', seed)],
  ['uniform in [-0.05, 0.05)', (seed) => tf.randomUniform([40, 3], -0.05, 0.05, 'float32', seed)],
  ['uniform in [-7, 12.5)', (seed) => tf.randomUniform([64], -7, 12.5, 'float32', seed)],
  ['whole numbers in [0, 10)', (seed) => tf.randomUniform([50], 0, 10, 'int32', seed)],
  ['whole numbers in [-5, 90)', (seed) => tf.randomUniformInt([200], -5, 90, seed)],
  ['normal', (seed) => tf.randomNormal([33], 0, 1, 'float32', seed)],
  ['normal about 3, deviation 0.25', (seed) => tf.randomNormal([128], 3, 0.25, 'float32', seed)],
  ['truncated normal', (seed) => tf.truncatedNormal([100], 0, 1, 'float32', seed)],
  [
    'truncated normal, deviation 0.02',
    (seed) => tf.truncatedNormal([9, 9], 0, 0.02, 'float32', seed),
  ],
];

describe('randomArrayOf', () => {
  it.each(makers)(
    'recognises %s, and fills it from another seed as TensorFlow.js does',
    (_, make) => {
      const [first, other] = [make(SEED), make(OTHER_SEED)];
      const written = hostValue(first.shape, first.dtype as Dtype, first.dataSync().slice());
      const array = randomArrayOf(written, SEED);
      expect(Array.from(array?.fill(OTHER_SEED) ?? [], Number)).toEqual(
        Array.from(other.dataSync()),
      );
    },
  );

  it('does not recognise what another seed has filled, or nobody', () => {
    const uniform = tf.randomUniform([20], 0, 1, 'float32', OTHER_SEED).dataSync().slice();
    expect(randomArrayOf(hostValue([20], 'float32', uniform), SEED)).toBeNull();
    const counted = Float32Array.from({ length: 20 }, (_, index) => index);
    expect(randomArrayOf(hostValue([20], 'float32', counted), SEED)).toBeNull();
  });
});
