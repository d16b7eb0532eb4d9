// A measured program: trains one workload with TensorFlow.js, in the way of a column.
// Called by contestant.mjs: COLUMN WORKLOAD FOLDER NUM_LOSSES.
import * as tf from '@tensorflow/tfjs';
import { startBackend } from './backends.mjs';
import { readArrays } from './exchange.mjs';
import { Meter } from './meter.mjs';
import { repeated, stepOf, tensorOf } from './steps.mjs';
import { WORKLOADS } from './workloads.mjs';

const [column, name, folder, numLosses] = process.argv.slice(2);
const workload = WORKLOADS[name];

const WAYS = { onnx: trainByFit, onnxMany: trainManyByFit, onnxJit: trainByJit };

const versions = await startBackend(column);
const arrays = readArrays(folder, name);
const model = buildModel();
await (WAYS[column] ?? trainByBatch)();

function buildModel() {
  const built = tf.sequential({ layers: workload.layers() });
  const withWeights = built.layers.filter(({ weights }) => weights.length > 0);
  for (const [index, layer] of withWeights.entries()) {
    const weights = arrays.layers[index].map(tensorOf);
    layer.setWeights(weights);
    tf.dispose(weights);
  }
  built.compile({ optimizer: tf.train.adam(1e-3), loss: workload.loss });
  return built;
}

/** Epochs of @dlqr/core's `fit`: batches cut from arrays, losses recorded, events let through. */
async function trainByFit(stepsPerExecution = 1) {
  const { fit } = await import('@dlqr/core');
  const { stepsPerEpoch, x } = workload;
  const options = { batchSize: x.shape[0], shuffle: false, stepsPerExecution };
  const { history } = await fit(model, arrays, { ...options, epochs: Number(numLosses) });
  const meter = new Meter({ losses: history.loss, versions, stepsPerEpoch });
  const clock = { onEpochBegin: () => meter.begin(), onEpochEnd: () => meter.end() };
  const data = { x: repeated(arrays.x, stepsPerEpoch), y: repeated(arrays.y, stepsPerEpoch) };
  await fit(model, data, { ...options, epochs: Number.MAX_SAFE_INTEGER, callbacks: [clock] });
}

/** The same with a fifth of an epoch in one call. */
async function trainManyByFit() {
  await trainByFit(workload.stepsPerEpoch / 5);
}

/** A recorded step in a loop that reads every loss. */
async function trainByJit() {
  const { jit } = await import('@dlqr/backend-onnx');
  const step = jit(stepOf(model, workload.loss));
  await trainInLoop((x, y) => {
    const loss = step(x, y);
    const [value] = loss.dataSync();
    loss.dispose();
    return value;
  });
}

/** What every TensorFlow.js program has. */
async function trainByBatch() {
  await trainInLoop((x, y) => model.trainOnBatch(x, y));
}

async function trainInLoop(step) {
  const x = tensorOf(arrays.x);
  const y = tensorOf(arrays.y);
  const losses = [];
  for (let index = 0; index < Number(numLosses); index += 1) losses.push(await step(x, y));
  const meter = new Meter({ losses, versions, stepsPerEpoch: 1 });
  for (;;) {
    await meter.begin();
    await step(x, y);
    meter.end();
  }
}
