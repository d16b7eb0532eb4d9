// Trains on the engine in plain `model.fit` and in a loop of its own, and writes an ONNX file.
// With x² = 1 and gradient descent at 0.25 the error halves every step: the losses are 9 / 4ⁿ.
import { exportOnnx, fallbackCounts, jit, sessionCounts } from '@dlqr/backend-onnx';
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('onnx');
const x = tf.tensor2d([1, -1, 1, -1], [4, 1]);
const y = x.mul(3);
const slope = tf.layers.dense({
  units: 1,
  useBias: false,
  kernelInitializer: 'zeros',
  inputShape: [1],
});
const model = tf.sequential({ layers: [slope] });
const optimizer = tf.train.sgd(0.25);
model.compile({ loss: 'meanSquaredError', optimizer });
const { history } = await model.fit(x, y, { epochs: 2, batchSize: 4, verbose: 0 });

const step = jit(
  (input: tf.Tensor, target: tf.Tensor) =>
    optimizer.minimize(
      () => tf.losses.meanSquaredError(target, model.apply(input) as tf.Tensor) as tf.Scalar,
      true,
    ) as tf.Scalar,
);
const losses = [0, 1].map(() => step(x, y).dataSync()[0]);
console.log(
  JSON.stringify({
    backend: tf.getBackend(),
    fitted: history.loss,
    stepped: losses,
    ranOnEngine: sessionCounts().runs > 0,
    fallbacks: fallbackCounts(),
    isOnnx: exportOnnx(model).length > 100,
  }),
);
