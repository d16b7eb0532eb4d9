// The callbacks in core's fit, all together, through interruption and resume.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fit } from '@dlqr/core';
import { InterruptedError } from '@dlqr/core/errors';
import { learningRateOf } from '@dlqr/core/learning-rate';
import { precisionMetric } from '@dlqr/metrics';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { CSVLogger } from './csvLogger.ts';
import { EarlyStopping } from './earlyStopping.ts';
import { History } from './history.ts';
import { LambdaCallback } from './lambdaCallback.ts';
import { LearningRateScheduler } from './learningRateScheduler.ts';
import { ModelCheckpoint } from './modelCheckpoint.ts';
import { ProgressBar } from './progressBar.ts';
import { ReduceLROnPlateau } from './reduceLROnPlateau.ts';
import { TerminateOnNaN } from './terminateOnNaN.ts';
import { disposeModel } from './testing/fakeTraining.ts';
import { fitPlain } from './testing/loops.ts';

const rows = Array.from({ length: 24 }, (_, row) => [Math.sin(row), Math.cos(3 * row)]);
const targets = rows.map(([a = 0, b = 0]) => [2 * a - b]);
const data = { x: rows, y: targets };

function buildModel(): tf.Sequential {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 5 });
  const layers = [
    tf.layers.dense({ units: 4, activation: 'tanh', inputShape: [2], kernelInitializer }),
    tf.layers.dense({ units: 1, kernelInitializer }),
  ];
  const model = tf.sequential({ layers });
  model.compile({ loss: 'meanSquaredError', optimizer: tf.train.adam(0.1) });
  return model;
}

interface Outcome {
  readonly weights: readonly (readonly number[])[];
  readonly learningRate: number;
  readonly csv: string;
  readonly saved: readonly string[];
  readonly history: History['history'];
  readonly epochs: readonly number[];
  readonly stopping: readonly (number | null)[];
}

/** Trains into a folder, going on from what is there; an abort after `abortAfter` steps. */
async function train(directory: string, abortAfter = Number.POSITIVE_INFINITY): Promise<Outcome> {
  const model = buildModel();
  const stopping = new EarlyStopping({ patience: 3, minDelta: 0.01, restoreBestWeights: true });
  const history = new History();
  const abort = new AbortController();
  let steps = 0;
  const callbacks = [
    new TerminateOnNaN(),
    new LearningRateScheduler((_, rate) => rate * 0.95),
    new ReduceLROnPlateau({ patience: 1, factor: 0.5, cooldown: 1, minDelta: 0.05 }),
    stopping,
    history,
    new CSVLogger(join(directory, 'history.csv')),
    new ModelCheckpoint(join(directory, 'models', '{epoch:02d}'), {
      saveBestOnly: true,
      keepNewest: 2,
    }),
    new ProgressBar({ stream: { write: () => undefined } }),
    new LambdaCallback({
      onBatchEnd: () => {
        steps += 1;
        if (steps === abortAfter) abort.abort();
      },
    }),
  ];
  try {
    await fit(model, data, {
      epochs: 12,
      batchSize: 6,
      seed: 1,
      validationSplit: 0.25,
      callbacks,
      checkpoint: { directory: join(directory, 'checkpoints'), intervalSeconds: 0 },
      resume: true,
      signal: abort.signal,
    });
    return {
      weights: model.getWeights().map((weight) => [...weight.dataSync()]),
      learningRate: learningRateOf(model.optimizer),
      csv: await readFile(join(directory, 'history.csv'), 'utf8'),
      saved: (await readdir(join(directory, 'models'))).sort(),
      history: history.history,
      epochs: history.epochs,
      stopping: [stopping.best, stopping.bestEpoch, stopping.stoppedEpoch],
    };
  } finally {
    disposeModel(model);
  }
}

describe("the callbacks in core's fit", () => {
  it('give the same after any interruptions as in one go, and leak nothing', async () => {
    const whole = await train(await temporaryDirectory());
    expect(whole.stopping[2]).not.toBeNull(); // it stopped early,
    expect(whole.stopping[1]).toBeLessThan((whole.stopping[2] as number) - 1); // past its best,
    expect(new Set(whole.history.learningRate).size).toBe(whole.epochs.length); // ever slower
    for (const aborts of [[1], [3], [4], [7, 1, 1], [10, 6], [13, 5]]) {
      await expectNoLeaks(async () => {
        const directory = await temporaryDirectory();
        for (const abortAfter of aborts) {
          await expect(train(directory, abortAfter)).rejects.toThrow(InterruptedError);
        }
        expect(await train(directory)).toEqual(whole);
      });
    }
  });

  it('take directions from its metrics', async () => {
    const model = buildModel();
    const stopping = new EarlyStopping({ monitor: 'valNegated', patience: 1 });
    let value = 0;
    const negated = {
      name: 'negated',
      direction: 'max',
      reset: () => undefined,
      update: () => undefined,
      result: () => value--,
      getState: () => null,
      setState: () => undefined,
    } as const;
    const { epochs } = await fit(model, data, {
      epochs: 9,
      validationSplit: 0.25,
      metrics: [negated],
      callbacks: [stopping],
    });
    expect(epochs).toEqual([0, 1]);
    disposeModel(model);
  });

  it('follow an exact precision of sigmoid outputs, where TensorFlow.js says 0', async () => {
    // Probabilities 0.9, 0.8, 0.7, 0.1 for the classes 1, 1, 0, 1: two of three positives are right.
    const logit = (p: number) => Math.log(p / (1 - p));
    const x = [0.9, 0.8, 0.7, 0.1].map((p) => [logit(p)]);
    const sigmoid = { x, y: [[1], [1], [0], [1]] };
    const layer = tf.layers.dense({
      units: 1,
      useBias: false,
      kernelInitializer: 'ones',
      activation: 'sigmoid',
      inputShape: [1],
    });
    const model = tf.sequential({ layers: [layer] });
    const loss = 'binaryCrossentropy';
    model.compile({ loss, optimizer: tf.train.sgd(0), metrics: ['precision'] });
    const theirs = await fitPlain(model, sigmoid, { epochs: 1, batchSize: 4, callbacks: [] });
    expect(theirs.precision).toEqual([0]);
    await expect(fit(model, sigmoid)).rejects.toThrow('it is wrong');
    model.compile({ loss, optimizer: tf.train.sgd(0) });
    const stopping = new EarlyStopping({ monitor: 'valPrecision', patience: 1 });
    const { history } = await fit(model, sigmoid, {
      epochs: 9,
      batchSize: 3, // the mean over batches would be (2 / 3 + 0) / 2
      validationData: sigmoid,
      metrics: [precisionMetric()],
      callbacks: [stopping],
    });
    expect(history.valPrecision).toEqual([2 / 3, 2 / 3]);
    expect([stopping.best, stopping.stoppedEpoch]).toEqual([2 / 3, 1]); // large is good
    disposeModel(model);
  });

  it.each(['valAuc', 'val_acc', 'valF1', 'accuracy'])(
    'ask which way %s is good, where nothing tells',
    async (monitor) => {
      const model = buildModel();
      const path = join(await temporaryDirectory(), 'best');
      for (const callback of [
        new EarlyStopping({ monitor }),
        new ReduceLROnPlateau({ monitor }),
        new ModelCheckpoint(path, { monitor, saveBestOnly: true }),
      ]) {
        const trainings = [
          () => fit(model, data, { callbacks: [callback] }),
          () => fitPlain(model, data, { epochs: 1, batchSize: 6, callbacks: [callback] }),
        ];
        for (const training of trainings) {
          await expect(training()).rejects.toMatchObject({
            hint: "Give mode: 'min' or mode: 'max'.",
          });
        }
      }
      disposeModel(model);
    },
  );

  it('pass over epochs that are not validated', async () => {
    const model = buildModel();
    const stopping = new EarlyStopping({ patience: 2, minDelta: 1e9 });
    const { epochs } = await fit(model, data, {
      epochs: 20,
      validationSplit: 0.25,
      validationFreq: 3,
      callbacks: [stopping],
    });
    expect(epochs).toHaveLength(9); // validated in 2, 5 and 8: the best, and twice no better
    disposeModel(model);
  });
});
