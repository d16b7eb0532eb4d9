// Trains one workload and counts what lives after every tenth of the steps.
// Called by soak.mjs: WORKLOAD WAY NUM_STEPS, with --expose-gc.
import { fallbackCounts, jit, sessionCounts } from '@dlqr/backend-onnx';
import { fit } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';
import { startBackend } from './backends.mjs';
import { drawArrays } from './exchange.mjs';
import { repeated, stepOf, tensorOf } from './steps.mjs';
import { WORKLOADS } from './workloads.mjs';

const SEED = 42;
const MIB = 2 ** 20;

const [name, way, numSteps] = process.argv.slice(2);
const counts = [];
let numDone = 0;

await startBackend('onnx');
const { model, x, y } = drawArrays(name, SEED);
model.compile({ optimizer: tf.train.adam(1e-3), loss: WORKLOADS[name].loss });
await (way === 'fit' ? trainByFit() : trainByJit());
if (Object.keys(fallbackCounts()).length > 0) throw new Error('kernels ran on the cpu backend');
process.stdout.write(JSON.stringify(counts));

async function trainByFit() {
  const { stepsPerEpoch } = WORKLOADS[name];
  const data = { x: repeated(x, stepsPerEpoch), y: repeated(y, stepsPerEpoch) };
  const epochs = Math.ceil(numSteps / stepsPerEpoch);
  await fit(model, data, { batchSize: x.shape[0], epochs, callbacks: [{ onBatchEnd: afterStep }] });
}

async function trainByJit() {
  const step = jit(stepOf(model, WORKLOADS[name].loss));
  const [inputs, targets] = [tensorOf(x), tensorOf(y)];
  while (numDone < numSteps) {
    const loss = step(inputs, targets);
    loss.dataSync();
    loss.dispose();
    await afterStep();
  }
}

async function afterStep() {
  numDone += 1;
  if (numDone % (numSteps / 10) === 0) counts.push(await living());
}

async function living() {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20)); // finalizers have their turn
  }
  const { numTensors, numDataBuffers } = tf.memory();
  const { alive, made } = sessionCounts();
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    tensors: numTensors,
    buffers: numDataBuffers,
    sessions: alive,
    sessionsMade: made,
    heap: Number(((heapUsed + external) / MIB).toFixed(2)),
    resident: Number((rss / MIB).toFixed(1)),
  };
}
