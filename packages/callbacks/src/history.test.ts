import { expectNoLeaks } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { History } from './history.ts';
import { fakeTraining, oneWeightModel, throughCheckpoint } from './testing/fakeTraining.ts';
import { tinyFit } from './testing/tinyFit.ts';

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const EPOCHS = [
  { loss: 3 },
  { loss: 2, valLoss: 5 },
  { loss: nan },
  { loss: 1, valLoss: -infinity },
];

describe('History', () => {
  it('keeps one number an epoch, NaN where there was none', async () => {
    const history = new History();
    const params = { initialEpoch: 7 };
    await fakeTraining(history, { model: oneWeightModel(), epochs: EPOCHS, params });
    expect(history.epochs).toEqual([7, 8, 9, 10]);
    expect(history.history).toEqual({ loss: [3, 2, nan, 1], valLoss: [nan, 5, nan, -infinity] });
  });

  it.each([0, 1, 2, 3])('goes on after epoch %i as if never stopped', async (cut) => {
    const model = oneWeightModel();
    const whole = new History();
    await fakeTraining(whole, { model, epochs: EPOCHS });
    const first = new History();
    await fakeTraining(first, { model, epochs: EPOCHS.slice(0, cut) });
    const state = throughCheckpoint(first.getState());
    const second = new History();
    const params = { initialEpoch: cut };
    await fakeTraining(second, { model, epochs: EPOCHS.slice(cut), state, params });
    expect(second.epochs).toEqual(whole.epochs);
    expect(second.history).toEqual(whole.history);
  });

  it('gives a state that later epochs do not change', async () => {
    const history = new History();
    await fakeTraining(history, { model: oneWeightModel(), epochs: [{ loss: 1 }] });
    const state = history.getState();
    await history.onEpochEnd(1, { loss: 2 });
    expect(state.values).toEqual({ epochs: [0], history: { loss: [1] } });
  });

  it('begins anew in every training', async () => {
    const history = new History();
    await fakeTraining(history, { model: oneWeightModel(), epochs: [{ loss: 1 }] });
    await fakeTraining(history, { model: oneWeightModel(), epochs: [{ acc: 2 }] });
    expect(history.history).toEqual({ acc: [2] });
    expect(history.epochs).toEqual([0]);
  });

  it('has the numbers of the history that model.fit gives', async () => {
    await expectNoLeaks(async () => {
      const { fit, dispose } = tinyFit();
      const own = new History();
      const { history } = await fit({ epochs: 3, validationSplit: 0.25, callbacks: [own] });
      expect(own.history).toEqual({
        loss: history.loss,
        mae: history.mae,
        valLoss: history.val_loss,
        valMae: history.val_mae,
      });
      dispose();
    });
  });
});
