// Builds the nets of the chapter: dense layers for tables, convolutions for signals, one probability out.
import { Random, ValueError, withSeededMathRandom } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';

/** Dense layers, each with dropout behind it. */
export interface DenseShape {
  readonly kind: 'dense';
  /** Units of each hidden layer, first to last; none is a logistic regression. */
  readonly hiddenUnits: readonly number[];
  /** The share of units that is silenced while training, 0 to 1. */
  readonly dropoutRate: number;
}

/** 1-D convolutions with batch normalisation and max pooling, then the mean over time. */
export interface SignalShape {
  readonly kind: 'signal';
  /** Of each convolution, first to last; at least one. */
  readonly filters: readonly number[];
  /** As many as `filters`. */
  readonly kernelSizes: readonly number[];
  /** As many as `filters`; 1 is none. */
  readonly poolSizes: readonly number[];
  /** The share of features that is silenced before the output, 0 to 1. */
  readonly dropoutRate: number;
}

/** What a net is built of. */
export type BinaryNetShape = DenseShape | SignalShape;

/** What `buildBinaryNet` may be told. */
export interface BinaryNetOptions {
  /** Features of a row, or samples of a signal. */
  readonly numFeatures: number;
  readonly net: BinaryNetShape;
  /**
   * The share of positive rows, 0 to 1 without the ends; default 0.5. The net begins with it as its
   * answer, instead of spending its first epochs on learning it.
   */
  readonly positiveShare?: number;
  /** The seed of the initial weights; default 0. */
  readonly seed?: number;
}

/**
 * An uncompiled net for two classes.
 *
 * @returns a model from [batch, features] to [batch, 1], the probability of the positive class
 * @throws {ValueError} when a size or a rate is out of its range, or pooling leaves nothing of a signal
 * @example
 * const net = { kind: 'dense', hiddenUnits: [128, 64, 64, 32, 16], dropoutRate: 0 } as const;
 * buildBinaryNet({ numFeatures: 178, net }).countParams() // 37953
 */
export function buildBinaryNet(options: BinaryNetOptions): tf.Sequential {
  const { numFeatures, net, positiveShare = 0.5, seed = 0 } = options;
  checkShape(numFeatures, net);
  if (!(positiveShare > 0 && positiveShare < 1)) {
    throw new ValueError(`positiveShare is ${positiveShare}; expected a number between 0 and 1`);
  }
  return withSeededMathRandom(new Random(seed, 'weights'), () => {
    const model = tf.sequential();
    if (net.kind === 'dense') addDense(model, numFeatures, net);
    else addConvolutions(model, numFeatures, net);
    const isFirst = model.layers.length === 0;
    model.add(
      tf.layers.dense({
        units: 1,
        activation: 'sigmoid',
        kernelInitializer: 'glorotUniform',
        biasInitializer: tf.initializers.constant({ value: logOdds(positiveShare) }),
        ...(isFirst && { inputShape: [numFeatures] }),
      }),
    );
    return model;
  });
}

function addDense(
  model: tf.Sequential,
  numFeatures: number,
  { hiddenUnits, dropoutRate }: DenseShape,
): void {
  for (const [index, units] of hiddenUnits.entries()) {
    model.add(
      tf.layers.dense({
        units,
        activation: 'relu',
        kernelInitializer: 'heNormal',
        ...(index === 0 && { inputShape: [numFeatures] }),
      }),
    );
    if (dropoutRate > 0) model.add(tf.layers.dropout({ rate: dropoutRate }));
  }
}

function addConvolutions(model: tf.Sequential, numFeatures: number, shape: SignalShape): void {
  model.add(tf.layers.reshape({ inputShape: [numFeatures], targetShape: [numFeatures, 1] }));
  for (const [index, filters] of shape.filters.entries()) {
    const kernelSize = shape.kernelSizes[index] as number;
    const poolSize = shape.poolSizes[index] as number;
    model.add(
      tf.layers.conv1d({
        filters,
        kernelSize,
        padding: 'same',
        kernelInitializer: 'heNormal',
        useBias: false, // batch normalisation brings its own
      }),
    );
    // [batch, samples, filters]
    model.add(tf.layers.batchNormalization({ momentum: 0.9 })); // 0.99 lags behind in few steps
    model.add(tf.layers.activation({ activation: 'relu' }));
    if (poolSize > 1) model.add(tf.layers.maxPooling1d({ poolSize, strides: poolSize }));
  }
  model.add(tf.layers.globalAveragePooling1d()); // [batch, filters]
  if (shape.dropoutRate > 0) model.add(tf.layers.dropout({ rate: shape.dropoutRate }));
}

function checkShape(numFeatures: number, net: BinaryNetShape): void {
  const sizes =
    net.kind === 'dense' ? net.hiddenUnits : [...net.filters, ...net.kernelSizes, ...net.poolSizes];
  for (const size of [numFeatures, ...sizes]) {
    if (!Number.isInteger(size) || size < 1) {
      throw new ValueError(`a layer has a size of ${size}; expected a whole number of at least 1`);
    }
  }
  if (!(net.dropoutRate >= 0 && net.dropoutRate < 1)) {
    throw new ValueError(`dropoutRate is ${net.dropoutRate}; expected 0 or more, and less than 1`);
  }
  if (net.kind === 'signal') checkConvolutions(numFeatures, net);
}

function checkConvolutions(numFeatures: number, shape: SignalShape): void {
  const { filters, kernelSizes, poolSizes } = shape;
  if (filters.length === 0)
    throw new ValueError('filters is empty; expected a convolution at least');
  if (kernelSizes.length !== filters.length || poolSizes.length !== filters.length) {
    throw new ValueError(
      `there are ${filters.length} filters, ${kernelSizes.length} kernelSizes and ${poolSizes.length} ` +
        'poolSizes; expected equally many',
    );
  }
  const left = poolSizes.reduce((length, size) => Math.floor(length / size), numFeatures);
  if (left >= 1) return;
  throw new ValueError(
    `pooling by ${poolSizes.join(', ')} leaves nothing of a signal of ${numFeatures} samples`,
    { hint: 'Pool less, or take a net for tables.' },
  );
}

function logOdds(share: number): number {
  return Math.log(share / (1 - share));
}
