// A net for wine in a module of its own, as worker threads need it.

import type { BuildModel, FoldMatrix, Preprocess } from '@dlqr/core';
import { StandardScaler } from '@dlqr/preprocessing';
import * as tf from '@tensorflow/tfjs';
import { buildRegressionNet } from '../buildRegressionNet.ts';

/** Fitted on the train rows that it is given. */
export const preprocess: Preprocess<FoldMatrix> = (train) => new StandardScaler().fit(train);

/** A small net in units of the train targets. */
export const buildModel: BuildModel = ({ inputShape, yTrain, seed }) => {
  const target = tf.tidy(() => {
    const { mean, variance } = tf.moments(tf.tensor1d(yTrain.values));
    return {
      mean: mean.arraySync() as number,
      standardDeviation: Math.sqrt(variance.arraySync() as number),
    };
  });
  const model = buildRegressionNet({
    numFeatures: inputShape[0] ?? 0,
    hiddenUnits: [16],
    dropoutRate: 0.1,
    target,
    seed,
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'meanAbsoluteError' });
  return model;
};
