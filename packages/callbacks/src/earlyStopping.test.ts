import type { CallbackState, Logs } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { EarlyStopping } from './earlyStopping.ts';
import {
  disposeModel,
  fakeTraining,
  oneWeightModel,
  setWeight,
  throughCheckpoint,
  weightOf,
} from './testing/fakeTraining.ts';
import { tinyFit } from './testing/tinyFit.ts';

/** What keras.callbacks.EarlyStopping(restore_best_weights=True) of Keras 3.15.1 did with random values. */
const KERAS = [
  {
    values: [0.75, 1.25, 0.0, 0.125, 1.0, 0.125],
    options: { mode: 'max', patience: 2, minDelta: 0, startFromEpoch: 0 },
    epochs: 4,
    stopped: 3,
    best: 1.25,
    bestEpoch: 1,
  },
  {
    values: [0.75, 0.125, 0.375, 0.125, 1.0, 0.75, 0.0, 1.125, 0.125, 0.375],
    options: { mode: 'min', patience: 4, minDelta: 0, baseline: 1.0, startFromEpoch: 0 },
    epochs: 6,
    stopped: 5,
    best: 0.125,
    bestEpoch: 1,
  },
  {
    values: [1.0, 0.25, 0.5, 0.75],
    options: { mode: 'min', patience: 1, minDelta: 0, baseline: 0.5, startFromEpoch: 3 },
    epochs: 4,
    stopped: null,
    best: 0.75,
    bestEpoch: 3,
  },
  {
    values: [1.125, 1.125, 1.25, 0.375, 0.625],
    options: { mode: 'min', patience: 0, minDelta: 0, startFromEpoch: 3 },
    epochs: 5,
    stopped: 4,
    best: 0.375,
    bestEpoch: 3,
  },
  {
    values: [1.25, 1.0, 0.75, 1.5, 0.625, 0.875, 1.125, 0.875, 0.625, 0.5, 0.375],
    options: { mode: 'min', patience: 1, minDelta: 0, startFromEpoch: 3 },
    epochs: 6,
    stopped: 5,
    best: 0.625,
    bestEpoch: 4,
  },
  {
    values: [0.875, 0.625, 1.375, 0.875, 0.5, 1.125, 0.125, 0.125, 1.0, 0.75, 0.25, 1.5],
    options: { mode: 'max', patience: 2, minDelta: 0, baseline: 1.0, startFromEpoch: 1 },
    epochs: 5,
    stopped: 4,
    best: 1.375,
    bestEpoch: 2,
  },
  {
    values: [1.5, 1.0, 1.125, 1.5, 0.625],
    options: { mode: 'min', patience: 2, minDelta: 0.125, baseline: 1.0, startFromEpoch: 3 },
    epochs: 5,
    stopped: null,
    best: 0.625,
    bestEpoch: 4,
  },
  {
    values: [0.125, 0.5, 0.875, 1.375, 1.25],
    options: { mode: 'max', patience: 0, minDelta: 0, baseline: 0.5, startFromEpoch: 3 },
    epochs: 5,
    stopped: 4,
    best: 1.375,
    bestEpoch: 3,
  },
  {
    values: [1.375, 0.75, 1.25, 0.625, 0.0, 0.875, 0.625, 0.25],
    options: { mode: 'max', patience: 4, minDelta: 0, baseline: 1.0, startFromEpoch: 0 },
    epochs: 5,
    stopped: 4,
    best: 1.375,
    bestEpoch: 0,
  },
  {
    values: [0.25, 1.375, 0.375, 0.75, 0.75, 0.875, 0.125, 0.25],
    options: { mode: 'min', patience: 3, minDelta: 0.25, baseline: 0.5, startFromEpoch: 0 },
    epochs: 3,
    stopped: 2,
    best: 0.25,
    bestEpoch: 0,
  },
  {
    values: [0.5, 1.375, 0.75, 0.625, 1.25, 0.75, 0.375, 0.25, 0.125, 0.25, 0.25, 0.375],
    options: { mode: 'max', patience: 1, minDelta: 0, baseline: 1.0, startFromEpoch: 3 },
    epochs: 6,
    stopped: 5,
    best: 1.25,
    bestEpoch: 4,
  },
  {
    values: [0.5, 0.0, 0.25, 0.75, 1.0, 0.625, 1.125, 1.125],
    options: { mode: 'min', patience: 2, minDelta: 0, startFromEpoch: 1 },
    epochs: 4,
    stopped: 3,
    best: 0.0,
    bestEpoch: 1,
  },
  {
    values: [0.75, 0.75, 0.125, 0.875, 1.25, 0.75, 0.0, 0.375, 0.125, 0.375],
    options: { mode: 'max', patience: 3, minDelta: 0, startFromEpoch: 0 },
    epochs: 8,
    stopped: 7,
    best: 1.25,
    bestEpoch: 4,
  },
  {
    values: [0.0, 1.125, 0.25, 1.0, 0.125],
    options: { mode: 'min', patience: 2, minDelta: 0, startFromEpoch: 0 },
    epochs: 3,
    stopped: 2,
    best: 0.0,
    bestEpoch: 0,
  },
  {
    values: [1.25, 0.5, 0.625, 1.125, 0.625, 0.875],
    options: { mode: 'max', patience: 0, minDelta: 0, baseline: 1.0, startFromEpoch: 1 },
    epochs: 5,
    stopped: 4,
    best: 1.125,
    bestEpoch: 3,
  },
  {
    values: [0.5, 0.125, 0.25, 0.125, 1.375, 0.625, 1.375, 0.5, 0.875, 1.375, 0.25],
    options: { mode: 'max', patience: 4, minDelta: 0, startFromEpoch: 3 },
    epochs: 9,
    stopped: 8,
    best: 1.375,
    bestEpoch: 4,
  },
] as const;

const logsOf = (values: readonly number[]) => values.map((valLoss) => ({ valLoss }));

describe('EarlyStopping', () => {
  it.each(KERAS)('does as Keras: $options on $values', async (run) => {
    await expectNoLeaks(async () => {
      const stopping = new EarlyStopping({ ...run.options, restoreBestWeights: true });
      const model = oneWeightModel();
      expect(await fakeTraining(stopping, { model, epochs: logsOf(run.values) })).toBe(run.epochs);
      expect(stopping.stoppedEpoch).toBe(run.stopped);
      expect(stopping.best).toBe(run.best);
      expect(stopping.bestEpoch).toBe(run.bestEpoch);
      expect(weightOf(model)).toBe(run.bestEpoch);
      disposeModel(model);
    });
  });

  it('keeps the last weights unless told to restore the best', async () => {
    const model = oneWeightModel();
    const stopping = new EarlyStopping({ patience: 5 });
    await fakeTraining(stopping, { model, epochs: logsOf([3, 1, 2]) });
    expect(weightOf(model)).toBe(2);
    expect(stopping.bestEpoch).toBe(1);
  });

  it('stops at a baseline that no epoch reaches, with the weights of the best of them', async () => {
    const model = oneWeightModel();
    const stopping = new EarlyStopping({ patience: 3, baseline: 0.5, restoreBestWeights: true });
    const epochs = logsOf([3, 2, 1, 1.5, 0.1]);
    expect(await fakeTraining(stopping, { model, epochs })).toBe(4);
    expect(weightOf(model)).toBe(2);
  });

  it('finds the value under either spelling, whichever is asked for', async () => {
    for (const monitor of ['val_acc', 'valAcc']) {
      for (const name of ['val_acc', 'valAcc']) {
        const stopping = new EarlyStopping({ monitor, mode: 'max' });
        const epochs = [{ [name]: 0.5 }, { [name]: 0.25 }, { [name]: 0.75 }];
        expect(await fakeTraining(stopping, { model: oneWeightModel(), epochs })).toBe(2);
        expect(stopping.best).toBe(0.5);
      }
    }
  });

  it('takes the direction from the metric', async () => {
    const epochs = [{ valRocAuc: 0.5 }, { valRocAuc: 0.6 }, { valRocAuc: 0.4 }, { valRocAuc: 0.7 }];
    for (const directions of [{ valRocAuc: 'max' }, { rocAuc: 'max' }] as const) {
      const stopping = new EarlyStopping({ monitor: 'valRocAuc' });
      const training = { model: oneWeightModel(), epochs, params: { directions } };
      expect(await fakeTraining(stopping, training)).toBe(3);
    }
  });

  it.each(['valAcc', 'accuracy', 'valRocAuc', 'myLoss'])(
    'refuses to guess which way %s is good',
    async (monitor) => {
      const training = fakeTraining(new EarlyStopping({ monitor }), {
        model: oneWeightModel(),
        epochs: [],
      });
      await expect(training).rejects.toThrow(ValueError);
      await expect(training).rejects.toMatchObject({ hint: "Give mode: 'min' or mode: 'max'." });
    },
  );

  it('names the logs there are when the value is not among them', async () => {
    const training = fakeTraining(new EarlyStopping(), {
      model: oneWeightModel(),
      epochs: [{ loss: 1, acc: 0.5 }],
    });
    await expect(training).rejects.toThrow(
      'there is no "valLoss" in the logs, which have: loss, acc',
    );
  });

  it('passes over epochs that were not validated', async () => {
    const stopping = new EarlyStopping({ patience: 2 });
    const epochs = [
      { valLoss: 1 },
      { loss: 1 },
      { loss: 1 },
      { valLoss: 2 },
      { loss: 1 },
      { valLoss: 2 },
      {},
    ];
    const params = { metrics: ['loss', 'valLoss'] };
    expect(await fakeTraining(stopping, { model: oneWeightModel(), epochs, params })).toBe(6);
  });

  it('never takes NaN for the best, not even as the first value', async () => {
    const model = oneWeightModel();
    const stopping = new EarlyStopping({ patience: 4, restoreBestWeights: true });
    await fakeTraining(stopping, { model, epochs: logsOf([Number.NaN, 2, 1, Number.NaN]) });
    expect(stopping.best).toBe(1);
    expect(weightOf(model)).toBe(2);
  });

  it('takes the weights of the first epoch for the best where all values are NaN', async () => {
    const model = oneWeightModel();
    const stopping = new EarlyStopping({ patience: 1, restoreBestWeights: true });
    const epochs = logsOf([Number.NaN, Number.NaN, Number.NaN]);
    expect(await fakeTraining(stopping, { model, epochs })).toBe(2);
    expect(stopping).toMatchObject({ best: null, bestEpoch: 0 });
    expect(weightOf(model)).toBe(0);
  });

  it('never stops after the very first epoch', async () => {
    const stopping = new EarlyStopping();
    const epochs = logsOf([Number.NaN, 1, 2, 3]);
    expect(await fakeTraining(stopping, { model: oneWeightModel(), epochs })).toBe(3);
  });

  it('begins anew in every training', async () => {
    const model = oneWeightModel();
    const stopping = new EarlyStopping({ patience: 3, baseline: 0, restoreBestWeights: true });
    await fakeTraining(stopping, { model, epochs: logsOf([1, 2, 3, 4]) });
    expect(stopping.stoppedEpoch).toBe(2);
    await fakeTraining(stopping, { model, epochs: [] });
    expect(stopping).toMatchObject({ best: null, bestEpoch: null, stoppedEpoch: null });
    expect(stopping.getState().tensors).toEqual({});
    expect(await fakeTraining(stopping, { model, epochs: logsOf([9, 10, 11, 12]) })).toBe(3);
    expect(stopping).toMatchObject({ best: 9, bestEpoch: 0, stoppedEpoch: 2 });
  });

  it('begins anew after a resumed training too', async () => {
    const model = oneWeightModel();
    const stopping = new EarlyStopping({ patience: 9 });
    const state = await stateAfter(new EarlyStopping(), model, logsOf([1]));
    await fakeTraining(stopping, { model, epochs: logsOf([2]), state });
    expect(stopping.best).toBe(1);
    await fakeTraining(stopping, { model, epochs: logsOf([2]) });
    expect(stopping.best).toBe(2);
  });

  it.each(KERAS)(
    'goes on after any epoch as if never stopped: $options on $values',
    async (run) => {
      const options = { ...run.options, restoreBestWeights: true };
      for (let cut = 1; cut < run.epochs; cut++) {
        await expectNoLeaks(async () => {
          const model = oneWeightModel();
          const epochs = logsOf(run.values);
          const state = await stateAfter(new EarlyStopping(options), model, epochs.slice(0, cut));
          const resumed = new EarlyStopping(options);
          const params = { initialEpoch: cut };
          await fakeTraining(resumed, { model, epochs: epochs.slice(cut), state, params });
          expect(resumed.best).toBe(run.best);
          expect(resumed.bestEpoch).toBe(run.bestEpoch);
          expect(resumed.stoppedEpoch).toBe(run.stopped);
          expect(weightOf(model)).toBe(run.bestEpoch);
          disposeModel(model);
        });
      }
    },
  );

  it('keeps an infinite best, and that it has stopped, through a checkpoint', async () => {
    const model = oneWeightModel();
    const stopping = new EarlyStopping({ mode: 'max' });
    const epochs = logsOf([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    const state = await stateAfter(stopping, model, epochs);
    const resumed = new EarlyStopping({ mode: 'max' });
    await fakeTraining(resumed, { model, epochs: [], state, params: { initialEpoch: 2 } });
    expect(resumed).toMatchObject({
      best: Number.POSITIVE_INFINITY,
      bestEpoch: 0,
      stoppedEpoch: 1,
    });
  });

  it('keeps more than nine weights in order through a checkpoint', async () => {
    const layers = Array.from({ length: 6 }, () => tf.layers.dense({ units: 1, inputShape: [1] }));
    const model = tf.sequential({ layers });
    const numbered = () => model.getWeights().map(({ shape }, index) => tf.fill(shape, index));
    const first = new EarlyStopping({ restoreBestWeights: true });
    first.setModel(model);
    await first.onTrainBegin();
    model.setWeights(numbered());
    await first.onEpochEnd(0, { valLoss: 1 });
    const state = throughCheckpoint(first.getState());
    model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight)));
    const second = new EarlyStopping({ restoreBestWeights: true });
    second.setModel(model);
    second.setState(state);
    await second.onTrainBegin();
    await second.onTrainEnd();
    const values = model.getWeights().map((weight) => weight.dataSync()[0]);
    expect(values).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('lets go of the best weights when the training breaks off', async () => {
    const model = oneWeightModel();
    await expectNoLeaks(async () => {
      const stopping = new EarlyStopping({ restoreBestWeights: true });
      await fakeTraining(stopping, { model, epochs: logsOf([1, 2]), breaksOff: true });
      expect(weightOf(model)).toBe(1);
      await stopping.onTrainEnd(); // has nothing to restore any more
      expect(weightOf(model)).toBe(1);
    });
  });

  it('lets go of the best weights of a training that ended by an error, in the next', async () => {
    const model = oneWeightModel();
    await expectNoLeaks(async () => {
      const stopping = new EarlyStopping({ restoreBestWeights: true });
      const broken = fakeTraining(stopping, { model, epochs: [{ valLoss: 1 }, {}] });
      await expect(broken).rejects.toThrow(ValueError);
      const state = throughCheckpoint(stopping.getState());
      stopping.setState(state);
      await fakeTraining(stopping, { model, epochs: [] });
      await expect(
        fakeTraining(stopping, { model, epochs: [{ valLoss: 1 }, {}] }),
      ).rejects.toThrow();
      await fakeTraining(stopping, { model, epochs: [] });
    });
  });

  it('ends a real model.fit and restores its best weights', async () => {
    await expectNoLeaks(async () => {
      const { model, fit, dispose } = tinyFit(2.2); // so high a rate that the loss grows
      const stopping = new EarlyStopping({
        monitor: 'loss',
        patience: 2,
        restoreBestWeights: true,
      });
      const { history } = await fit({ epochs: 50, callbacks: [stopping] });
      const seen = history.loss as number[];
      const best = seen.indexOf(Math.min(...seen));
      expect(stopping.bestEpoch).toBe(best);
      expect(seen).toHaveLength(best + 3);
      const again = tinyFit(2.2);
      await again.fit({ epochs: best + 1 });
      expect(model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(
        again.model.getWeights().map((weight) => [...weight.dataSync()]),
      );
      again.dispose();
      dispose();
    });
  });

  it('watches the validation loss of model.fit', async () => {
    const { fit, dispose } = tinyFit();
    const stopping = new EarlyStopping({ minDelta: 10, patience: 1 });
    const { history } = await fit({ epochs: 9, validationSplit: 0.25, callbacks: stopping });
    expect(stopping.best).toBe(history.val_loss?.[0]);
    expect(history.loss).toHaveLength(2);
    dispose();
  });

  it.each([
    { patience: -1 },
    { patience: 1.5 },
    { patience: Number.NaN },
    { startFromEpoch: -1 },
    { minDelta: -0.1 },
    { minDelta: Number.NaN },
    { baseline: Number.NaN },
    { monitor: '' },
    { mode: 'auto' as 'min' },
  ])('refuses %j', (options) => {
    expect(() => new EarlyStopping(options)).toThrow(ValueError);
  });
});

/** What a checkpoint has of the callback when the training breaks off after these epochs. */
async function stateAfter(
  stopping: EarlyStopping,
  model: tf.LayersModel,
  epochs: readonly Logs[],
): Promise<CallbackState> {
  stopping.setParams({});
  stopping.setModel(model);
  await stopping.onTrainBegin();
  for (const [epoch, logs] of epochs.entries()) {
    setWeight(model, epoch);
    await stopping.onEpochEnd(epoch, logs);
  }
  const state = throughCheckpoint(stopping.getState());
  stopping.dispose();
  return state;
}
