// A model whose outputs are its inputs, however long it is trained: predictions of one's choice.
import * as tf from '@tensorflow/tfjs';
import { LambdaCallback } from '../lambdaCallback.ts';

/** As many inputs as outputs, and a learning rate of 0. */
export function identityModel(width: number): tf.Sequential {
  const layer = tf.layers.dense({
    units: width,
    useBias: false,
    kernelInitializer: 'identity',
    inputShape: [width],
  });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0) });
  return model;
}

/** Multiplies the outputs by a number of each epoch, at its end; NaN is a model that diverged. */
export function scaling(model: tf.LayersModel, factors: readonly number[]): LambdaCallback {
  return new LambdaCallback({
    onEpochEnd: (epoch) => {
      tf.tidy(() => {
        const width = model.outputs[0]?.shape[1] ?? 1;
        model.setWeights([tf.mul(tf.eye(width), factors[epoch] ?? 1)]);
      });
    },
  });
}
