// Splits rows for plain `model.fit`: index arrays go straight into `tf.gather`.
import { trainTestSplit } from '@dlqr/data-split';
import * as tf from '@tensorflow/tfjs';

const labels = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1];
const { train, test } = trainTestSplit(labels.length, { test: 1 / 3, stratify: labels, seed: 7 });
const again = trainTestSplit(labels.length, { test: 1 / 3, stratify: labels, seed: 7 });

const x = tf.tensor2d(labels, [labels.length, 1]);
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
const xTrain = tf.gather(x, tf.tensor1d(train, 'int32'));
const { epoch } = await model.fit(xTrain, xTrain, { epochs: 2, verbose: 0 });
console.log(
  JSON.stringify({
    rows: [...train, ...test].sort((a, b) => a - b),
    ones: [train, test].map((rows) => [...rows].filter((row) => labels[row] === 1).length),
    repeatable: `${again.train}` === `${train}`,
    trainedRows: xTrain.shape[0],
    epochs: epoch.length,
  }),
);
