import { ValueError } from '@dlqr/core/errors';
import { learningRateOf, setLearningRate } from '@dlqr/core/learning-rate';
import { expectNoLeaks } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { LearningRateScheduler } from './learningRateScheduler.ts';
import { fakeTraining, oneWeightModel, throughCheckpoint } from './testing/fakeTraining.ts';
import { tinyFit } from './testing/tinyFit.ts';

const EPOCHS = [{}, {}, {}, {}];

describe('LearningRateScheduler', () => {
  it('asks with the epoch and the rate before it', async () => {
    const asked: [number, number][] = [];
    const scheduler = new LearningRateScheduler((epoch, rate) => {
      asked.push([epoch, rate]);
      return rate / 2;
    });
    const model = oneWeightModel(8);
    await fakeTraining(scheduler, { model, epochs: EPOCHS.slice(1), params: { initialEpoch: 1 } });
    expect(asked).toEqual([
      [1, 8],
      [2, 4],
      [3, 2],
    ]);
    expect(learningRateOf(model.optimizer)).toBe(1);
  });

  it('sets the rate before the first step and puts it into the history', async () => {
    await expectNoLeaks(async () => {
      const { model, fit, dispose } = tinyFit(0.5);
      const before = model.getWeights().map((weight) => [...weight.dataSync()]);
      const scheduler = new LearningRateScheduler(() => 0);
      const { history } = await fit({ epochs: 2, callbacks: [scheduler] });
      expect(history.learningRate).toEqual([0, 0]);
      expect(model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(before);
      dispose();
    });
  });

  it('derives the rate of an epoch that is resumed in its midst only once', async () => {
    const halve = (_: number, rate: number) => rate / 2;
    const model = oneWeightModel(16);
    const first = new LearningRateScheduler(halve);
    first.setParams({});
    first.setModel(model);
    await first.onTrainBegin();
    await first.onEpochBegin(0); // 8
    await first.onEpochBegin(1); // 4
    const state = throughCheckpoint(first.getState());
    setLearningRate(model.optimizer, 16);
    const second = new LearningRateScheduler(halve);
    const params = { initialEpoch: 1 };
    const rates: number[] = [];
    second.onBatchEnd = async () => void rates.push(learningRateOf(model.optimizer));
    await fakeTraining(second, { model, epochs: [{}, {}], batches: [{}], state, params });
    expect(rates).toEqual([4, 2]);
  });

  it('begins anew in every training', async () => {
    const model = oneWeightModel(16);
    const scheduler = new LearningRateScheduler((_, rate) => rate / 2);
    await fakeTraining(scheduler, { model, epochs: [{}] });
    await fakeTraining(scheduler, { model, epochs: [{}] });
    expect(learningRateOf(model.optimizer)).toBe(4);
  });

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY, undefined])(
    'refuses a schedule that gives %s',
    async (rate) => {
      const scheduler = new LearningRateScheduler(() => rate as number);
      const training = fakeTraining(scheduler, { model: oneWeightModel(), epochs: EPOCHS });
      await expect(training).rejects.toThrow(`the schedule gave ${rate} for epoch 0`);
    },
  );

  it('refuses anything but a function', () => {
    expect(() => new LearningRateScheduler(0.1 as never)).toThrow(ValueError);
  });
});
