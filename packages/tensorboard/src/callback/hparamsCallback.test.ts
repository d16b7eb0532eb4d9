import { fit } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { logHParams } from '../events/logHParams.ts';
import { eventsOf } from '../testing/goldenFile.ts';
import { HParamsCallback } from './hparamsCallback.ts';

function tinyModel(): tf.Sequential {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  return model;
}

const HPARAMS = { units: 32, kind: 'a', flag: true };
const START = { kind: 'hparams', part: 'sessionStart', session: { hparams: HPARAMS } };
const END = { kind: 'hparams', part: 'sessionEnd', end: { status: 'success' } };

describe('HParamsCallback', () => {
  it('writes values when training begins and success when it ends, in both loops', async () => {
    const [inFit, inModelFit] = [await temporaryDirectory(), await temporaryDirectory()];
    const data = { x: [[1]], y: [[2]] };
    await fit(tinyModel(), data, { callbacks: [new HParamsCallback(inFit, HPARAMS)] });
    const x = tf.zeros([2, 1]);
    const callback = new HParamsCallback(inModelFit, HPARAMS, { trialId: 'first' });
    await tinyModel().fit(x, x, { verbose: 0, callbacks: [callback] });
    expect(await eventsOf(inFit)).toMatchObject([START, END]);
    expect(await eventsOf(inModelFit)).toMatchObject([
      { ...START, session: { hparams: HPARAMS, groupName: 'first' } },
      END,
    ]);
  });

  it('says nothing of an end to a training that was interrupted', async () => {
    const folder = await temporaryDirectory();
    const callback = new HParamsCallback(folder, HPARAMS);
    await callback.onTrainBegin();
    await callback.onTrainInterrupt();
    expect(await eventsOf(folder)).toMatchObject([START]);
  });

  it('refuses what TensorBoard cannot show, before any training', () => {
    expect(() => new HParamsCallback('logs', { x: undefined as never })).toThrow(ValueError);
    expect(() => new HParamsCallback('', {})).toThrow(ValueError);
  });
});

describe('logHParams', () => {
  it('writes a whole session', async () => {
    const folder = await temporaryDirectory();
    logHParams(folder, HPARAMS, { accuracy: 0.1, loss: 2 }, { trialId: 't', startTime: 5 });
    const session = { hparams: HPARAMS, groupName: 't', startTime: 5 };
    expect(await eventsOf(folder)).toMatchObject([
      { ...START, session },
      { kind: 'scalar', tag: 'accuracy', step: 0, value: 0.1 },
      { kind: 'scalar', tag: 'loss', step: 0, value: 2 },
      END,
    ]);
  });
});
