import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import { expectLikeCpu, randomArray, type TestArray } from '../testing/againstCpu.ts';

type Activation = 'linear' | 'relu' | 'relu6' | 'elu' | 'prelu' | 'leakyrelu' | 'sigmoid';
type Shape = readonly number[];

const X: Shape = [2, 5, 6, 3];
const CONVOLUTIONS = { conv2d: [3, 2, 3, 4], depthwiseConv2d: [3, 2, 3, 2] } as const;
const RESULT = { conv2d: [2, 3, 5, 4], depthwiseConv2d: [2, 3, 5, 6] } as const;
type Name = keyof typeof CONVOLUTIONS;

/** Larger than the usual numbers, so that activations are met on all sides. */
function wide(array: TestArray): TestArray {
  return { ...array, values: Array.from(array.values, (value) => value * 6) };
}

function fused(name: Name, activation: Activation, hasBias: boolean) {
  return (x: tf.Tensor, filter: tf.Tensor, ...rest: tf.Tensor[]): tf.Tensor =>
    tf.fused[name]({
      x: x as tf.Tensor4D,
      filter: filter as tf.Tensor4D,
      strides: 1,
      pad: 'valid',
      activation,
      leakyreluAlpha: 0.3,
      ...(hasBias && { bias: rest[0] as tf.Tensor }),
      ...(activation === 'prelu' && { preluActivationWeights: rest.at(-1) as tf.Tensor }),
    });
}

describe.each(['conv2d', 'depthwiseConv2d'] as const)('fused %s', (name) => {
  const filter = randomArray(CONVOLUTIONS[name], 2);
  const [batch, height, width, channels] = RESULT[name];

  it.each([
    [[channels]],
    [[1]],
    [[]],
    [[1, 1, 1, channels]],
    [[height, width, channels]],
    [[1, width, 1]],
    [[batch, height, width, channels]],
  ] as Shape[][])('adds a bias of shape %j', async (shape) => {
    const inputs = [randomArray(X, 1), filter, randomArray(shape, 3)];
    await expectLikeCpu(inputs, fused(name, 'linear', true));
  });

  it.each(['relu', 'relu6', 'elu', 'leakyrelu', 'sigmoid'] as const)(
    'applies %s',
    async (activation) => {
      const inputs = [wide(randomArray(X, 1)), filter, randomArray([channels], 3)];
      await expectLikeCpu(inputs, fused(name, activation, true));
    },
  );

  it.each([[[channels]], [[height, width, channels]], [[]]] as Shape[][])(
    'applies prelu with slopes %j',
    async (shape) => {
      const inputs = [randomArray(X, 1), filter, randomArray(shape, 3)];
      await expectLikeCpu(inputs, fused(name, 'prelu', false));
    },
  );
});

describe('fused conv2d', () => {
  it('adds a bias along another axis that happens to be as long', async () => {
    const fn = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
      tf.fused.conv2d({
        x: x as tf.Tensor4D,
        filter: filter as tf.Tensor4D,
        strides: 1,
        pad: 'valid',
        bias,
      });
    const inputs = [
      [1, 5, 5, 2],
      [3, 3, 2, 3],
      [3, 1, 1],
    ].map(randomArray);
    await expectLikeCpu(inputs, fn);
  });
});

describe('fused conv2d with channels first', () => {
  it.each([
    [[4], 'linear'],
    [[1], 'relu'],
    [[], 'linear'],
    [[4], 'prelu'],
  ] as [Shape, Activation][])(
    'has a bias or slopes of shape %j (%s)',
    async (shape, activation) => {
      const fn = (x: tf.Tensor, filter: tf.Tensor, vector: tf.Tensor): tf.Tensor =>
        tf.fused.conv2d({
          x: x as tf.Tensor4D,
          filter: filter as tf.Tensor4D,
          strides: 2,
          pad: 'same',
          dataFormat: 'NCHW',
          bias: vector,
          activation,
          preluActivationWeights: vector,
        });
      await expectLikeCpu(
        [randomArray([2, 3, 7, 4], 1), randomArray([2, 3, 3, 4], 2), randomArray(shape, 3)],
        fn,
      );
    },
  );
});
