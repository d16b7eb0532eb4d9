// Scores what a model trained by plain `model.fit` predicts: tensors go in as they are.
// With x² = 1 and gradient descent at 0.25 the error of the slope 3 halves every epoch.
import { meanAbsoluteError, r2Score, rocAucScore } from '@dlqr/metrics';
import * as tf from '@tensorflow/tfjs';

const x = tf.tensor2d([1, -1, 1, -1], [4, 1]);
const y = x.mul(3);
const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 1, useBias: false, kernelInitializer: 'zeros', inputShape: [1] }),
  ],
});
model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0.25) });
await model.fit(x, y, { epochs: 3, batchSize: 4, verbose: 0 });
const predicted = model.predict(x) as tf.Tensor2D;
console.log(
  JSON.stringify({
    meanAbsoluteError: meanAbsoluteError(y, predicted),
    r2: r2Score(y, predicted),
    rocAuc: rocAucScore([1, 0, 1, 0], predicted.flatten()),
  }),
);
