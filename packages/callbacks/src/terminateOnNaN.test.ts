import { DivergenceError } from '@dlqr/core/errors';
import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { EarlyStopping } from './earlyStopping.ts';
import { TerminateOnNaN } from './terminateOnNaN.ts';
import { fakeTraining, oneWeightModel } from './testing/fakeTraining.ts';
import { tinyFit } from './testing/tinyFit.ts';

describe('TerminateOnNaN', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'ends the training at the loss %d',
    async (loss) => {
      const guard = new TerminateOnNaN();
      const batches = [{ loss: 1 }, { loss }, { loss: 1 }];
      const training = { model: oneWeightModel(), epochs: [{}, {}], batches };
      expect(await fakeTraining(guard, training)).toBe(1);
      expect(guard.termination).toEqual({ epoch: 0, batch: 1, loss });
    },
  );

  it('lets finite losses and steps without one pass', async () => {
    const guard = new TerminateOnNaN();
    const batches = [{ loss: 1e30 }, {}, { acc: Number.NaN }];
    const training = { model: oneWeightModel(), epochs: [{}, {}], batches };
    expect(await fakeTraining(guard, training)).toBe(2);
    expect(guard.termination).toBeNull();
  });

  it('forgets the termination of an earlier training', async () => {
    const guard = new TerminateOnNaN();
    const model = oneWeightModel();
    await fakeTraining(guard, { model, epochs: [{}], batches: [{ loss: Number.NaN }] });
    await fakeTraining(guard, { model, epochs: [{}], batches: [{ loss: 1 }] });
    expect(guard.termination).toBeNull();
  });

  it('fails with raiseError', async () => {
    const guard = new TerminateOnNaN({ raiseError: true });
    const batches = [{ loss: 1 }, { loss: Number.NaN }];
    const params = { initialEpoch: 3 };
    const training = fakeTraining(guard, {
      model: oneWeightModel(),
      epochs: [{}],
      batches,
      params,
    });
    await expect(training).rejects.toThrow(DivergenceError);
    await expect(training).rejects.toThrow('the loss is NaN after step 1 of epoch 3');
  });

  it('ends a real model.fit at the step that blew up, and early stopping saves the model', async () => {
    await expectNoLeaks(async () => {
      const { model, fit, dispose } = tinyFit(1e25);
      const guard = new TerminateOnNaN();
      const stopping = new EarlyStopping({
        monitor: 'loss',
        patience: 9,
        restoreBestWeights: true,
      });
      const { epoch } = await fit({ epochs: 50, callbacks: [guard, stopping] });
      expect(guard.termination?.epoch).toBe(epoch.at(-1));
      expect(epoch.length).toBeLessThan(5);
      expect(Number.isFinite(guard.termination?.loss)).toBe(false);
      expect(
        tf.tidy(() => model.getWeights().every((weight) => weight.isNaN().any().dataSync()[0])),
      ).toBe(false);
      dispose();
    });
  });
});
