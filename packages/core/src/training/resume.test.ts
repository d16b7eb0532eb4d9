import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CallbackState, TrainingCallback } from './callback.ts';
import { fit } from './fit.ts';
import type { FitOptions } from './fitOptions.ts';
import type { MetricBatch, StreamingMetric } from './streamingMetric.ts';
import { netWithDropout, weightsOf } from './testing/nets.ts';
import { plane } from './testing/plane.ts';

beforeAll(() => tf.setBackend('cpu'));

const OPTIMIZERS: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.05),
  momentum: () => tf.train.momentum(0.02, 0.9),
  adam: () => tf.train.adam(0.01),
  rmsprop: () => tf.train.rmsprop(0.01),
};

/** Remembers the best loss and the first weight at that time, as EarlyStopping does. */
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

/** The largest prediction of an epoch. */
function largest(): StreamingMetric {
  let value = Number.NEGATIVE_INFINITY;
  return {
    name: 'largest',
    direction: 'max',
    reset: () => {
      value = Number.NEGATIVE_INFINITY;
    },
    update: ({ yPred }: MetricBatch) => {
      for (let i = 0; i < yPred.length; i++) value = Math.max(value, yPred[i] as number);
    },
    result: () => value,
    getState: () => value,
    setState: (state) => {
      value = state as number;
    },
  };
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
  let steps = 0;
  const stopper = {
    onBatchEnd: () => {
      if (++steps >= stopAfter) controller.abort();
    },
  };
  const result = await fit(model, plane(60), {
    epochs: 3,
    batchSize: 10,
    seed: 4,
    validationSplit: 0.2,
    metrics: [largest()],
    callbacks: [best, stopper],
    checkpoint: { directory, intervalSeconds: 1000 },
    signal: controller.signal,
    ...more,
  }).catch((error: Error) => error);
  return {
    result,
    weights: weightsOf(model),
    best: best.best,
    bestWeight: best.weight?.dataSync(),
  };
}

describe('a resumed training', () => {
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
    },
  );

  it('can be stopped again and again', async () => {
    const whole = await train(await temporaryDirectory(), tf.train.adam(0.01));
    const folder = await temporaryDirectory();
    for (let round = 0; round < 4; round++) {
      await train(folder, tf.train.adam(0.01), 3, { resume: true });
    }
    expect(await train(folder, tf.train.adam(0.01), undefined, { resume: true })).toEqual(whole);
  });

  it('has nothing left to do when the training was complete', async () => {
    const folder = await temporaryDirectory();
    const whole = await train(folder, tf.train.adam(0.01));
    const steps = { seen: 0 };
    const counter = { onBatchEnd: () => void steps.seen++ };
    const options = { resume: true, callbacks: [counter] };
    const again = await train(folder, tf.train.adam(0.01), undefined, options);
    expect(steps.seen).toBe(0);
    expect(again.weights).toEqual(whole.weights);
    expect(again.result).toEqual(whole.result);
  });

  it('goes on for more epochs than were first asked', async () => {
    const folder = await temporaryDirectory();
    const whole = await train(await temporaryDirectory(), tf.train.adam(0.01), undefined, {
      epochs: 5,
    });
    await train(folder, tf.train.adam(0.01));
    const options = { resume: true, epochs: 5 };
    expect(await train(folder, tf.train.adam(0.01), undefined, options)).toEqual(whole);
  });

  it('begins at the start where there is no checkpoint yet', async () => {
    const whole = await train(await temporaryDirectory(), tf.train.sgd(0.05));
    const folder = await temporaryDirectory();
    expect(await train(folder, tf.train.sgd(0.05), undefined, { resume: true })).toEqual(whole);
  });

  it('refuses a checkpoint of another training, and says what differs', async () => {
    const folder = await temporaryDirectory();
    await train(folder, tf.train.sgd(0.05), 3);
    const options = { resume: true, seed: 5, batchSize: 20 };
    const { result } = await train(folder, tf.train.sgd(0.05), undefined, options);
    expect((result as Error).message).toMatch(/seed was 4 and is 5; batchSize was 10 and is 20/);
  });

  it('refuses a checkpoint of 0 bytes instead of beginning anew', async () => {
    const folder = await temporaryDirectory();
    await train(folder, tf.train.sgd(0.05), 3);
    for (const name of await readdir(folder)) await writeFile(join(folder, name), '');
    const { result } = await train(folder, tf.train.sgd(0.05), undefined, { resume: true });
    expect((result as Error).message).toMatch(/is empty \(0 bytes\)/);
  });
});
