// Stops a training in plain `model.fit`, gets the best weights back, and scores every epoch.
// With x² = 1 and gradient descent at 0.25 the error halves every epoch: the losses are 9 / 4ⁿ.
import { EarlyStopping, History, RocAucScore } from '@dlqr/callbacks';
import * as tf from '@tensorflow/tfjs';

const x = tf.tensor2d([1, -1, 1, -1], [4, 1]);
const slope = tf.layers.dense({
  units: 1,
  useBias: false,
  kernelInitializer: 'zeros',
  inputShape: [1],
});
const model = tf.sequential({ layers: [slope] });
model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0.25) });

const score = new RocAucScore({ trainData: { x: [[-1], [0], [1]], y: [0, 0, 1] } }); // by the slope
const history = new History();
const stopping = new EarlyStopping({
  monitor: 'loss',
  minDelta: 0.5, // 9 → 2.25 → 0.5625 are improvements, → 0.140625 is none
  restoreBestWeights: true,
});
await model.fit(x, x.mul(3), {
  epochs: 100,
  batchSize: 4,
  verbose: 0,
  callbacks: [score, history, stopping],
});
const [weight] = slope.getWeights()[0]?.dataSync() ?? [];
console.log(
  JSON.stringify({
    losses: history.history.loss,
    best: stopping.best,
    bestEpoch: stopping.bestEpoch,
    stoppedEpoch: stopping.stoppedEpoch,
    weight,
    rocAuc: history.history.rocAuc,
  }),
);
