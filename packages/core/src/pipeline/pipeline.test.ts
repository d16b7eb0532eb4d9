import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { loadModel, saveModel } from '../models/index.ts';
import { loadPipeline, savePipeline } from './pipeline.ts';

function smallModel(): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 3, inputShape: [2], activation: 'tanh' }));
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}

function outputsOf(model: tf.LayersModel): number[] {
  return tf.tidy(() => [
    ...(
      model.predict(
        tf.tensor2d([
          [1, 2],
          [-3, 0.5],
        ]),
      ) as tf.Tensor
    ).dataSync(),
  ]);
}

describe('saveModel', () => {
  it('keeps the state of the optimizer where asked, and leaks nothing', async () => {
    const folder = await temporaryDirectory();
    const model = smallModel();
    model.compile({ optimizer: tf.train.adam(0.1), loss: 'meanSquaredError' });
    const [x, y] = [tf.ones([4, 2]), tf.ones([4, 1])];
    await model.fit(x, y, { verbose: 0 });
    const before = (await model.optimizer.getWeights()).map(({ tensor }) => [...tensor.dataSync()]);
    await expectNoLeaks(() => saveModel(model, folder, { includeOptimizer: true }));
    const loaded = await loadModel(folder);
    const after = (await loaded.optimizer.getWeights()).map(({ tensor }) => [...tensor.dataSync()]);
    expect(after).toEqual(before);
  });
});

describe('a pipeline', () => {
  it('comes back with its parts and the same outputs, and leaks nothing', async () => {
    const folder = await temporaryDirectory();
    await expectNoLeaks(async () => {
      const model = smallModel();
      const parts = { scaler: { mean: [0.1, 1 / 3] }, classes: ['a', 'ü'] };
      await savePipeline(folder, { kind: 'regression', model, parts });
      const loaded = await loadPipeline(folder, 'regression');
      expect(loaded.parts).toEqual(parts);
      expect(outputsOf(loaded.model)).toEqual(outputsOf(model));
      loaded.model.dispose();
      model.dispose();
    });
  });

  it('is replaced by the next one, and old weights go', async () => {
    const folder = await temporaryDirectory();
    const [first, second] = [smallModel(), smallModel()];
    await savePipeline(folder, { kind: 'a', model: first, parts: {} });
    await savePipeline(folder, { kind: 'a', model: second, parts: {} });
    expect(await readdir(folder)).toHaveLength(2);
    expect(outputsOf((await loadPipeline(folder, 'a')).model)).toEqual(outputsOf(second));
  });

  it('is refused as another kind, from a newer version, or as a bare model', async () => {
    const folder = await temporaryDirectory();
    await savePipeline(folder, { kind: 'text', model: smallModel(), parts: {} });
    await expect(loadPipeline(folder, 'regression')).rejects.toThrow(/holds a text pipeline/);
    const path = join(folder, 'model.json');
    const newer = (await readFile(path, 'utf8')).replace(
      '"schemaVersion": 1',
      '"schemaVersion": 9',
    );
    await writeFile(path, newer);
    await expect(loadPipeline(folder, 'text')).rejects.toThrow(/version 9; .* reads up to 1/);
    await saveModel(smallModel(), folder);
    await expect(loadPipeline(folder, 'text')).rejects.toThrow(/holds a bare model/);
  });

  it.each([
    ['missing', -1, /cannot read the weights/],
    ['cut off', 10, /have 10 bytes; expected/],
    ['empty', 0, /have 0 bytes; expected/],
  ])('is refused when the weights are %s', async (_, length, message) => {
    const folder = await temporaryDirectory();
    await savePipeline(folder, { kind: 'a', model: smallModel(), parts: {} });
    const weights = (await readdir(folder)).find((name) => name.endsWith('.bin')) ?? '';
    if (length >= 0) await truncate(join(folder, weights), length);
    else await writeFile(join(folder, 'model.json'), await withOtherWeights(folder));
    await expect(loadPipeline(folder, 'a')).rejects.toThrow(message);
  });
});

async function withOtherWeights(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'model.json'), 'utf8');
  return text.replace(/weights-[0-9a-f]+\.bin/, 'weights-gone.bin');
}
