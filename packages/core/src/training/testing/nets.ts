// Nets for tests: everything that makes resuming hard in a few units.
import * as tf from '@tensorflow/tfjs';
import { Random, withSeededMathRandom } from '../../random/index.ts';

/** Three features to one output, with batch normalisation and dropout; the same at every call. */
export function netWithDropout(optimizer: tf.Optimizer = tf.train.sgd(0.05)): tf.Sequential {
  return withSeededMathRandom(new Random(3), () => {
    const model = tf.sequential();
    model.add(tf.layers.dense({ units: 8, activation: 'relu', inputShape: [3] }));
    model.add(tf.layers.batchNormalization());
    model.add(tf.layers.dropout({ rate: 0.5 }));
    model.add(tf.layers.dense({ units: 1 }));
    model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
    return model;
  });
}

/** All weights of a model as one list of numbers. */
export function weightsOf(model: tf.LayersModel): number[] {
  return model.weights.flatMap((weight) => [...weight.read().dataSync()]);
}
