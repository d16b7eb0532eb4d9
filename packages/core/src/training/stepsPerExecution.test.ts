import { temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { InterruptedError, ValueError } from '../errors/index.ts';
import { adam } from '../optimizers/adam.ts';
import { exponentialDecay } from '../schedules/exponentialDecay.ts';
import type { TrainingCallback } from './callback.ts';
import { fit } from './fit.ts';
import { eagerStepCompiler, type StepCompiler } from './stepCompiler.ts';
import { netWithDropout, weightsOf } from './testing/nets.ts';
import { plane } from './testing/plane.ts';

beforeAll(() => tf.setBackend('cpu'));

/** Runs steps one after the other, and notes how many were asked for at once. */
function counting(): { readonly compiler: StepCompiler; readonly sizes: number[] } {
  const sizes: number[] = [];
  const compiler: StepCompiler = {
    compile: (step) => {
      const compiled = eagerStepCompiler.compile(step);
      return {
        ...compiled,
        runMany: (batches, contextOf) => {
          sizes.push(batches.length);
          return batches.map((inputs, index) => compiled.run(inputs, contextOf(index)));
        },
      };
    },
  };
  return { compiler, sizes };
}

const data = plane(50); // 7 steps of 8, the last of 2

describe('stepsPerExecution', () => {
  it('hands over so many steps at once, those of another shape apart', async () => {
    const { compiler, sizes } = counting();
    await fit(netWithDropout(), data, {
      batchSize: 8,
      epochs: 2,
      stepsPerExecution: 4,
      stepCompiler: compiler,
    });
    expect(sizes).toEqual([4, 2, 1, 4, 2, 1]);
  });

  it('ends a group where the epoch ends', async () => {
    const { compiler, sizes } = counting();
    const options = { batchSize: 8, stepsPerExecution: 4, stepsPerEpoch: 3, epochs: 2 };
    await fit(netWithDropout(), data, { ...options, stepCompiler: compiler });
    expect(sizes).toEqual([3, 3]);
  });

  it.each([1, 3, 4, 100])('trains the same with %i', async (stepsPerExecution) => {
    const weights = [stepsPerExecution, 1].map(async (size) => {
      const model = netWithDropout(
        adam({
          learningRate: exponentialDecay({
            initialLearningRate: 0.1,
            decaySteps: 2,
            decayRate: 0.5,
          }),
        }),
      );
      await fit(model, data, { batchSize: 8, epochs: 2, seed: 4, stepsPerExecution: size });
      return weightsOf(model);
    });
    const [grouped, single] = await Promise.all(weights);
    expect(grouped).toEqual(single);
  });

  it('makes the groups of a resumed epoch those of an uninterrupted one', async () => {
    const directory = await temporaryDirectory();
    const options = { batchSize: 8, epochs: 1, seed: 4, stepsPerExecution: 2 };
    const abort = new AbortController();
    const stopAfter: TrainingCallback = {
      name: 'stop',
      onBatchEnd: (batch) => {
        if (batch >= 3) abort.abort();
      },
    };
    const checkpoint = { directory, intervalSeconds: 1e6 };
    const interrupted = netWithDropout();
    await expect(
      fit(interrupted, data, {
        ...options,
        checkpoint,
        signal: abort.signal,
        callbacks: [stopAfter],
      }),
    ).rejects.toThrow(InterruptedError);
    const { compiler, sizes } = counting();
    const resumed = netWithDropout();
    await fit(resumed, data, {
      ...options,
      checkpoint,
      resume: true,
      callbacks: [{ name: 'stop' }],
      stepCompiler: compiler,
    });
    expect(sizes).toEqual([2, 1]);
    const whole = netWithDropout();
    await fit(whole, data, options);
    expect(weightsOf(resumed)).toEqual(weightsOf(whole));
  });

  it('calls batch callbacks once a group, with the first and the last step', async () => {
    const calls: string[] = [];
    const callback: TrainingCallback = {
      name: 'batches',
      onBatchBegin: (batch) => {
        calls.push(`begin ${batch}`);
      },
      onBatchEnd: (batch) => {
        calls.push(`end ${batch}`);
      },
    };
    await fit(netWithDropout(), data, {
      batchSize: 10,
      stepsPerExecution: 3,
      callbacks: [callback],
    });
    expect(calls).toEqual(['begin 0', 'end 2', 'begin 3', 'end 4']);
  });

  it.each([0, 1.5, Number.NaN])('refuses %d', async (stepsPerExecution) => {
    const call = fit(netWithDropout(), data, { stepsPerExecution });
    await expect(call).rejects.toThrow(ValueError);
  });
});
