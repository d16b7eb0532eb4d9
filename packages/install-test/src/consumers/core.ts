// Cross-validates one net on this thread and on others, which load this very file.
import { crossValidate, type FoldContext } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';

/** What each thread builds for its folds. */
export function buildModel({ inputShape }: FoldContext): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 1, inputShape: [...inputShape] }));
  model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0.1) });
  return model;
}

const threads = 'node:worker_threads'; // this project has no types of Node
const { isMainThread }: { isMainThread: boolean } = await import(threads);
if (isMainThread) {
  const x = Array.from({ length: 12 }, (_, row) => [row / 12]);
  const y = x.map(([value = 0]) => 2 * value);
  const rows = Int32Array.from(x.keys());
  const splits = [0, 1, 2].map((fold) => ({
    train: rows.filter((row) => row % 3 !== fold),
    test: rows.filter((row) => row % 3 === fold),
  }));
  const squaredError = {
    name: 'squaredError',
    direction: 'min',
    predictions: 'values',
    compute: (yTrue: ArrayLike<number>, yPred: ArrayLike<number>) =>
      Array.from(yTrue).reduce((sum, truth, row) => sum + (truth - (yPred[row] ?? 0)) ** 2, 0),
  } as const;
  const options = { splits, metrics: [squaredError], fit: { epochs: 20 }, seed: 3 };
  const serial = await crossValidate(buildModel, { x, y }, options);
  const module = { module: new URL(import.meta.url) };
  const parallel = await crossValidate(module, { x, y }, { ...options, workers: 2 });
  const errors = serial.scores.squaredError?.values ?? [];
  console.log(
    JSON.stringify({
      folds: errors.length,
      learned: errors.every((error) => error < 4),
      sameOnThreads: JSON.stringify(parallel.outOfFold) === JSON.stringify(serial.outOfFold),
    }),
  );
}
