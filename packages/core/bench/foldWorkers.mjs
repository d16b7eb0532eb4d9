// Cross-validation on one thread and on two, in turns: node packages/core/bench/foldWorkers.mjs, after a build.
import { cpus } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs';
import { crossValidate } from '../dist/index.js';

const NUM_ROWS = 2000;
const NUM_FOLDS = 4;
const ROUNDS = 3;

/** What each thread builds for its folds. */
export function buildModel({ inputShape }) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 64, activation: 'relu', inputShape: [...inputShape] }));
  model.add(tf.layers.dense({ units: 64, activation: 'relu' }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  return model;
}

if (isMainThread) {
  await tf.setBackend('cpu');
  const rows = Int32Array.from({ length: NUM_ROWS }, (_, row) => row);
  const x = Array.from(rows, (row) =>
    Array.from({ length: 11 }, (_, column) => Math.sin(row * (column + 1))),
  );
  const y = x.map(([first, second, third]) => [first * second + third]);
  const splits = Array.from({ length: NUM_FOLDS }, (_, fold) => ({
    train: rows.filter((row) => row % NUM_FOLDS !== fold),
    test: rows.filter((row) => row % NUM_FOLDS === fold),
  }));
  const absoluteError = {
    name: 'absoluteError',
    direction: 'min',
    predictions: 'values',
    compute: (yTrue, yPred) =>
      yTrue.reduce((sum, truth, row) => sum + Math.abs(truth - yPred[row]), 0) / yTrue.length,
  };
  const options = { splits, metrics: [absoluteError], fit: { epochs: 12 }, seed: 1 };
  const module = { module: new URL(import.meta.url) };
  console.log(`${NUM_FOLDS} folds of ${NUM_ROWS} rows, cpu backend, ${cpus().length} cores`);
  for (let round = 0; round < ROUNDS; round++) {
    await timed('one thread', () => crossValidate(buildModel, { x, y }, options));
    await timed('two threads', () => crossValidate(module, { x, y }, { ...options, workers: 2 }));
  }
}

async function timed(name, run) {
  const startedAt = performance.now();
  const { scores } = await run();
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`${name.padEnd(12)} ${seconds.toFixed(1)} s, error ${scores.absoluteError.mean}`);
}
