import { fit } from '@dlqr/core';
import { InterruptedError } from '@dlqr/core/errors';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { CallbackList } from './callbackList.ts';
import { EarlyStopping } from './earlyStopping.ts';
import { History } from './history.ts';
import { LambdaCallback } from './lambdaCallback.ts';
import { LearningRateScheduler } from './learningRateScheduler.ts';
import { RocAucScore } from './rocAucScore.ts';
import { disposeModel, oneWeightModel, setWeight } from './testing/fakeTraining.ts';
import { identityModel } from './testing/identityModel.ts';
import { fitPlain, LOOPS } from './testing/loops.ts';

const data = { x: [[1]], y: [[3]] };
const options = { epochs: 2, batchSize: 1 };

describe('CallbackList', () => {
  it.each(LOOPS)('calls instances and plain objects in their order, in %s', async (_, loop) => {
    await expectNoLeaks(async () => {
      const seen: unknown[] = [];
      const note =
        (name: string) =>
        (epoch: number, logs: object = {}) =>
          void seen.push([name, epoch, ...Object.values(logs).map((value) => typeof value)]);
      const list = new CallbackList([
        { onEpochEnd: note('first'), onEpochBegin: note('begin') },
        new LambdaCallback({ onEpochEnd: note('second') }),
      ]);
      list.append({ onEpochEnd: note('third') });
      expect(list.callbacks).toHaveLength(3);
      const model = oneWeightModel();
      await loop(model, data, { ...options, callbacks: [list] });
      const names = ['begin', 'first', 'second', 'third'];
      expect(seen).toEqual(
        [0, 1].flatMap((epoch) =>
          names.map((name) => (name === 'begin' ? [name, epoch] : [name, epoch, 'number'])),
        ),
      );
      disposeModel(model);
    });
  });

  it.each(LOOPS)('passes on what its members add to the logs, in %s', async (_, loop) => {
    const history = new History();
    const binary = { x: [[0.25], [0.75]], y: [[0], [1]] };
    const stopping = new EarlyStopping({ monitor: 'valRocAuc' });
    const list = new CallbackList([
      { onEpochEnd: (epoch, logs) => void Object.assign(logs, { mine: epoch }) },
      new RocAucScore({ validationData: binary }),
      stopping,
      history,
    ]);
    const model = identityModel(1);
    await loop(model, binary, { epochs: 9, batchSize: 2, callbacks: [list] });
    expect(history.history).toMatchObject({ mine: [0, 1], valRocAuc: [1, 1] });
    expect(stopping.stoppedEpoch).toBe(1);
    disposeModel(model);
  });

  it('asks for the logs of steps only when a member does', async () => {
    expect(new CallbackList([new History()]).onBatchEnd).toBe(tf.Callback.prototype.onBatchEnd);
    const losses: unknown[] = [];
    const list = new CallbackList();
    list.append({ onBatchEnd: (_, { loss }) => void losses.push(loss) });
    const model = oneWeightModel();
    await fitPlain(model, data, { ...options, callbacks: [list] });
    expect(losses).toEqual([expect.any(Number), expect.any(Number)]);
    disposeModel(model);
  });

  it("hands on the hooks that only core's fit has", async () => {
    const told: string[] = [];
    const list = new CallbackList([
      {
        onTestBegin: () => void told.push('begin'),
        onTestEnd: ({ valLoss } = {}) => void told.push(typeof valLoss),
        onTrainInterrupt: () => void told.push('interrupt'),
        onEpochEnd: () => {
          throw new Error('crash');
        },
      },
    ]);
    const model = oneWeightModel();
    const training = fit(model, data, { validationData: data, callbacks: [list] });
    await expect(training).rejects.toThrow('crash');
    expect(told).toEqual(['begin', 'number', 'interrupt']);
    disposeModel(model);
  });

  it('keeps the states of its members, two of a kind among them', async () => {
    const run = async (directory: string, abortAfter?: number) => {
      const model = oneWeightModel();
      setWeight(model, 0);
      const abort = new AbortController();
      const stopping = [1, 2].map(
        (patience) =>
          new EarlyStopping({ monitor: 'loss', patience, minDelta: 9, restoreBestWeights: true }),
      );
      const history = new History();
      const list = new CallbackList([
        new LearningRateScheduler((_, rate) => rate / 2),
        ...stopping,
        history,
        {
          onEpochEnd: (epoch) => {
            if (epoch === abortAfter) abort.abort();
          },
        },
      ]);
      try {
        await fit(model, data, {
          epochs: 5,
          callbacks: [list],
          checkpoint: { directory, intervalSeconds: 0 },
          resume: true,
          signal: abort.signal,
        });
        return [history.history, ...stopping.map(({ best, stoppedEpoch }) => [best, stoppedEpoch])];
      } finally {
        disposeModel(model);
      }
    };
    const whole = await run(await temporaryDirectory());
    await expectNoLeaks(async () => {
      const directory = await temporaryDirectory();
      await expect(run(directory, 0)).rejects.toThrow(InterruptedError);
      expect(await run(directory)).toEqual(whole);
    });
  });
});
