// Milliseconds of a training step on wasm and on cpu, taken in turns; losses are compared first.
// Run with `pnpm bench` in this package; `pnpm bench --only mlp` leaves out the one that takes
// minutes on cpu.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { registerWasmBackend } from '@dlqr/backend-wasm';
import * as tf from '@tensorflow/tfjs';

const SEED = 42;
const { values } = parseArgs({ options: { only: { type: 'string' } } });

const initializer = (index) => tf.initializers.glorotUniform({ seed: SEED + index });
const dense = (index, units, activation, rest = {}) =>
  tf.layers.dense({ units, activation, kernelInitializer: initializer(index), ...rest });
const conv = (index, filters, rest = {}) =>
  tf.layers.conv2d({
    filters,
    kernelSize: 3,
    activation: 'relu',
    kernelInitializer: initializer(index),
    ...rest,
  });

const workloads = {
  mlp: {
    title: 'MLP 11-32-32-32-32-16-1, batch 32, Adam, mean absolute error',
    rounds: 200,
    wasmStepsPerRound: 1,
    layers: () => [
      dense(0, 32, 'relu', { inputShape: [11] }),
      dense(1, 32, 'relu'),
      dense(2, 32, 'relu'),
      dense(3, 32, 'relu'),
      dense(4, 16, 'relu'),
      dense(5, 1, 'linear'),
    ],
    loss: 'meanAbsoluteError',
    x: () => tf.randomNormal([32, 11], 0, 1, 'float32', SEED),
    y: () => tf.randomNormal([32, 1], 0, 1, 'float32', SEED + 1),
  },
  cnn: {
    title: 'CNN conv 64, conv 32, batch norm, pool, dense 512, 256; 32x32x3, batch 32, Adam',
    rounds: 2,
    wasmStepsPerRound: 15,
    layers: () => [
      conv(0, 64, { inputShape: [32, 32, 3] }),
      tf.layers.batchNormalization(),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      conv(1, 32),
      tf.layers.batchNormalization(),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      dense(2, 512, 'relu'),
      dense(3, 256, 'relu'),
      dense(4, 10, 'softmax'),
    ],
    loss: 'categoricalCrossentropy',
    x: () => tf.randomNormal([32, 32, 32, 3], 0, 1, 'float32', SEED),
    y: () =>
      tf.oneHot(
        tf.tidy(() => tf.range(0, 32, 1, 'int32').mod(tf.scalar(10, 'int32'))),
        10,
      ),
  },
};

/** A model of its own for each backend, so that nothing is moved between them. */
async function prepare(backend, { layers, loss, x, y }) {
  await tf.setBackend(backend);
  const model = tf.sequential({ layers: layers() });
  model.compile({ optimizer: 'adam', loss });
  const [inputs, targets] = [x(), y()];
  return async () => {
    await tf.setBackend(backend);
    const start = performance.now();
    const value = await model.trainOnBatch(inputs, targets);
    return { value, milliseconds: performance.now() - start };
  };
}

async function measure(workload) {
  const [cpu, wasm] = [await prepare('cpu', workload), await prepare('wasm', workload)];
  const [expected, actual] = [(await cpu()).value, (await wasm()).value];
  if (Math.abs(actual - expected) > 1e-4 * Math.abs(expected)) {
    throw new Error(`the first loss is ${actual} on wasm and ${expected} on cpu`);
  }
  const times = { cpu: [], wasm: [] };
  for (let round = 0; round < workload.rounds; round++) {
    times.cpu.push((await cpu()).milliseconds);
    for (let step = 0; step < workload.wasmStepsPerRound; step++) {
      times.wasm.push((await wasm()).milliseconds);
    }
  }
  return times;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const print = (line) => process.stdout.write(`${line}\n`);
const round = (milliseconds) => milliseconds.toFixed(milliseconds < 100 ? 2 : 0);

const { hasSimd, version } = await registerWasmBackend();
print(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}, seed ${SEED}`);
print(`tfjs-backend-wasm ${version}, SIMD ${hasSimd}; medians (minima) of ms a step`);
for (const [name, workload] of Object.entries(workloads)) {
  if (values.only !== undefined && values.only !== name) continue;
  const { cpu, wasm } = await measure(workload);
  print(workload.title);
  print(`  cpu  ${round(median(cpu))} (${round(Math.min(...cpu))}), ${cpu.length} steps`);
  print(`  wasm ${round(median(wasm))} (${round(Math.min(...wasm))}), ${wasm.length} steps`);
}
