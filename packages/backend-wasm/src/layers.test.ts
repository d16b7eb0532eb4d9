// Every layer of TensorFlow.js that trains: output and all gradients on wasm as on cpu.
import { Random } from '@dlqr/core/random';
import { expectNoLeaks, numericGradient } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { fallbackCounts } from './index.ts';
import { type Derived, expectClose, normal, onBackend } from './testing/compareBackends.ts';

const L = tf.layers;
type Layer = tf.layers.Layer;

const image = [4, 6, 7, 3];
const sequence = [4, 6, 5];
const rows = [5, 6];

const cases: readonly (readonly [string, number[], () => Layer])[] = [
  ['dense', rows, () => L.dense({ units: 40, activation: 'relu' })],
  ['dense over a sequence', sequence, () => L.dense({ units: 3, activation: 'tanh' })],
  ['dense with softmax', rows, () => L.dense({ units: 4, activation: 'softmax' })],
  ...(['same', 'valid'] as const).flatMap((padding) =>
    [1, 2, 3].flatMap((strides) => [
      [
        `conv1d ${padding} stride ${strides}`,
        sequence,
        () => L.conv1d({ filters: 4, kernelSize: 3, strides, padding, activation: 'relu' }),
      ] as const,
      [
        `conv2d ${padding} stride ${strides}`,
        image,
        () => L.conv2d({ filters: 4, kernelSize: [3, 2], strides, padding, activation: 'relu' }),
      ] as const,
      [
        `conv2dTranspose ${padding} stride ${strides}`,
        image,
        () => L.conv2dTranspose({ filters: 2, kernelSize: 4, strides, padding }),
      ] as const,
      [
        `depthwiseConv2d ${padding} stride ${strides}`,
        image,
        () => L.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, strides, padding }),
      ] as const,
      [
        `separableConv2d ${padding} stride ${strides}`,
        image,
        () => L.separableConv2d({ filters: 4, kernelSize: 3, strides, padding }),
      ] as const,
      [
        `maxPooling2d ${padding} stride ${strides}`,
        image,
        () => L.maxPooling2d({ poolSize: 3, strides, padding }),
      ] as const,
      [
        `averagePooling2d ${padding} stride ${strides}`,
        image,
        () => L.averagePooling2d({ poolSize: 2, strides, padding }),
      ] as const,
      [
        `maxPooling1d ${padding} stride ${strides}`,
        sequence,
        () => L.maxPooling1d({ poolSize: 3, strides, padding }),
      ] as const,
    ]),
  ),
  ['conv3d', [2, 4, 5, 4, 2], () => L.conv3d({ filters: 3, kernelSize: 2, strides: 2 })],
  ['maxPooling3d', [2, 4, 5, 4, 2], () => L.maxPooling3d({ poolSize: 2 })],
  ['averagePooling3d', [2, 4, 5, 4, 2], () => L.averagePooling3d({ poolSize: 2 })],
  [
    'conv2d with channels first',
    [2, 3, 6, 5],
    () => L.conv2d({ filters: 2, kernelSize: 3, dataFormat: 'channelsFirst' }),
  ],
  ['batchNormalization of images', image, () => L.batchNormalization()],
  ['batchNormalization of rows', rows, () => L.batchNormalization()],
  ['layerNormalization', sequence, () => L.layerNormalization()],
  ['lstm', sequence, () => L.lstm({ units: 4, returnSequences: true })],
  ['lstm, last step', sequence, () => L.lstm({ units: 4 })],
  ['gru', sequence, () => L.gru({ units: 4, returnSequences: true })],
  ['simpleRNN', sequence, () => L.simpleRNN({ units: 4 })],
  [
    'bidirectional',
    sequence,
    () => L.bidirectional({ layer: L.gru({ units: 3 }) as tf.RNN, mergeMode: 'concat' }),
  ],
  ['timeDistributed', sequence, () => L.timeDistributed({ layer: L.dense({ units: 2 }) })],
  ['globalAveragePooling2d', image, () => L.globalAveragePooling2d({})],
  ['globalMaxPooling2d', image, () => L.globalMaxPooling2d({})],
  ['globalAveragePooling1d', sequence, () => L.globalAveragePooling1d({})],
  ['globalMaxPooling1d', sequence, () => L.globalMaxPooling1d({})],
  ['flatten', image, () => L.flatten()],
  ['permute', sequence, () => L.permute({ dims: [2, 1] })],
  ['repeatVector', rows, () => L.repeatVector({ n: 3 })],
  ['reshape', sequence, () => L.reshape({ targetShape: [5, 6] })],
  [
    'zeroPadding2d',
    image,
    () =>
      L.zeroPadding2d({
        padding: [
          [1, 2],
          [0, 1],
        ],
      }),
  ],
  [
    'cropping2D',
    image,
    () =>
      L.cropping2D({
        cropping: [
          [1, 2],
          [0, 1],
        ],
      }),
  ],
  ['leakyReLU', rows, () => L.leakyReLU({ alpha: 0.2 })],
  ['elu', rows, () => L.elu()],
  ['reLU', rows, () => L.reLU()],
  ['prelu', image, () => L.prelu({ alphaInitializer: 'randomNormal' })],
  [
    'prelu with shared axes',
    image,
    () => L.prelu({ alphaInitializer: 'randomNormal', sharedAxes: [1, 2] }),
  ],
  [
    'prelu shared over the width',
    image,
    () => L.prelu({ alphaInitializer: 'randomNormal', sharedAxes: [2] }),
  ],
  ['softmax', rows, () => L.softmax()],
  ...(
    [
      'selu',
      'sigmoid',
      'hardSigmoid',
      'softplus',
      'softsign',
      'swish',
      'gelu',
      'mish',
      'relu6',
    ] as const
  ).map(
    (activation) => [`activation ${activation}`, rows, () => L.activation({ activation })] as const,
  ),
];

/** Output and gradients of one layer, built alike on every backend. */
function deriveLayer(shape: number[], make: () => Layer): Derived {
  const random = new Random(3, 'layer', ...shape);
  const layer = make();
  const input = normal(random, shape);
  const x = tf.tensor(input.values, shape);
  layer.apply(x, { training: true });
  layer.setWeights(
    layer.getWeights().map((weight) => {
      const drawn = normal(random, weight.shape, 0.5);
      return tf.tensor(drawn.values, weight.shape);
    }),
  );
  const call = (t: tf.Tensor): tf.Tensor => layer.apply(t, { training: true }) as tf.Tensor;
  const output = call(x);
  const weights = tf.tensor(normal(random, output.shape).values, output.shape);
  const loss = (t: tf.Tensor): tf.Scalar => call(t).mul(weights).sum() as tf.Scalar;
  const byInput = tf.grad(loss)(x);
  const byWeight = layer.trainableWeights.length === 0 ? {} : tf.variableGrads(() => loss(x)).grads;
  const gradients = [byInput, ...Object.values(byWeight)];
  const derived = {
    shape: output.shape,
    value: Float32Array.from(output.dataSync()),
    gradients: gradients.map((gradient) => Float32Array.from(gradient.dataSync())),
  };
  if (layer.weights.length > 0) layer.dispose();
  return derived;
}

describe('layers', () => {
  it.each(cases)('%s: output and gradients as on cpu', async (_, shape, make) => {
    const fallbacks = fallbackCounts();
    const expected = await onBackend('cpu', () => deriveLayer(shape, make));
    const actual = await onBackend('wasm', () => deriveLayer(shape, make));
    expect(actual.shape).toEqual(expected.shape);
    expect(actual.gradients.length).toBe(expected.gradients.length);
    expectClose(actual.value, expected.value);
    expected.gradients.forEach((gradient, index) => {
      expectClose(actual.gradients[index] as Float32Array, gradient);
    });
    expect(fallbackCounts()).toEqual(fallbacks); // all of it ran on wasm
  });

  it('embedding: the gradient adds up what repeated words send', async () => {
    const gradientOn = (backend: 'cpu' | 'wasm') =>
      onBackend(backend, () => {
        const layer = L.embedding({ inputDim: 7, outputDim: 3 });
        const words = tf.tensor2d([1, 2, 2, 6, 1, 1], [2, 3], 'int32');
        const weights = normal(new Random(1), [2, 3, 3]);
        const loss = (): tf.Scalar =>
          (layer.apply(words) as tf.Tensor).mul(tf.tensor(weights.values, weights.shape)).sum();
        layer.apply(words);
        const { grads } = tf.variableGrads(loss);
        const gradient = Object.values(grads).map((tensor) => [...tensor.dataSync()]);
        layer.dispose();
        return gradient.flat();
      });
    const [expected, actual] = [await gradientOn('cpu'), await gradientOn('wasm')];
    expectClose(actual, expected);
    expect(actual.slice(0, 3)).toEqual([0, 0, 0]); // the word 0 does not occur
  });

  it('dropout: the same seed drops the same places, forward and backward', async () => {
    const dropOn = (backend: 'cpu' | 'wasm') =>
      onBackend(backend, () => {
        const layer = L.dropout({ rate: 0.4, seed: 5 });
        const call = (x: tf.Tensor) => layer.apply(x, { training: true }) as tf.Tensor;
        const x = tf.ones([20, 10]);
        return [...call(x).dataSync(), ...tf.grad(call)(x).dataSync()];
      });
    const [expected, actual] = [await dropOn('cpu'), await dropOn('wasm')];
    expect(actual).toEqual(expected);
    expect(actual.filter((value) => value === 0).length).toBeGreaterThan(100);
  });

  it.each(['nearest', 'bilinear'] as const)(
    'upSampling2d %s: the gradient of a batch as by finite differences',
    async (interpolation) => {
      const shape = [3, 2, 3, 2]; // cpu is wrong for more than one image, or for oblong ones
      const x = normal(new Random(1), shape);
      await onBackend('wasm', () => {
        const layer = L.upSampling2d({ size: [2, 3], interpolation });
        const weights = tf.tensor(normal(new Random(2), [3, 4, 9, 2]).values, [3, 4, 9, 2]);
        const loss = (t: tf.Tensor) => (layer.apply(t) as tf.Tensor).mul(weights).sum();
        const gradient = tf.grad(loss)(tf.tensor(x.values, shape)).dataSync();
        const value = (point: Float64Array): number =>
          tf.tidy(() => loss(tf.tensor(Float32Array.from(point), shape)).dataSync()[0] as number);
        expectClose(gradient, Array.from(numericGradient(value, x.values, 1), Math.fround));
      });
    },
  );

  it('leave nothing behind', async () => {
    await onBackend('wasm', () => {});
    await expectNoLeaks(() => {
      for (const [, shape, make] of cases) {
        tf.engine().startScope();
        deriveLayer(shape, make);
        tf.engine().endScope();
      }
    });
  });
});
