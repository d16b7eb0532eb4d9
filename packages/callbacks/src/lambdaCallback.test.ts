import { fit } from '@dlqr/core';
import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { LambdaCallback, type LambdaHooks } from './lambdaCallback.ts';
import { fakeTraining, oneWeightModel } from './testing/fakeTraining.ts';
import { tinyFit } from './testing/tinyFit.ts';

/** All hooks; each notes its name and what it was given. */
function noting(seen: unknown[][]): LambdaHooks {
  const note =
    (name: string) =>
    async (...given: unknown[]): Promise<void> => {
      await Promise.resolve();
      seen.push([name, ...given]);
    };
  return {
    onTrainBegin: note('onTrainBegin'),
    onTrainEnd: note('onTrainEnd'),
    onTrainInterrupt: note('onTrainInterrupt'),
    onEpochBegin: note('onEpochBegin'),
    onEpochEnd: note('onEpochEnd'),
    onBatchBegin: note('onBatchBegin'),
    onBatchEnd: note('onBatchEnd'),
    onTestBegin: note('onTestBegin'),
    onTestEnd: note('onTestEnd'),
  };
}

describe('LambdaCallback', () => {
  it('calls every function, in order and awaited', async () => {
    const seen: unknown[][] = [];
    await fakeTraining(new LambdaCallback(noting(seen)), {
      model: oneWeightModel(),
      epochs: [{ loss: 1, val_loss: 2 }],
      batches: [{ loss: 3 }],
      params: { initialEpoch: 4 },
    });
    expect(seen).toEqual([
      ['onTrainBegin'],
      ['onEpochBegin', 4],
      ['onBatchBegin', 0],
      ['onBatchEnd', 0, { loss: 3 }],
      ['onEpochEnd', 4, { loss: 1, valLoss: 2 }],
      ['onTrainEnd'],
    ]);
  });

  it('tells of a training that breaks off', async () => {
    const seen: unknown[][] = [];
    const training = { model: oneWeightModel(), epochs: [], breaksOff: true };
    await fakeTraining(new LambdaCallback(noting(seen)), training);
    expect(seen).toEqual([['onTrainBegin'], ['onTrainInterrupt']]);
  });

  it("tells of the validation in core's fit", async () => {
    const seen: unknown[][] = [];
    const model = oneWeightModel();
    const data = { x: [[1]], y: [[1]] };
    const { history } = await fit(model, data, {
      validationData: data,
      callbacks: [new LambdaCallback(noting(seen))],
    });
    expect(seen.slice(4, 6)).toEqual([
      ['onTestBegin'],
      ['onTestEnd', { valLoss: history.valLoss?.[0] }],
    ]);
  });

  it('needs none of them, and asks for the logs of steps only with onBatchEnd', async () => {
    const silent = new LambdaCallback({});
    await fakeTraining(silent, { model: oneWeightModel(), epochs: [{}], batches: [{}] });
    expect(silent.onBatchEnd).toBe(tf.Callback.prototype.onBatchEnd);
    const asking = new LambdaCallback({ onBatchEnd: () => undefined });
    expect(asking.onBatchEnd).not.toBe(tf.Callback.prototype.onBatchEnd);
  });

  it('turns the scalars of model.fit into numbers under camelCase names', async () => {
    await expectNoLeaks(async () => {
      const { fit, dispose } = tinyFit();
      const seen: unknown[][] = [];
      const callbacks = [new LambdaCallback(noting(seen))];
      const { history } = await fit({ epochs: 1, validationSplit: 0.5, callbacks });
      const [loss, mae] = [expect.any(Number), expect.any(Number)];
      expect(seen[3]).toEqual(['onBatchEnd', 0, { loss, mae }]);
      expect(seen[4]).toEqual([
        'onEpochEnd',
        0,
        {
          loss: history.loss?.[0],
          mae: history.mae?.[0],
          valLoss: history.val_loss?.[0],
          valMae: history.val_mae?.[0],
        },
      ]);
      dispose();
    });
  });
});
