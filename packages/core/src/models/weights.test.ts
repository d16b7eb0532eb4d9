import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { FileError, ShapeError, ValueError } from '../errors/index.ts';
import { netWithDropout, weightsOf } from '../training/testing/nets.ts';
import { loadWeights, saveWeights } from './index.ts';

function line(units = 1): tf.Sequential {
  return tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [2] })] });
}

describe('saveWeights and loadWeights', () => {
  it('give a model made anew the weights bit for bit, moving averages among them', async () => {
    const path = join(await temporaryDirectory(), 'new', 'weights.safetensors');
    const model = netWithDropout();
    tf.tidy(() => model.setWeights(model.getWeights().map((w) => tf.add(w, Math.PI))));
    await saveWeights(model, path);
    const other = netWithDropout();
    await expectNoLeaks(() => loadWeights(other, path));
    expect(weightsOf(other)).toEqual(weightsOf(model));
  });

  it('match by name before position', async () => {
    const path = join(await temporaryDirectory(), 'weights.safetensors');
    const model = line();
    await saveWeights(model, path);
    const saved = weightsOf(model);
    tf.tidy(() => model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight))));
    await loadWeights(model, path);
    expect(weightsOf(model)).toEqual(saved);
  });

  it.each([
    ['more units', () => line(2), ShapeError, 'has the shape [2,1]'],
    [
      'more layers',
      () => {
        const model = line();
        model.add(tf.layers.dense({ units: 1 }));
        return model;
      },
      ValueError,
      'holds 2 weights; the model has 4',
    ],
  ])('refuse a model of %s, and leave it as it was', async (_, build, kind, message) => {
    const path = join(await temporaryDirectory(), 'weights.safetensors');
    await saveWeights(line(), path);
    const model = build();
    const before = weightsOf(model);
    const loading = loadWeights(model, path);
    await expect(loading).rejects.toThrow(kind);
    await expect(loading).rejects.toThrow(message);
    expect(weightsOf(model)).toEqual(before);
  });

  it('refuse files that are missing, cut off or changed', async () => {
    const path = join(await temporaryDirectory(), 'weights.safetensors');
    const model = line();
    await expect(loadWeights(model, path)).rejects.toThrow('cannot read the weights');
    await saveWeights(model, path);
    const bytes = await readFile(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(path, bytes);
    await expect(loadWeights(model, path)).rejects.toThrow('checksum');
    await truncate(path, bytes.length - 2);
    await expect(loadWeights(model, path)).rejects.toThrow(FileError);
  });
});
