import { fit, sgd, withGradientOptions } from '@dlqr/core';
import { InterruptedError, ValueError } from '@dlqr/core/errors';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { EarlyStopping } from './earlyStopping.ts';
import { LambdaCallback } from './lambdaCallback.ts';
import { SwapEMAWeights } from './swapEMAWeights.ts';
import { disposeModel, weightOf } from './testing/fakeTraining.ts';
import { fitPlain, LOOPS } from './testing/loops.ts';

const data = { x: [[1]], y: [[3]] };

/**
 * One weight w, from 0, one step an epoch: w halves its distance to 3. Its average a is w at first,
 * then (a + w) / 2. All these numbers are exact in float32.
 */
const WEIGHTS = [1.5, 2.25, 2.625, 2.8125];
const AVERAGES = [1.5, 1.875, 2.25, 2.53125];
/** Losses of the steps, which are those before the update; and of the averages after each epoch. */
const LOSSES = [9, 2.25, 0.5625, 0.140625];
const AVERAGE_LOSSES = AVERAGES.map((average) => (average - 3) ** 2);

const EMA = { useEma: true, emaMomentum: 0.5 } as const;

function buildModel(optimizer: tf.Optimizer = sgd({ learningRate: 0.25, ...EMA })): tf.Sequential {
  const slope = tf.layers.dense({
    units: 1,
    useBias: false,
    kernelInitializer: 'zeros',
    inputShape: [1],
  });
  const model = tf.sequential({ layers: [slope] });
  model.compile({ loss: 'meanSquaredError', optimizer });
  return model;
}

/** Notes the weight that is in the model at the end of each epoch. */
function noting(model: tf.LayersModel, seen: number[]): LambdaCallback {
  return new LambdaCallback({ onEpochEnd: () => void seen.push(weightOf(model)) });
}

describe('SwapEMAWeights', () => {
  it("validates with the averages in core's fit, and trains on with the weights", async () => {
    for (const optimizer of [
      sgd({ learningRate: 0.25, ...EMA }),
      withGradientOptions(tf.train.sgd(0.25), EMA),
    ]) {
      const model = buildModel(optimizer);
      const seen: number[] = [];
      const { history } = await fit(model, data, {
        epochs: 4,
        validationData: data,
        callbacks: [new SwapEMAWeights(), noting(model, seen)],
      });
      expect(history.loss).toEqual(LOSSES);
      expect(history.valLoss).toEqual(AVERAGE_LOSSES);
      expect(seen).toEqual(WEIGHTS);
      expect(weightOf(model)).toBe(AVERAGES[3]); // as fit ends every training with useEma
      disposeModel(model);
    }
  });

  for (const [name, loop] of LOOPS) {
    it(`shows the averages to the callbacks behind it and ends with them, in ${name}`, async () => {
      const model = buildModel();
      const seen: number[] = [];
      const { loss } = await loop(model, data, {
        epochs: 4,
        batchSize: 1,
        callbacks: [new SwapEMAWeights({ swapOnEpoch: true }), noting(model, seen)],
      });
      expect(loss).toEqual(LOSSES);
      expect(seen).toEqual(AVERAGES);
      expect(weightOf(model)).toBe(AVERAGES[3]);
      disposeModel(model);
    });
  }

  it('lets EarlyStopping behind it restore the best averages', async () => {
    const model = buildModel();
    const stopping = new EarlyStopping({
      monitor: 'loss',
      minDelta: 1,
      restoreBestWeights: true,
    });
    const callbacks = [new SwapEMAWeights({ swapOnEpoch: true }), stopping];
    await fitPlain(model, data, { epochs: 9, batchSize: 1, callbacks });
    expect([stopping.stoppedEpoch, weightOf(model)]).toEqual([3, AVERAGES[2]]);
    disposeModel(model);
  });

  it.each([true, false])('goes on as if never stopped, swapOnEpoch %s', async (swapOnEpoch) => {
    const run = async (directory: string, abortAfter?: number) => {
      const model = buildModel();
      const abort = new AbortController();
      const stop = new LambdaCallback({
        onEpochEnd: (epoch) => {
          if (epoch === abortAfter) abort.abort();
        },
      });
      const seen: number[] = [];
      try {
        const { history } = await fit(model, data, {
          epochs: 4,
          validationData: data,
          callbacks: [new SwapEMAWeights({ swapOnEpoch }), noting(model, seen), stop],
          checkpoint: { directory, intervalSeconds: 0 },
          resume: true,
          signal: abort.signal,
        });
        return { history, last: seen.at(-1), weight: weightOf(model) };
      } finally {
        disposeModel(model);
      }
    };
    const whole = await run(await temporaryDirectory());
    await expectNoLeaks(async () => {
      const directory = await temporaryDirectory();
      for (const epoch of [0, 1, 2]) {
        await expect(run(directory, epoch)).rejects.toThrow(InterruptedError);
      }
      expect(await run(directory)).toEqual(whole);
    });
  });

  it('gives the weights back to a training that breaks off while it validates', async () => {
    await expectNoLeaks(async () => {
      const model = buildModel();
      const broken = new LambdaCallback({
        onTestBegin: () => {
          throw new Error('broken');
        },
      });
      const callbacks = [new SwapEMAWeights(), broken];
      const twice = { x: [[1], [1]], y: [[3], [3]] }; // two steps: weight and average differ
      const training = fit(model, twice, { batchSize: 1, validationData: data, callbacks });
      await expect(training).rejects.toThrow('broken');
      expect(weightOf(model)).toBe(WEIGHTS[1]);
      disposeModel(model);
    });
  });

  it('asks for an optimizer with averages, and for an effect', async () => {
    const without = buildModel(sgd({ learningRate: 0.25 }));
    const options = { epochs: 1, batchSize: 1 };
    const training = fitPlain(without, data, {
      ...options,
      callbacks: [new SwapEMAWeights({ swapOnEpoch: true })],
    });
    await expect(training).rejects.toThrow('keeps no averages');
    await expect(training).rejects.toMatchObject({ hint: expect.stringContaining('useEma') });
    const model = buildModel();
    const idle = fitPlain(model, data, { ...options, callbacks: [new SwapEMAWeights()] });
    await expect(idle).rejects.toThrow(ValueError);
    await expect(idle).rejects.toMatchObject({ hint: expect.stringContaining('swapOnEpoch') });
    disposeModel(without);
    disposeModel(model);
  });
});
