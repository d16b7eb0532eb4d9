import {
  adamW,
  type CallbackState,
  cosineDecay,
  type FitOptions,
  fit,
  type StepCompiler,
  type TrainingCallback,
} from '@dlqr/core';
import { Random, withSeededMathRandom } from '@dlqr/core/random';
import { expectAllClose, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fallbackCounts } from './index.ts';
import { onnxStepCompiler } from './onnxStepCompiler.ts';

beforeAll(() => tf.setBackend('onnx'));

const OPTIMIZERS: Readonly<Record<string, () => tf.Optimizer>> = {
  sgd: () => tf.train.sgd(0.05),
  momentum: () => tf.train.momentum(0.02, 0.9),
  adam: () => tf.train.adam(0.01),
  rmsprop: () => tf.train.rmsprop(0.01),
  adamW: () => adamW({ learningRate: 0.01, globalClipNorm: 0.5 }),
};

/** Everything that makes resuming hard: statistics that are no parameters, and random masks. */
function netWithDropout(optimizer: tf.Optimizer): tf.Sequential {
  return withSeededMathRandom(new Random(3), () => {
    const model = tf.sequential();
    model.add(tf.layers.dense({ units: 8, activation: 'relu', inputShape: [3] }));
    model.add(tf.layers.batchNormalization());
    model.add(tf.layers.dropout({ rate: 0.5 }));
    model.add(tf.layers.dense({ units: 1 }));
    model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
    return model;
  });
}

/** 48 rows for training, in batches of 10 the last of which is smaller, and 12 for validation. */
function rows(): { x: number[][]; y: number[][] } {
  const random = new Random(11);
  const x = Array.from({ length: 60 }, () => [0, 0, 0].map(() => random.normal()));
  return { x, y: x.map(([a = 0, b = 0, c = 0]) => [2 * a - b + 0.5 * c + 1]) };
}

/** Keeps the weights of the best epoch, as EarlyStopping does: arrays that training writes again. */
class BestWeight implements TrainingCallback {
  readonly name = 'BestWeight';
  best = Number.POSITIVE_INFINITY;
  weight: tf.Tensor | null = null;
  #model: tf.LayersModel | null = null;

  setModel(model: tf.LayersModel): void {
    this.#model = model;
  }

  onEpochEnd(_: number, logs: Record<string, number>): void {
    const loss = logs.valLoss ?? Number.NaN;
    if (loss >= this.best) return;
    this.best = loss;
    this.weight?.dispose();
    this.weight = this.#model?.weights[0]?.read().clone() ?? null;
  }

  getState(): CallbackState {
    return {
      values: { best: this.best },
      ...(this.weight && { tensors: { weight: this.weight } }),
    };
  }

  setState({ values, tensors }: CallbackState): void {
    this.best = values.best as number;
    this.weight = tensors?.weight ?? null;
  }
}

/** Trains for three epochs of five steps; stops after `stopAfter` steps where that is given. */
async function train(
  directory: string,
  optimizer: tf.Optimizer,
  stopAfter = Number.POSITIVE_INFINITY,
  more: FitOptions = {},
) {
  const model = netWithDropout(optimizer);
  const best = new BestWeight();
  const controller = new AbortController();
  let numBatches = 0;
  const onBatchEnd = (): void => {
    numBatches += 1;
    if (numBatches >= stopAfter) controller.abort();
  };
  const result = await fit(model, rows(), {
    epochs: 3,
    batchSize: 10,
    seed: 4,
    validationSplit: 0.2,
    callbacks: [best, { onBatchEnd }],
    checkpoint: { directory, intervalSeconds: 1000 },
    signal: controller.signal,
    stepCompiler: onnxStepCompiler,
    ...more,
  }).catch((error: Error) => error);
  return {
    result,
    weights: model.weights.flatMap((weight) => [...weight.read().dataSync()]),
    best: best.best,
    bestWeight: best.weight?.dataSync(),
  };
}

/** Steps operation by operation. */
const plainSteps: StepCompiler = {
  compile: (step) => ({
    run: (inputs, { random }) => withSeededMathRandom(random, () => tf.tidy(() => step(inputs))),
    dispose: () => {},
  }),
};

describe('a resumed training on recorded steps', () => {
  it.each(
    Object.keys(OPTIMIZERS).flatMap((name) =>
      [1, 4, 5, 8, 14].map((stop) => [name, stop] as const),
    ),
  )(
    'with %s, stopped after step %i, ends with the bits of an uninterrupted one',
    async (name, stop) => {
      const optimizer = OPTIMIZERS[name] as () => tf.Optimizer;
      const whole = await train(await temporaryDirectory(), optimizer());
      const folder = await temporaryDirectory();
      const stopped = await train(folder, optimizer(), stop);
      expect(stopped.result).toMatchObject({ code: 'DLQR_INTERRUPTED' });
      expect(stopped.weights).not.toEqual(whole.weights);
      expect(await train(folder, optimizer(), undefined, { resume: true })).toEqual(whole);
      expect(fallbackCounts()).toEqual({});
    },
  );

  it('can be stopped again and again, with a schedule and with masks of many steps', async () => {
    const more = {
      learningRate: cosineDecay({ initialLearningRate: 0.02, decaySteps: 15 }),
      stepsPerExecution: 2,
    };
    const whole = await train(await temporaryDirectory(), tf.train.adam(0.01), undefined, more);
    const folder = await temporaryDirectory();
    for (let round = 0; round < 4; round += 1) {
      await train(folder, tf.train.adam(0.01), 3, { ...more, resume: true });
    }
    const resumed = { ...more, resume: true };
    expect(await train(folder, tf.train.adam(0.01), undefined, resumed)).toEqual(whole);
  });

  it('draws the masks that the cpu backend draws, and learns the same', async () => {
    const recorded = await train(await temporaryDirectory(), tf.train.adam(0.01));
    await tf.setBackend('cpu');
    const options = { stepCompiler: plainSteps };
    const plain = await train(await temporaryDirectory(), tf.train.adam(0.01), undefined, options);
    await tf.setBackend('onnx');
    expectAllClose(recorded.weights, plain.weights, { relative: 1e-4, absolute: 1e-5 });
  });
});
