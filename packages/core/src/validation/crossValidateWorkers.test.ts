import { typescriptInWorkers } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { InterruptedError, ValueError } from '../errors/index.ts';
import { exponentialDecay } from '../schedules/exponentialDecay.ts';
import { plane } from '../training/testing/plane.ts';
import { type CrossValidateOptions, crossValidate } from './crossValidate.ts';
import type { FoldFeatures } from './foldData.ts';
import { FoldError } from './foldError.ts';
import { everyKth, squaredError } from './testing/folds.ts';

typescriptInWorkers();
beforeAll(() => tf.setBackend('cpu'));

const module = new URL('./testing/netModule.ts', import.meta.url);
const data = plane(40);

function run(name: string, options: Partial<CrossValidateOptions<FoldFeatures, number>> = {}) {
  return crossValidate({ module, export: name }, data, {
    splits: everyKth(40, 4),
    metrics: [squaredError],
    fit: { epochs: 2 },
    seed: 3,
    trainScores: true,
    parameters: 6,
    ...options,
  });
}

describe('folds in workers', () => {
  it('give the bits that this thread gives, in whatever order they come', async () => {
    const serial = await run('buildModel');
    const done: number[] = [];
    const parallel = await run('buildModel', {
      workers: 2,
      onFold: ({ index }) => void done.push(index),
    });
    const withoutTime = (result: typeof serial) => ({
      ...result,
      folds: result.folds.map((fold) => ({ ...fold, seconds: 0 })),
    });
    expect(withoutTime(parallel)).toEqual(withoutTime(serial));
    expect(done.sort()).toEqual([0, 1, 2, 3]);
  });

  it('give what the functions of the module give by themselves', async () => {
    const { buildModel, preprocess, fit } = await import('./testing/netModule.ts');
    const byHand = await crossValidate(buildModel, data, {
      splits: everyKth(40, 4),
      metrics: [squaredError],
      preprocess,
      fit: (context) => ({ epochs: 2, ...fit(context) }),
      seed: 3,
      parameters: 6,
    });
    expect((await run('buildModel')).outOfFold).toEqual(byHand.outOfFold);
  });
});

describe('a worker that fails', () => {
  it('names the fold, and what went wrong in it', async () => {
    const failure = await run('failing', { workers: 1 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FoldError);
    expect(failure).toMatchObject({ fold: 1, code: 'DLQR_FOLD', message: 'fold 1: no such net' });
  });

  it('names the fold that it died in', async () => {
    const failure = await run('crashing', { workers: 1 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FoldError);
    expect(failure).toMatchObject({ fold: 1 });
    expect((failure as FoldError).message).toContain('exit status 3');
  });

  it('is ended by an abort, however busy it is', async () => {
    const controller = new AbortController();
    const running = run('endless', {
      workers: 1,
      signal: controller.signal,
      onFold: () => void setImmediate(() => controller.abort()),
    });
    await expect(running).rejects.toThrow(InterruptedError);
  });

  it('says what is missing where it lacks the backend of the program', async () => {
    tf.registerBackend('another', tf.findBackendFactory('cpu'), 0);
    await tf.setBackend('another');
    const failure = await run('buildModel', { workers: 1 }).catch((error: unknown) => error);
    await tf.setBackend('cpu');
    tf.removeBackend('another');
    expect(failure).toMatchObject({
      message: expect.stringContaining('the program runs on another'),
      hint: expect.stringContaining('Export "setup"'),
    });
  });

  it('tells of a module that lacks what it should export', async () => {
    const message = 'does not export "missing"; it exports';
    await expect(run('missing', { workers: 1 })).rejects.toThrow(`fold 0: ${module} ${message}`);
    await expect(run('missing')).rejects.toThrow(message);
    await expect(run('setting')).rejects.toThrow('"setting" of file:');
    const absent = { module: new URL('./nowhere.js', import.meta.url) };
    const options = { splits: everyKth(40, 4), metrics: [squaredError] };
    await expect(crossValidate(absent, data, options)).rejects.toThrow(
      'nowhere.js cannot be loaded',
    );
  });
});

const DECAY = { initialLearningRate: 1, decaySteps: 1, decayRate: 0.5 };

/** Sent to another thread it would lose its method. */
class Silent {
  onEpochEnd(): void {}
}

describe('the door', () => {
  it.each([
    ['a schedule', { fit: { learningRate: exponentialDecay(DECAY) } }, 'fit.learningRate.at is a'],
    [
      'a callback of a class',
      { fit: { callbacks: [new Silent()] } },
      'fit.callbacks.0 is a function',
    ],
    ['a fit function', { fit: () => ({}) }, 'must come from the module'],
    ['preprocess', { preprocess: () => ({ transform: () => [[0]] }) }, 'must come from the module'],
    ['half a worker', { workers: 0.5 }, 'workers is 0.5'],
  ])('refuses %s', async (_, options, message) => {
    await expect(run('buildModel', { workers: 2, ...options })).rejects.toThrow(ValueError);
    await expect(run('buildModel', { workers: 2, ...options })).rejects.toThrow(message);
  });

  it('refuses workers for a function', async () => {
    const options = { splits: everyKth(40, 4), metrics: [squaredError], workers: 2 };
    await expect(crossValidate(() => tf.sequential(), data, options)).rejects.toThrow(
      'buildModel is a function',
    );
  });
});
