// Builds the nets of the chapter: a stack of dense layers and one output in the target's own unit.
import { Random, ValueError, withSeededMathRandom } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';

/** What a net is built of. */
export interface RegressionNetOptions {
  readonly numFeatures: number;
  /** Units of each hidden layer, first to last. */
  readonly hiddenUnits: readonly number[];
  readonly activation?: 'relu' | 'tanh' | 'elu' | 'selu' | 'swish';
  /** The share of units that is silenced while training, 0 to 1; default 0. */
  readonly dropoutRate?: number;
  /** Mean and spread of the training targets: the net learns in units of this spread. */
  readonly target?: { readonly mean: number; readonly standardDeviation: number };
  /** The seed of the initial weights; default 0. */
  readonly seed?: number;
}

/**
 * An uncompiled net for regression: dense layers, dropout where asked, and a frozen last layer that
 * turns standardised values into the target's own unit.
 *
 * The frozen layer keeps loss, metrics and predictions in a unit that people know, and the saved
 * model complete in itself: nothing has to be scaled back afterwards.
 *
 * @returns a model from [batch, features] to [batch, 1]
 * @throws {ValueError} when a size or a rate is out of its range
 * @example buildRegressionNet({ numFeatures: 11, hiddenUnits: [32] }).countParams() // 419
 */
export function buildRegressionNet(options: RegressionNetOptions): tf.Sequential {
  const { numFeatures, hiddenUnits, activation = 'relu', dropoutRate = 0, seed = 0 } = options;
  for (const size of [numFeatures, ...hiddenUnits]) {
    if (!Number.isInteger(size) || size < 1) {
      throw new ValueError(`a layer has ${size} units; expected a whole number of at least 1`);
    }
  }
  if (!(dropoutRate >= 0 && dropoutRate < 1)) {
    throw new ValueError(`dropoutRate is ${dropoutRate}; expected 0 or more, and less than 1`);
  }
  return withSeededMathRandom(new Random(seed, 'weights'), () => {
    const model = tf.sequential();
    for (const [index, units] of hiddenUnits.entries()) {
      const inputShape = index === 0 ? { inputShape: [numFeatures] } : {};
      model.add(
        tf.layers.dense({
          ...{ name: `hidden${index + 1}`, units, activation },
          ...{ kernelInitializer: 'heNormal', ...inputShape },
        }),
      );
      if (dropoutRate > 0) model.add(tf.layers.dropout({ rate: dropoutRate }));
    }
    const inputShape = hiddenUnits.length === 0 ? { inputShape: [numFeatures] } : {};
    model.add(
      tf.layers.dense({
        ...{ name: 'output', units: 1 },
        ...{ kernelInitializer: 'glorotUniform', ...inputShape },
      }),
    );
    addTargetUnit(model, options.target ?? { mean: 0, standardDeviation: 1 });
    return model;
  });
}

function addTargetUnit(
  model: tf.Sequential,
  { mean, standardDeviation }: { mean: number; standardDeviation: number },
): void {
  const layer = tf.layers.dense({ units: 1, trainable: false, name: 'targetUnit' });
  model.add(layer);
  const weights = [tf.tensor2d([[standardDeviation]]), tf.tensor1d([mean])];
  layer.setWeights(weights);
  tf.dispose(weights);
}
