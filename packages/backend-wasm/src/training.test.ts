// Whole trainings: the losses of cpu, the same bits in every run, and a heap that stays as it is.
import { Random, withSeededMathRandom } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { describe, expect, it } from 'vitest';
import { fallbackCounts } from './index.ts';
import { normal, useBackend } from './testing/compareBackends.ts';

const L = tf.layers;
const STEPS = 15;

interface Task {
  model(): tf.LayersModel;
  x(random: Random): tf.Tensor;
  y(random: Random): tf.Tensor;
}

function tensorOf(random: Random, shape: number[]): tf.Tensor {
  return tf.tensor(normal(random, shape).values, shape);
}

function compiled(layers: tf.layers.Layer[], loss: string): tf.LayersModel {
  const model = tf.sequential({ layers });
  model.compile({ optimizer: tf.train.adam(0.005), loss });
  return model;
}

function classes(random: Random, rows: number, count: number): tf.Tensor {
  const labels = Int32Array.from({ length: rows }, () => random.integer(0, count));
  return tf.oneHot(tf.tensor1d(labels, 'int32'), count).toFloat();
}

const tasks: Readonly<Record<string, Task>> = {
  'a convolutional net with batch normalization': {
    model: () =>
      compiled(
        [
          L.conv2d({ filters: 8, kernelSize: 3, activation: 'relu', inputShape: [12, 12, 3] }),
          L.batchNormalization(),
          L.maxPooling2d({ poolSize: 2 }),
          L.conv2d({ filters: 6, kernelSize: 3, padding: 'same', activation: 'relu' }),
          L.batchNormalization(),
          L.maxPooling2d({ poolSize: 3, strides: 2 }),
          L.flatten(),
          L.dense({ units: 16, activation: 'relu' }),
          L.dense({ units: 4, activation: 'softmax' }),
        ],
        'categoricalCrossentropy',
      ),
    x: (random) => tensorOf(random, [16, 12, 12, 3]),
    y: (random) => classes(random, 16, 4),
  },
  'an embedding with a convolution over time': {
    model: () =>
      compiled(
        [
          L.embedding({ inputDim: 50, outputDim: 8, inputLength: 20 }),
          L.conv1d({ filters: 8, kernelSize: 5, activation: 'relu' }),
          L.globalMaxPooling1d({}),
          L.dense({ units: 1, activation: 'sigmoid' }),
        ],
        'binaryCrossentropy',
      ),
    x: (random) => {
      const words = Int32Array.from({ length: 16 * 20 }, () => random.integer(0, 50));
      return tf.tensor2d(words, [16, 20], 'int32');
    },
    y: (random) => tensorOf(random, [16, 1]).greater(0).toFloat(),
  },
  'two layers of LSTM': {
    model: () =>
      compiled(
        [
          L.lstm({ units: 12, returnSequences: true, inputShape: [8, 3] }),
          L.lstm({ units: 6 }),
          L.dense({ units: 1 }),
        ],
        'meanSquaredError',
      ),
    x: (random) => tensorOf(random, [16, 8, 3]),
    y: (random) => tensorOf(random, [16, 1]),
  },
};

interface Trained {
  readonly losses: number[];
  readonly weights: number[][];
}

/** Trains on one batch; `afterStep` hears the number of the step. */
async function train(
  backend: 'cpu' | 'wasm',
  task: Task,
  steps: number = STEPS,
  afterStep: (step: number) => void = () => {},
): Promise<Trained> {
  await useBackend(backend);
  const random = new Random(11);
  const model = withSeededMathRandom(random.split('model'), () => task.model());
  const [x, y] = [task.x(random.split('x')), task.y(random.split('y'))];
  const losses: number[] = [];
  for (let step = 1; step <= steps; step++) {
    losses.push((await model.trainOnBatch(x, y)) as number);
    afterStep(step);
  }
  const weights = model.getWeights().map((weight) => [...weight.dataSync()]);
  model.optimizer.dispose();
  model.dispose();
  tf.dispose([x, y]);
  return { losses, weights };
}

describe.each(Object.entries(tasks))('%s', (_, task) => {
  it('has the losses of cpu', async () => {
    const expected = await train('cpu', task);
    const actual = await train('wasm', task);
    expectAllClose(actual.losses, expected.losses, { relative: 1e-4 });
    expect(expected.losses[STEPS - 1]).toBeLessThan((expected.losses[0] as number) * 0.95);
    expect(fallbackCounts()).toEqual({});
  });

  it('gives the same bits in two runs', async () => {
    expect(await train('wasm', task)).toEqual(await train('wasm', task));
  });
});

describe('the heap', () => {
  it('does not grow over a thousand steps of a convolutional net', async () => {
    const task = smallTask();
    const seen: { tensors: number; data: number; heap: number; free: number }[] = [];
    await train('wasm', task, 1100, (step) => {
      if (step === 100 || step === 1100) seen.push(measure());
    });
    expect(seen[1]).toEqual(seen[0]);
  }, 180_000);
});

function smallTask(): Task {
  return {
    model: () =>
      compiled(
        [
          L.conv2d({ filters: 4, kernelSize: 3, strides: 2, inputShape: [9, 9, 2] }),
          L.batchNormalization(),
          L.leakyReLU(),
          L.conv2dTranspose({ filters: 3, kernelSize: 3, strides: 2 }),
          L.depthwiseConv2d({ kernelSize: 2 }),
          L.maxPooling2d({ poolSize: 2 }),
          L.flatten(),
          L.dense({ units: 40, activation: 'relu' }),
          L.dense({ units: 3, activation: 'softmax' }),
        ],
        'categoricalCrossentropy',
      ),
    x: (random) => tensorOf(random, [32, 9, 9, 2]),
    y: (random) => classes(random, 32, 3),
  };
}

interface WasmModule {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Tensors, entries of the backend, bytes of the heap, and where the next large block would lie. */
function measure(): { tensors: number; data: number; heap: number; free: number } {
  const backend = tf.backend() as BackendWasm;
  const wasm: object = backend.wasm;
  const { _malloc, _free, HEAPU8 } = wasm as WasmModule;
  const block = _malloc(2 ** 20);
  _free(block);
  return {
    tensors: tf.memory().numTensors,
    data: backend.numDataIds(),
    heap: HEAPU8.length,
    free: block,
  };
}
