import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, ValueError } from '@dlqr/core/errors';
import { loadModel, loadWeights } from '@dlqr/core/models';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { ModelCheckpoint } from './modelCheckpoint.ts';
import type { ModelCheckpointOptions } from './modelCheckpointOptions.ts';
import {
  fakeTraining,
  oneWeightModel,
  throughCheckpoint,
  weightOf,
} from './testing/fakeTraining.ts';
import { tinyFit } from './testing/tinyFit.ts';

let directory = '';
beforeEach(async () => {
  directory = await temporaryDirectory();
});

const logsOf = (values: readonly number[]) => values.map((valLoss) => ({ valLoss }));

/** Trains for these validation losses; gives the folders that are there at the end. */
async function foldersAfter(
  values: readonly number[],
  options: ModelCheckpointOptions,
  template = '{epoch:02d}',
): Promise<string[]> {
  const checkpoint = new ModelCheckpoint(join(directory, template), options);
  await fakeTraining(checkpoint, { model: oneWeightModel(), epochs: logsOf(values) });
  const folders = (await readdir(directory)).sort();
  expect([...checkpoint.saved].sort()).toEqual(folders.map((folder) => join(directory, folder)));
  return folders;
}

async function savedWeight(folder: string): Promise<number> {
  const model = await loadModel(join(directory, folder));
  const weight = weightOf(model);
  model.dispose();
  return weight;
}

describe('ModelCheckpoint', () => {
  it('saves the model of every epoch under its number and loss', async () => {
    const folders = await foldersAfter([0.5, 0.25], {}, 'model-{epoch:02d}-{val_loss:.2f}');
    expect(folders).toEqual(['model-01-0.50', 'model-02-0.25']);
    expect(await savedWeight('model-01-0.50')).toBe(0);
    expect(await savedWeight('model-02-0.25')).toBe(1);
  });

  it.each([
    ['the best so far', { saveBestOnly: true }, ['01', '02', '04']],
    ['the best so far, large is good', { saveBestOnly: true, mode: 'max' }, ['01', '03']],
    ['what beats a threshold', { saveBestOnly: true, initialValueThreshold: 0.3 }, ['04']],
    ['the newest', { keepNewest: 2 }, ['05', '06']],
    ['the newest of the best', { saveBestOnly: true, keepNewest: 2 }, ['02', '04']],
  ] as const)('keeps %s', async (_, options, folders) => {
    expect(await foldersAfter([0.5, 0.4, 0.9, 0.1, 0.1, Number.NaN], options)).toEqual(folders);
  });

  it('replaces the model in one folder', async () => {
    expect(await foldersAfter([3, 1, 2], { saveBestOnly: true, keepNewest: 1 }, 'best')).toEqual([
      'best',
    ]);
    expect(await savedWeight('best')).toBe(1);
  });

  it('goes on with the best of the training before', async () => {
    const checkpoint = new ModelCheckpoint(join(directory, 'best'), { saveBestOnly: true });
    const model = oneWeightModel();
    await fakeTraining(checkpoint, { model, epochs: logsOf([2, 1]) });
    await fakeTraining(checkpoint, { model, epochs: logsOf([1.5]) });
    expect(checkpoint.best).toBe(1);
    expect(await savedWeight('best')).toBe(1);
  });

  it('saves every so many batches, counted across epochs', async () => {
    const checkpoint = new ModelCheckpoint(join(directory, '{epoch}-{batch}-{loss:.1f}'), {
      saveFreq: 3,
    });
    const batches = [{ loss: 0.5 }, { loss: 0.25 }, { loss: 1, batch: 99, size: 4 }, { loss: 2 }];
    await fakeTraining(checkpoint, { model: oneWeightModel(), epochs: [{}, {}], batches });
    expect((await readdir(directory)).sort()).toEqual(['1-3-1.0', '2-2-0.3']);
  });

  it('saves the best batch by its training loss', async () => {
    const checkpoint = new ModelCheckpoint(join(directory, '{batch}'), {
      saveFreq: 1,
      saveBestOnly: true,
      monitor: 'loss',
    });
    const batches = [{ loss: 2 }, { loss: 3 }, { loss: 1 }];
    await fakeTraining(checkpoint, { model: oneWeightModel(), epochs: [{}], batches });
    expect((await readdir(directory)).sort()).toEqual(['1', '3']);
  });

  it('asks for the logs of steps only when it saves by batches', () => {
    const none = new ModelCheckpoint('model');
    const some = new ModelCheckpoint('model', { saveFreq: 2 });
    expect([Object.hasOwn(none, 'onBatchEnd'), Object.hasOwn(some, 'onBatchEnd')]).toEqual([
      false,
      true,
    ]);
  });

  it('leaves files of others in a folder that it removes', async () => {
    await mkdir(join(directory, '01'));
    await writeFile(join(directory, '01', 'notes.txt'), 'mine');
    const checkpoint = new ModelCheckpoint(join(directory, '{epoch:02d}'), { keepNewest: 1 });
    await fakeTraining(checkpoint, { model: oneWeightModel(), epochs: logsOf([1, 1]) });
    expect(await readdir(join(directory, '01'))).toEqual(['notes.txt']);
  });

  it.each([1, 2, 3, 4])('goes on after epoch %i as if never stopped', async (cut) => {
    const values = [3, 2, 2.5, 1, 2];
    const options = { saveBestOnly: true, keepNewest: 2 };
    const model = oneWeightModel();
    const path = join(directory, '{epoch}');
    const first = new ModelCheckpoint(path, options);
    await fakeTraining(first, { model, epochs: logsOf(values.slice(0, cut)) });
    const state = throughCheckpoint(first.getState());
    const second = new ModelCheckpoint(path, options);
    const params = { initialEpoch: cut };
    await fakeTraining(second, { model, epochs: logsOf(values.slice(cut)), state, params });
    expect((await readdir(directory)).sort()).toEqual(['2', '4']);
    expect(second.saved).toEqual([join(directory, '2'), join(directory, '4')]);
    expect(second.best).toBe(1);
  });

  it('counts batches on after a resume, and anew in a new training', async () => {
    const options = { saveFreq: 3 };
    const path = join(directory, '{epoch}-{batch}');
    const model = oneWeightModel();
    const first = new ModelCheckpoint(path, options);
    await fakeTraining(first, { model, epochs: [{}], batches: [{}, {}] });
    const state = throughCheckpoint(first.getState());
    const resumed = { model, epochs: [{}], batches: [{}], state, params: { initialEpoch: 1 } };
    await fakeTraining(new ModelCheckpoint(path, options), resumed);
    expect(await readdir(directory)).toEqual(['2-1']);
    await fakeTraining(first, { model, epochs: [{}], batches: [{}, {}] });
    expect(await readdir(directory)).toEqual(['2-1']);
  });

  it('passes over epochs that were not validated', async () => {
    const checkpoint = new ModelCheckpoint(join(directory, '{epoch}'), { saveBestOnly: true });
    const params = { metrics: ['loss', 'valLoss'] };
    const epochs = [{ loss: 1 }, { valLoss: 1 }];
    await fakeTraining(checkpoint, { model: oneWeightModel(), epochs, params });
    expect(await readdir(directory)).toEqual(['2']);
  });

  it('saves a real training; the loaded model predicts the same', async () => {
    await expectNoLeaks(async () => {
      const { model, x, fit, dispose } = tinyFit();
      const path = join(directory, 'model');
      const checkpoint = new ModelCheckpoint(path, { saveBestOnly: true });
      await fit({ epochs: 3, validationSplit: 0.25, callbacks: [checkpoint] });
      const loaded = await loadModel(path);
      const [expected, actual] = [model, loaded].map((each) =>
        tf.tidy(() => [...(each.predict(x) as tf.Tensor).dataSync()]),
      );
      expect(actual).toEqual(expected);
      loaded.dispose();
      dispose();
    });
  });

  it('saves weights alone into files, the newest or the best, which loadWeights reads', async () => {
    const folders = await foldersAfter(
      [0.5, 0.25, 0.75, 0.125],
      { saveWeightsOnly: true, saveBestOnly: true, keepNewest: 2 },
      'sub-{epoch:02d}-{valLoss:.3f}.safetensors',
    );
    expect(folders).toEqual(['sub-02-0.250.safetensors', 'sub-04-0.125.safetensors']);
    const model = oneWeightModel();
    await loadWeights(model, join(directory, 'sub-02-0.250.safetensors'));
    expect(weightOf(model)).toBe(1);
  });

  it('saves weights alone by batches', async () => {
    const path = join(directory, '{epoch}-{batch}.safetensors');
    const checkpoint = new ModelCheckpoint(path, { saveWeightsOnly: true, saveFreq: 2 });
    const batches = [{}, {}, {}];
    await fakeTraining(checkpoint, { model: oneWeightModel(), epochs: [{}, {}], batches });
    expect((await readdir(directory)).sort()).toEqual([
      '1-2.safetensors',
      '2-1.safetensors',
      '2-3.safetensors',
    ]);
  });

  it.each([
    ['weights into a folder', 'model', { saveWeightsOnly: true }],
    ['a model into a file', 'model.safetensors', {}],
    [
      'an optimizer with weights alone',
      'a.safetensors',
      { saveWeightsOnly: true, includeOptimizer: true },
    ],
  ])('refuses to save %s', (_, path, options) => {
    expect(() => new ModelCheckpoint(path, options)).toThrow(ValueError);
  });

  it('saves the optimizer when asked to', async () => {
    const { fit, dispose } = tinyFit();
    const path = join(directory, 'model');
    await fit({ epochs: 1, callbacks: [new ModelCheckpoint(path, { includeOptimizer: true })] });
    const loaded = await loadModel(path);
    expect(loaded.optimizer.getClassName()).toBe('SGD');
    loaded.dispose();
    dispose();
  });

  it('leaves the optimizer out by default', async () => {
    await foldersAfter([1], {}, 'model');
    const loaded = await loadModel(join(directory, 'model'));
    expect(loaded.optimizer).toBeUndefined();
  });

  it('makes a folder that cannot be written an error', async () => {
    await mkdir(join(directory, 'model', 'model.json'), { recursive: true });
    const checkpoint = new ModelCheckpoint(join(directory, 'model'));
    const training = fakeTraining(checkpoint, { model: oneWeightModel(), epochs: [{}] });
    await expect(training).rejects.toThrow(FileError);
    expect(checkpoint.saved).toEqual([]);
  });

  it('names the logs there are when the path or the monitor asks for others', async () => {
    const model = oneWeightModel();
    const epochs = [{ loss: 1 }];
    const path = new ModelCheckpoint(join(directory, '{valLoss}'));
    await expect(fakeTraining(path, { model, epochs })).rejects.toThrow('there is loss, epoch');
    const monitor = new ModelCheckpoint(join(directory, 'model'), { saveBestOnly: true });
    await expect(fakeTraining(monitor, { model, epochs })).rejects.toThrow('which have: loss');
    const unknown = new ModelCheckpoint(join(directory, 'model'), {
      saveBestOnly: true,
      monitor: 'auc',
    });
    await expect(fakeTraining(unknown, { model, epochs })).rejects.toMatchObject({
      hint: "Give mode: 'min' or mode: 'max'.",
    });
  });

  it.each([
    ['an empty path', '', {}],
    ['a placeholder that is none', '{epoch:2x}', {}],
    ['{batch} by epochs', '{batch}', {}],
    ['no batches', 'a', { saveFreq: 0 }],
    ['half a batch', 'a', { saveFreq: 1.5 }],
    ['none to keep', 'a', { keepNewest: 0 }],
    ['a validation value in the path by batches', '{valLoss}', { saveFreq: 1 }],
    ['a validation value to monitor by batches', 'a', { saveFreq: 1, saveBestOnly: true }],
  ])('refuses %s', (_, path, options) => {
    expect(() => new ModelCheckpoint(path, options)).toThrow(ValueError);
  });
});
