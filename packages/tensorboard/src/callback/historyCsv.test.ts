// A run whose events say what its history.csv says.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CSVLogger } from '@dlqr/callbacks';
import { fit } from '@dlqr/core';
import { Random } from '@dlqr/core/random';
import { temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { readScalars } from '../events/readScalars.ts';
import { TensorBoard } from './tensorBoard.ts';
import type { TensorBoardOptions } from './tensorBoardOptions.ts';

const NUM_EPOCHS = 20;

/** Trains for 20 epochs and gives the columns of the CSV file and the curves of the events. */
async function run(options: TensorBoardOptions) {
  const folder = await temporaryDirectory();
  const random = new Random(0, 'rows');
  const x = Array.from({ length: 96 }, () => [random.normal(), random.normal()]);
  const y = x.map(([a = 0, b = 0]) => [Math.sin(a) + 0.3 * b + 0.1 * random.normal()]);
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 4, activation: 'tanh', inputShape: [2] }),
      tf.layers.dense({ units: 1 }),
    ],
  });
  model.compile({
    loss: 'meanSquaredError',
    optimizer: tf.train.adam(0.01),
    metrics: ['mae'],
  });
  const callbacks = [
    new CSVLogger(join(folder, 'history.csv')),
    new TensorBoard(join(folder, 'events'), options),
  ];
  await fit(
    model,
    { x, y },
    { epochs: NUM_EPOCHS, batchSize: 10, validationSplit: 0.2, callbacks },
  );
  const lines = (await readFile(join(folder, 'history.csv'), 'utf8')).trimEnd().split('\n');
  const [names = [], ...rows] = lines.map((line) => line.split(','));
  const columns = new Map(names.map((name, at) => [name, rows.map((row) => Number(row[at]))]));
  const [train, validation] = [
    await readScalars(join(folder, 'events', 'train')),
    await readScalars(join(folder, 'events', 'validation')),
  ];
  const valuesOf = (curves: typeof train, tag: string) =>
    curves.get(tag)?.map(({ value }) => value);
  const stepsOf = (curves: typeof train, tag: string) => curves.get(tag)?.map(({ step }) => step);
  return { columns, train, validation, valuesOf, stepsOf };
}

describe('the events of a run of 20 epochs', () => {
  it('have every value of history.csv, to the last bit', async () => {
    const { columns, train, validation, valuesOf, stepsOf } = await run({ histogramFreq: 5 });
    const epochs = columns.get('epoch');
    expect(epochs).toEqual(Array.from({ length: NUM_EPOCHS }, (_, epoch) => epoch));
    const curves = [
      ['loss', train, 'epoch_loss'],
      ['meanAbsoluteError', train, 'epoch_mean_absolute_error'],
      ['valLoss', validation, 'epoch_loss'],
      ['valMeanAbsoluteError', validation, 'epoch_mean_absolute_error'],
    ] as const;
    expect([...columns.keys()].sort()).toEqual(['epoch', ...curves.map(([name]) => name)].sort());
    for (const [name, split, tag] of curves) {
      expect(valuesOf(split, tag)).toEqual(columns.get(name));
      expect(stepsOf(split, tag)).toEqual(epochs);
    }
    // Not all of them would be what they are in 32 bits: TensorBoard shows those rounded.
    const losses = columns.get('loss') ?? [];
    expect(losses.some((loss) => Math.fround(loss) !== loss)).toBe(true);
  });

  it('have them as 32-bit floats in the form of TensorFlow 1', async () => {
    const { columns, train, valuesOf } = await run({ scalarForm: 'simpleValue' });
    expect(valuesOf(train, 'epoch_loss')).toEqual(columns.get('loss')?.map(Math.fround));
  });
});
