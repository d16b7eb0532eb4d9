import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallbackParams, Logs } from '@dlqr/core';
import { FileError, ValueError } from '@dlqr/core/errors';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { readScalars } from '../events/readScalars.ts';
import { TensorBoard } from './tensorBoard.ts';
import type { TensorBoardOptions } from './tensorBoardOptions.ts';

let logDir = '';
beforeEach(async () => {
  logDir = await temporaryDirectory();
});

function tinyModel(): tf.Sequential {
  const layer = tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0.125), metrics: ['mae'] });
  return model;
}

const params: CallbackParams = {
  epochs: 9,
  initialEpoch: 0,
  steps: 2,
  batchSize: 4,
  samples: 8,
  metrics: [],
  directions: {},
  seed: 0,
};

interface Part {
  readonly epochs: readonly Logs[];
  readonly batches?: readonly Logs[];
  readonly initialEpoch?: number;
  readonly board: TensorBoard;
  readonly state?: ReturnType<TensorBoard['getState']>;
}

/** Drives the callback as core's fit does, up to a break without an end. */
async function train({ epochs, batches = [], initialEpoch = 0, board, state }: Part) {
  board.setParams({ ...params, initialEpoch });
  board.setModel(tinyModel());
  if (state) board.setState(state);
  await board.onTrainBegin();
  for (const [index, logs] of epochs.entries()) {
    for (const [batch, batchLogs] of batches.entries()) await board.onBatchEnd(batch, batchLogs);
    await board.onEpochEnd(initialEpoch + index, logs);
  }
  await board.onTrainInterrupt();
  return board.getState();
}

/** Every curve of a split as [step, value] pairs. */
async function curvesOf(split: 'train' | 'validation') {
  const curves = await readScalars(join(logDir, split));
  return Object.fromEntries(
    [...curves].map(([tag, points]) => [tag, points.map(({ step, value }) => [step, value])]),
  );
}

const numFiles = async (split: string): Promise<number> =>
  (await readdir(join(logDir, split))).length;

describe('TensorBoard', () => {
  it('writes the values of epochs under the tags of Keras', async () => {
    const board = new TensorBoard(logDir);
    const epochs = [
      { loss: 1, rocAuc: 0.5, valLoss: 3, valRocAuc: 0.25 },
      { loss: 2, rocAuc: 0.75 },
    ];
    await train({ board, epochs });
    const epoch_learning_rate = [
      [0, 0.125],
      [1, 0.125],
    ];
    expect(await curvesOf('train')).toEqual({
      epoch_learning_rate,
      epoch_loss: [
        [0, 1],
        [1, 2],
      ],
      epoch_roc_auc: [
        [0, 0.5],
        [1, 0.75],
      ],
    });
    expect(await curvesOf('validation')).toEqual({
      epoch_loss: [[0, 3]],
      epoch_roc_auc: [[0, 0.25]],
    });
  });

  it('takes the learning rate of the logs, where a callback put that of the epoch', async () => {
    await train({ board: new TensorBoard(logDir), epochs: [{ learningRate: 0.5 }] });
    expect(await curvesOf('train')).toEqual({ epoch_learning_rate: [[0, 0.5]] });
  });

  it.each([
    ['batch', [1, 2, 3, 4, 5, 6]],
    [1, [1, 2, 3, 4, 5, 6]],
    [4, [4]],
    ['epoch', []],
  ] as const)('writes the values of steps with updateFreq %s', async (updateFreq, steps) => {
    const board = new TensorBoard(logDir, { updateFreq });
    const batches = [{ loss: 0.5, batch: 0, size: 4 }, { loss: 0.25 }];
    await train({ board, epochs: [{}, {}, {}], batches });
    const curves = await curvesOf('train');
    const expected = steps.map((step) => [step, step % 2 === 1 ? 0.5 : 0.25]);
    expect(curves.batch_loss ?? []).toEqual(expected);
    expect(Object.keys(curves)).toHaveLength(steps.length > 0 ? 2 : 1);
  });

  it('asks for the logs of steps only when it writes them', () => {
    const epochs = new TensorBoard(logDir);
    expect(epochs.onBatchEnd).toBe(tf.Callback.prototype.onBatchEnd);
    const batches = new TensorBoard(logDir, { updateFreq: 5 });
    expect(batches.onBatchEnd).not.toBe(tf.Callback.prototype.onBatchEnd);
  });

  it('has each epoch in the files when it ends', async () => {
    const board = new TensorBoard(logDir);
    board.setModel(tinyModel());
    await board.onTrainBegin();
    await board.onEpochEnd(0, { loss: 1, valLoss: 2 });
    expect((await curvesOf('train')).epoch_loss).toEqual([[0, 1]]);
    expect((await curvesOf('validation')).epoch_loss).toEqual([[0, 2]]);
    await board.onTrainEnd();
  });

  it.each(['onTrainEnd', 'onTrainInterrupt', 'onTrainBegin'] as const)(
    'closes its files %s; what comes after goes into new ones',
    async (hook) => {
      const board = new TensorBoard(logDir);
      board.setModel(tinyModel());
      await board.onTrainBegin();
      await board.onEpochEnd(0, { loss: 1, valLoss: 2 });
      await board[hook]();
      await board.onEpochEnd(1, { loss: 1, valLoss: 2 });
      expect([await numFiles('train'), await numFiles('validation')]).toEqual([2, 2]);
      board.close();
    },
  );

  it.each([
    [undefined, true],
    ['tensor', true],
    ['simpleValue', false],
  ] as const)('writes scalars in the form that it is told: %s', async (scalarForm, isTensor) => {
    const board = new TensorBoard(logDir, scalarForm ? { scalarForm } : {});
    await train({ board, epochs: [{ loss: 1 }] });
    const [name = ''] = await readdir(join(logDir, 'train'));
    const bytes = await readFile(join(logDir, 'train', name), 'latin1');
    expect(bytes.includes('scalars')).toBe(isTensor);
  });

  it.each(['simpleValue', 'tensor'] as const)(
    'goes on after a kill in a new file, as %s',
    async (scalarForm) => {
      const options: TensorBoardOptions = { updateFreq: 'batch', scalarForm };
      const batches = [{ loss: 1 }, { loss: 2 }];
      const state = await train({
        board: new TensorBoard(logDir, options),
        epochs: [{ loss: 1 }, { loss: 2 }],
        batches,
      });
      await train({
        board: new TensorBoard(logDir, options),
        epochs: [{ loss: 20 }, { loss: 30 }],
        batches,
        initialEpoch: 1,
        state: { values: JSON.parse(JSON.stringify(state.values)) },
      });
      expect(await numFiles('train')).toBe(2);
      const { epoch_loss, batch_loss } = await curvesOf('train');
      expect(epoch_loss).toEqual([
        [0, 1],
        [1, 20],
        [2, 30],
      ]);
      expect(batch_loss?.map(([step]) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    },
  );

  it('counts steps from the first epoch where there is no state', async () => {
    const options: TensorBoardOptions = { updateFreq: 'batch' };
    const batches = [{ loss: 1 }, { loss: 2 }];
    const board = new TensorBoard(logDir, options);
    await train({ board, epochs: [{}], batches, initialEpoch: 3 });
    expect((await curvesOf('train')).batch_loss?.map(([step]) => step)).toEqual([7, 8]);
  });

  it('counts anew in a new training, after a resumed one too', async () => {
    const board = new TensorBoard(logDir, { updateFreq: 'batch' });
    const batches = [{ loss: 1 }];
    const state = { values: { steps: 40, epochStart: 40 } };
    await train({ board, epochs: [{}], batches, state });
    expect(board.getState().values).toEqual({ steps: 41, epochStart: 41 });
    await train({ board, epochs: [{}], batches });
    expect(board.getState().values).toEqual({ steps: 1, epochStart: 1 });
  });

  it('makes TensorBoard forget the epochs that a resumed training repeats', async () => {
    await train({ board: new TensorBoard(logDir), epochs: [{ loss: 1 }], initialEpoch: 5 });
    const [name = ''] = await readdir(join(logDir, 'train'));
    // Field 2 (step) is 5, field 7 (session log) is { status: START }.
    expect((await readFile(join(logDir, 'train', name))).toString('hex')).toContain('10053a020801');
  });

  it('writes what a real model.fit gives, and leaks nothing', async () => {
    await expectNoLeaks(async () => {
      const x = tf.tensor2d([0, 1, 2, 3, 4, 5, 6, 7], [8, 1]);
      const y = tf.tensor2d([0, 2, 4, 6, 8, 10, 12, 14], [8, 1]);
      const model = tinyModel();
      const { history } = await model.fit(x, y, {
        epochs: 2,
        batchSize: 4,
        shuffle: false,
        validationSplit: 0.25,
        callbacks: [new TensorBoard(logDir, { updateFreq: 'batch' })],
      });
      const [train, validation] = [await curvesOf('train'), await curvesOf('validation')];
      expect(train.epoch_loss?.map(([, value]) => value)).toEqual(history.loss);
      expect(train.epoch_mae?.map(([, value]) => value)).toEqual(history.mae);
      expect(validation.epoch_loss?.map(([, value]) => value)).toEqual(history.val_loss);
      expect(train.batch_loss?.map(([step]) => step)).toEqual([1, 2, 3, 4]);
      expect(Object.keys(validation)).toEqual(['epoch_loss', 'epoch_mae']);
      tf.dispose([x, y]);
      model.optimizer.dispose();
      model.dispose();
    });
  });

  it('goes on counting steps in model.fit with initialEpoch', async () => {
    const x = tf.zeros([6, 1]);
    await tinyModel().fit(x, x, {
      epochs: 3,
      initialEpoch: 2,
      batchSize: 4,
      callbacks: [new TensorBoard(logDir, { updateFreq: 'batch' })],
    });
    expect((await curvesOf('train')).batch_loss?.map(([step]) => step)).toEqual([5, 6]);
  });

  it('says what is wrong behind a plain object in the callbacks of model.fit', async () => {
    const x = tf.zeros([2, 1]);
    const callbacks = [{ onEpochEnd: () => undefined }, new TensorBoard(logDir)];
    const training = tinyModel().fit(x, x, { callbacks: callbacks as tf.CustomCallbackArgs[] });
    await expect(training).rejects.toThrow('TensorBoard was not given the model');
  });

  it('makes a folder that cannot be made an error', async () => {
    await writeFile(join(logDir, 'train'), '');
    const training = train({ board: new TensorBoard(logDir), epochs: [{ loss: 1 }] });
    await expect(training).rejects.toThrow(FileError);
  });

  it('counts steps that are taken several at once, and writes when their number is passed', async () => {
    const board = new TensorBoard(logDir, { updateFreq: 4 });
    board.setParams({ ...params, steps: 7 });
    board.setModel(tinyModel());
    await board.onTrainBegin();
    for (const epoch of [0, 1]) {
      for (const batch of [2, 5, 6]) await board.onBatchEnd(batch, { loss: 10 * epoch + batch });
      await board.onEpochEnd(epoch, {});
    }
    board.close();
    // Steps 3, 6, 7 and 10, 13, 14 are ends: 4 and 8 and 12 are passed at 6, 10 and 13.
    expect((await curvesOf('train')).batch_loss).toEqual([
      [6, 5],
      [10, 12],
      [13, 15],
    ]);
  });

  it('goes on in the middle of an epoch', async () => {
    const board = new TensorBoard(logDir, { updateFreq: 1 });
    board.setModel(tinyModel());
    board.setState({ values: { steps: 12, epochStart: 10 } });
    await board.onTrainBegin();
    await board.onBatchEnd(2, { loss: 1 });
    board.close();
    expect((await curvesOf('train')).batch_loss).toEqual([[13, 1]]);
  });

  it.each([0, -1, 1.5, Number.NaN, 'step' as 'batch'])('refuses updateFreq %s', (updateFreq) => {
    expect(() => new TensorBoard(logDir, { updateFreq })).toThrow(ValueError);
  });

  it.each([
    { histogramFreq: -1 },
    { histogramFreq: 0.5 },
    { embeddingsFreq: Number.NaN },
    { writeImages: true },
    { probe: { x: [[1]], y: [[1]] } },
    { scalarForm: 'text' as 'tensor', histogramFreq: -1 },
  ])('refuses %j', (options) => {
    expect(() => new TensorBoard(logDir, options)).toThrow(ValueError);
  });

  it('refuses an empty folder', () => {
    expect(() => new TensorBoard('')).toThrow(ValueError);
  });
});
