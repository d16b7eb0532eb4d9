import type { CallbackState } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { learningRateOf, setLearningRate } from '@dlqr/core/learning-rate';
import { expectNoLeaks } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { ReduceLROnPlateau } from './reduceLROnPlateau.ts';
import { fakeTraining, oneWeightModel, throughCheckpoint } from './testing/fakeTraining.ts';
import { tinyFit } from './testing/tinyFit.ts';

/** Rates after each epoch that keras.callbacks.ReduceLROnPlateau of Keras 3.15.1 made of random values. */
const KERAS = [
  {
    values: [1.375, 1.0, 0.0, 1.5, 1.0, 0.5, 1.25, 0.125, 1.375],
    options: {
      mode: 'max',
      patience: 2,
      minDelta: 0.25,
      factor: 0.25,
      cooldown: 1,
      minLearningRate: 0.125,
    },
    rates: [1.0, 1.0, 0.25, 0.25, 0.125, 0.125, 0.125, 0.125, 0.125],
  },
  {
    values: [1.0, 1.5, 1.0, 0.625, 1.25, 0.375, 1.125, 1.5, 1.5, 1.5, 0.375, 1.5],
    options: {
      mode: 'min',
      patience: 1,
      minDelta: 0.125,
      factor: 0.5,
      cooldown: 1,
      minLearningRate: 0.125,
    },
    rates: [1.0, 0.5, 0.25, 0.25, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125],
  },
  {
    values: [0.0, 0.0, 1.5, 0.5, 0.875, 0.5, 0.375, 1.375, 1.125, 0.625, 0.875, 1.5, 1.375],
    options: {
      mode: 'max',
      patience: 2,
      minDelta: 0.125,
      factor: 0.5,
      cooldown: 1,
      minLearningRate: 0,
    },
    rates: [1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125, 0.0625, 0.0625, 0.03125],
  },
  {
    values: [0.375, 0.625, 0.375, 0.875, 1.125, 1.125, 0.0, 0.875, 1.25, 0.625, 1.5],
    options: {
      mode: 'min',
      patience: 0,
      minDelta: 0.25,
      factor: 0.5,
      cooldown: 3,
      minLearningRate: 0,
    },
    rates: [1.0, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125, 0.125, 0.0625],
  },
  {
    values: [0.75, 1.5, 1.25, 0.625, 0.125, 1.5, 1.375, 0.75, 0.875],
    options: {
      mode: 'max',
      patience: 3,
      minDelta: 0.25,
      factor: 0.5,
      cooldown: 1,
      minLearningRate: 0,
    },
    rates: [1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25],
  },
  {
    values: [0.25, 1.125, 0.875, 1.5, 1.25, 0.25, 1.125, 1.125],
    options: {
      mode: 'min',
      patience: 3,
      minDelta: 0.25,
      factor: 0.25,
      cooldown: 1,
      minLearningRate: 0,
    },
    rates: [1.0, 1.0, 1.0, 0.25, 0.25, 0.25, 0.0625, 0.0625],
  },
  {
    values: [1.5, 1.375, 1.25, 0.125, 1.0, 1.375, 0.25, 0.75],
    options: {
      mode: 'min',
      patience: 1,
      minDelta: 0,
      factor: 0.5,
      cooldown: 2,
      minLearningRate: 0,
    },
    rates: [1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.25, 0.25],
  },
  {
    values: [0.375, 1.5, 1.125, 0.625, 0.5, 1.0, 0.75, 0.25, 0.0, 1.375, 0.625, 0.875],
    options: {
      mode: 'max',
      patience: 3,
      minDelta: 0.25,
      factor: 0.5,
      cooldown: 1,
      minLearningRate: 0,
    },
    rates: [1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125],
  },
  {
    values: [0.25, 1.125, 0.0, 1.5, 1.5, 0.25, 0.25, 0.25, 0.875, 1.125, 1.375, 0.125, 1.0, 0.0],
    options: {
      mode: 'max',
      patience: 2,
      minDelta: 0.25,
      factor: 0.25,
      cooldown: 0,
      minLearningRate: 0,
    },
    rates: [
      1.0, 1.0, 1.0, 1.0, 1.0, 0.25, 0.25, 0.0625, 0.0625, 0.015625, 0.015625, 0.00390625,
      0.00390625, 0.0009765625,
    ],
  },
  {
    values: [0.5, 0.0, 1.5, 0.125, 1.0, 0.875, 1.0, 0.0, 1.5],
    options: {
      mode: 'min',
      patience: 0,
      minDelta: 0.125,
      factor: 0.25,
      cooldown: 1,
      minLearningRate: 0.125,
    },
    rates: [1.0, 1.0, 0.25, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125],
  },
] as const;

const logsOf = (values: readonly number[]) => values.map((valLoss) => ({ valLoss }));

/** The learning rate after each epoch. */
async function ratesOf(
  plateau: ReduceLROnPlateau,
  values: readonly number[],
  model = oneWeightModel(),
  state?: CallbackState,
): Promise<number[]> {
  const rates: number[] = [];
  const afterEpoch = () => void rates.push(learningRateOf(model.optimizer));
  const epochs = logsOf(values);
  await fakeTraining(plateau, { model, epochs, afterEpoch, ...(state && { state }) });
  return rates;
}

describe('ReduceLROnPlateau', () => {
  it.each(KERAS)('does as Keras: $options on $values', async ({ values, options, rates }) => {
    expect(await ratesOf(new ReduceLROnPlateau(options), values)).toEqual(rates);
  });

  it('waits ten epochs, counts changes above 1e-4 and lowers tenfold by default', async () => {
    const values = [1, ...Array.from({ length: 9 }, () => 0.99995), 0.9999, 0.9999];
    const rates = await ratesOf(new ReduceLROnPlateau(), values);
    expect(rates.slice(9)).toEqual([1, 0.1, 0.1]);
  });

  it('puts the rate of the epoch, not the lowered one, into its logs', async () => {
    const { fit, dispose } = tinyFit(0.5);
    const plateau = new ReduceLROnPlateau({
      monitor: 'loss',
      minDelta: 9,
      patience: 1,
      factor: 0.5,
    });
    const { history } = await fit({ epochs: 4, callbacks: [plateau] });
    expect(history.learningRate).toEqual([0.5, 0.5, 0.25, 0.125]);
    dispose();
  });

  it('slows a real training down', async () => {
    await expectNoLeaks(async () => {
      const { model, fit, dispose } = tinyFit(0.5);
      const plateau = new ReduceLROnPlateau({
        monitor: 'loss',
        minDelta: 9,
        patience: 0,
        factor: 0,
      });
      await fit({ epochs: 2, callbacks: [plateau] });
      const before = model.getWeights().map((weight) => [...weight.dataSync()]);
      await fit({ epochs: 1 });
      expect(model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(before);
      dispose();
    });
  });

  it.each(KERAS)(
    'goes on after any epoch as if never stopped: $options on $values',
    async (run) => {
      for (let cut = 1; cut < run.values.length; cut++) {
        const model = oneWeightModel();
        const first = new ReduceLROnPlateau(run.options);
        await fakeTraining(first, { model, epochs: logsOf(run.values.slice(0, cut)) });
        const state = throughCheckpoint(first.getState());
        setLearningRate(model.optimizer, 1);
        const second = new ReduceLROnPlateau(run.options);
        const rates = await ratesOf(second, run.values.slice(cut), model, state);
        expect(rates).toEqual(run.rates.slice(cut));
      }
    },
  );

  it('leaves a rate alone that is below the least already', async () => {
    const options = { patience: 1, minLearningRate: 2 };
    expect(await ratesOf(new ReduceLROnPlateau(options), [1, 1, 1])).toEqual([1, 1, 1]);
  });

  it('begins anew in every training', async () => {
    const model = oneWeightModel();
    const plateau = new ReduceLROnPlateau({ patience: 2, factor: 0.5, cooldown: 2 });
    await fakeTraining(plateau, { model, epochs: logsOf([1, 2]) });
    expect(await ratesOf(plateau, [5, 6], model)).toEqual([1, 1]);
    expect(await ratesOf(plateau, [5, 6, 6], model)).toEqual([1, 1, 0.5]);
    expect(await ratesOf(plateau, [5, 6, 6], model)).toEqual([0.5, 0.5, 0.25]);
  });

  it('passes over epochs that were not validated', async () => {
    const model = oneWeightModel();
    const epochs = [{ valLoss: 1 }, { loss: 1 }, { loss: 1 }, { valLoss: 2 }];
    const params = { metrics: ['loss', 'valLoss'] };
    await fakeTraining(new ReduceLROnPlateau({ patience: 2 }), { model, epochs, params });
    expect(learningRateOf(model.optimizer)).toBe(1);
    await fakeTraining(new ReduceLROnPlateau({ patience: 1 }), { model, epochs, params });
    expect(learningRateOf(model.optimizer)).toBe(0.1);
  });

  it('refuses a metric whose direction nothing tells, and logs without it', async () => {
    const unknown = fakeTraining(new ReduceLROnPlateau({ monitor: 'valAcc' }), {
      model: oneWeightModel(),
      epochs: [],
    });
    await expect(unknown).rejects.toThrow(ValueError);
    const absent = fakeTraining(new ReduceLROnPlateau(), {
      model: oneWeightModel(),
      epochs: [{ loss: 1 }],
    });
    await expect(absent).rejects.toThrow('which have: loss, learningRate');
  });

  it.each([
    { factor: 1 },
    { factor: -0.1 },
    { factor: Number.NaN },
    { patience: -1 },
    { cooldown: 0.5 },
    { minLearningRate: -1 },
    { minDelta: -1 },
  ])('refuses %j', (options) => {
    expect(() => new ReduceLROnPlateau(options)).toThrow(ValueError);
  });
});
