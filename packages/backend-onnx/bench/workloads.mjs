// What is measured: a training step of seven nets, with Adam at a learning rate of 0.001.
import * as tf from '@tensorflow/tfjs';

const { layers } = tf;

const dense = (units, activation = 'relu', rest = {}) =>
  layers.dense({ units, activation, ...rest });
const conv2d = (filters, rest = {}) =>
  layers.conv2d({ filters, kernelSize: 3, activation: 'relu', ...rest });
/** As in Keras and PyTorch; the default of TensorFlow.js is a hard sigmoid. */
const lstm = (units, rest = {}) =>
  layers.lstm({
    units,
    recurrentActivation: 'sigmoid',
    recurrentInitializer: 'glorotUniform', // the orthogonal one takes seconds
    ...rest,
  });
const conv1d = () => layers.conv1d({ filters: 128, kernelSize: 5, activation: 'relu' });
const embedding = (rest) => layers.embedding({ inputDim: WORDS, outputDim: 100, ...rest });

const WORDS = 20_000;

/** Arrays of random numbers: what the inputs and the targets of a batch are made of. */
const uniform = (random) => random.uniform();
const word = (random) => random.integer(0, WORDS);
const flag = (random) => random.integer(0, 2);

/**
 * By name: the net and its loss, the batch, and how many batches an epoch of `fit` has.
 *
 * `classes` in place of a value: each row of `y` has a single 1.
 */
export const WORKLOADS = {
  ch2: {
    title: 'MLP 11-32-32-32-32-16-1, batch 32',
    stepsPerEpoch: 150,
    loss: 'meanAbsoluteError',
    x: { shape: [32, 11], value: uniform },
    y: { shape: [32, 1], value: uniform },
    layers: () => [
      dense(32, 'relu', { inputShape: [11] }),
      dense(32),
      dense(32),
      dense(32),
      dense(16),
      dense(1, 'linear'),
    ],
  },
  ch5: {
    title: 'MLP 784-512-256-128-10, batch 128',
    stepsPerEpoch: 30,
    loss: 'categoricalCrossentropy',
    x: { shape: [128, 784], value: uniform },
    y: { shape: [128, 10], classes: true },
    layers: () => [
      dense(512, 'relu', { inputShape: [784] }),
      dense(256),
      dense(128),
      dense(10, 'softmax'),
    ],
  },
  ch7: {
    title: 'CNN of 2 convolutions with batch norm, batch 32',
    stepsPerEpoch: 15,
    loss: 'categoricalCrossentropy',
    x: { shape: [32, 32, 32, 3], value: uniform },
    y: { shape: [32, 10], classes: true },
    layers: () => [
      conv2d(64, { inputShape: [32, 32, 3] }),
      layers.batchNormalization(),
      layers.maxPooling2d({ poolSize: 2 }),
      conv2d(32),
      layers.batchNormalization(),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      dense(512),
      dense(256),
      dense(10, 'softmax'),
    ],
  },
  ch9: {
    title: '2 x LSTM(100) over 10 steps, batch 100',
    stepsPerEpoch: 30,
    loss: 'meanSquaredError',
    x: { shape: [100, 10, 1], value: uniform },
    y: { shape: [100, 1], value: uniform },
    layers: () => [
      lstm(100, { returnSequences: true, inputShape: [10, 1] }),
      lstm(100),
      dense(1, 'tanh'),
    ],
  },
  ch10: {
    title: '3 x Conv1D(128) over 1000 words of 100 numbers, batch 128',
    stepsPerEpoch: 5,
    loss: 'categoricalCrossentropy',
    x: { shape: [128, 1000], value: word, dtype: 'int32' },
    y: { shape: [128, 20], classes: true },
    layers: () => [
      embedding({ inputLength: 1000, trainable: false }),
      conv1d(),
      layers.maxPooling1d({ poolSize: 5 }),
      conv1d(),
      layers.maxPooling1d({ poolSize: 5 }),
      conv1d(),
      layers.globalMaxPooling1d(),
      dense(128),
      dense(20, 'softmax'),
    ],
  },
  ch10lstm: {
    title: 'Embedding and LSTM(10) over 200 words, batch 32',
    stepsPerEpoch: 10,
    loss: 'binaryCrossentropy',
    x: { shape: [32, 200], value: word, dtype: 'int32' },
    y: { shape: [32, 1], value: flag },
    layers: () => [embedding({ inputLength: 200 }), lstm(10), dense(1, 'sigmoid')],
  },
  ch12: {
    title: 'MLP 4-16-16-16-2, batch 32',
    stepsPerEpoch: 200,
    loss: 'meanSquaredError',
    x: { shape: [32, 4], value: uniform },
    y: { shape: [32, 2], value: uniform },
    layers: () => [
      dense(16, 'relu', { inputShape: [4] }),
      dense(16),
      dense(16),
      dense(2, 'linear'),
    ],
  },
};
