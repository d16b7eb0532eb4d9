// Models with weights from a seed, one for each family of layers that a file must be right for.
import { Random } from '@dlqr/core/random';
import * as tf from '@tensorflow/tfjs';
import type { Draw } from './runOnnx.ts';

/** A model, and what its inputs look like. */
export interface ModelCase {
  readonly build: () => tf.LayersModel;
  /** The shapes of the inputs without the batch axis. */
  readonly rows: readonly (readonly number[])[];
  readonly draw?: Draw;
}

const { layers } = tf;

/** Gives all weights numbers that neither vanish nor explode; variances are positive. */
function seeded<T extends tf.LayersModel>(model: T): T {
  const random = new Random(3);
  for (const weight of model.weights) {
    const values = Float32Array.from({ length: tf.util.sizeFromShape(weight.shape as number[]) });
    const positive = weight.name.includes('variance');
    const numbers = values.map(() => (positive ? 0.5 + random.uniform() : 0.3 * random.normal()));
    const tensor = tf.tensor(numbers, weight.shape as number[]);
    weight.write(tensor);
    tensor.dispose();
  }
  return model;
}

const sequential = (list: tf.layers.Layer[]): tf.LayersModel =>
  seeded(tf.sequential({ layers: list }));

export const modelCases: Readonly<Record<string, ModelCase>> = {
  'a multilayer perceptron': {
    rows: [[11]],
    build: () =>
      sequential([
        layers.dense({ units: 16, activation: 'relu', inputShape: [11] }),
        layers.dense({ units: 8, activation: 'tanh' }),
        layers.dropout({ rate: 0.5 }),
        layers.dense({ units: 4, activation: 'sigmoid', useBias: false }),
        layers.dense({ units: 1 }),
      ]),
  },
  'a convolutional net': {
    rows: [[12, 12, 3]],
    build: () =>
      sequential([
        layers.conv2d({
          filters: 6,
          kernelSize: 3,
          padding: 'same',
          activation: 'relu',
          inputShape: [12, 12, 3],
        }),
        layers.batchNormalization(),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
        layers.activation({ activation: 'elu' }),
        layers.dropout({ rate: 0.25 }),
        layers.averagePooling2d({ poolSize: 2, strides: 1 }),
        layers.flatten(),
        layers.dense({ units: 10, activation: 'softmax' }),
      ]),
  },
  'a text classifier of embedding, convolution and global pooling': {
    rows: [[20]],
    draw: { below: 30 },
    build: () =>
      sequential([
        layers.embedding({ inputDim: 30, outputDim: 8, inputLength: 20 }),
        layers.conv1d({ filters: 6, kernelSize: 5, activation: 'relu' }),
        layers.globalMaxPooling1d(),
        layers.dense({ units: 3, activation: 'softmax' }),
      ]),
  },
  'an embedding of whole numbers': {
    rows: [[3]],
    draw: { below: 9 },
    build: () => {
      const words = tf.input({ shape: [3], dtype: 'int32', name: 'words' });
      const vectors = layers.embedding({ inputDim: 9, outputDim: 4 }).apply(words);
      const mean = layers.globalAveragePooling1d({}).apply(vectors as tf.SymbolicTensor);
      return seeded(tf.model({ inputs: words, outputs: mean as tf.SymbolicTensor }));
    },
  },
  'two inputs that are joined, and two outputs': {
    rows: [[5], [4, 2]],
    build: () => {
      const left = tf.input({ shape: [5], name: 'left' });
      const right = tf.input({ shape: [4, 2], name: 'right' });
      const flat = layers.flatten().apply(right) as tf.SymbolicTensor;
      const projected = layers.dense({ units: 8 }).apply(left) as tf.SymbolicTensor;
      const sum = layers.add().apply([projected, flat]) as tf.SymbolicTensor;
      const joined = layers.concatenate().apply([sum, left]) as tf.SymbolicTensor;
      const classes = layers.dense({ units: 3, activation: 'softmax', name: 'classes' });
      const value = layers.dense({ units: 1, name: 'value' });
      return seeded(
        tf.model({
          inputs: [left, right],
          outputs: [
            classes.apply(joined) as tf.SymbolicTensor,
            value.apply(joined) as tf.SymbolicTensor,
          ],
        }),
      );
    },
  },
  'attention made of dot products': {
    rows: [[5, 3]],
    build: () => {
      const x = tf.input({ shape: [5, 3] });
      const keys = layers.dense({ units: 3 }).apply(x) as tf.SymbolicTensor;
      const scores = layers.dot({ axes: [2, 2] }).apply([x, keys]) as tf.SymbolicTensor;
      const weights = layers
        .activation({ activation: 'softmax' })
        .apply(scores) as tf.SymbolicTensor;
      const mixed = layers.dot({ axes: [2, 1] }).apply([weights, x]) as tf.SymbolicTensor;
      return seeded(tf.model({ inputs: x, outputs: mixed }));
    },
  },
  'reshaping, permuting, repeating and padding layers': {
    rows: [[6, 4]],
    build: () =>
      sequential([
        layers.reshape({ targetShape: [4, 3, 2], inputShape: [6, 4] }),
        layers.permute({ dims: [3, 1, 2] }),
        layers.zeroPadding2d({ padding: [1, 2] }),
        layers.upSampling2d({ size: [2, 2] }),
        layers.separableConv2d({ filters: 4, kernelSize: 3, depthMultiplier: 2 }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.globalAveragePooling2d({}),
        layers.repeatVector({ n: 3 }),
        layers.layerNormalization(),
        layers.timeDistributed({ layer: layers.dense({ units: 2 }) }),
      ]),
  },
  'a transposed convolution': {
    rows: [[4, 4, 2]],
    build: () =>
      sequential([
        layers.conv2dTranspose({
          filters: 3,
          kernelSize: 3,
          strides: 2,
          padding: 'same',
          inputShape: [4, 4, 2],
        }),
        layers.prelu({ sharedAxes: [1, 2] }),
        layers.depthwiseConv2d({ kernelSize: 3 }),
      ]),
  },
  'an LSTM over a GRU': {
    rows: [[6, 3]],
    build: () =>
      sequential([
        layers.gru({ units: 5, returnSequences: true, inputShape: [6, 3] }),
        layers.lstm({ units: 4 }),
        layers.dense({ units: 2 }),
      ]),
  },
  'a bidirectional LSTM behind an embedding with a mask': {
    rows: [[7]],
    draw: { below: 6 },
    build: () =>
      sequential([
        layers.embedding({ inputDim: 6, outputDim: 3, inputLength: 7, maskZero: true }),
        layers.bidirectional({
          layer: layers.lstm({ units: 4, returnSequences: true }),
          mergeMode: 'concat',
        }),
        layers.simpleRNN({ units: 3 }),
      ]),
  },
};
