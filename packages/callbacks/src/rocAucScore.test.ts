import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ArrayData, fit, Random } from '@dlqr/core';
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { CSVLogger } from './csvLogger.ts';
import { EarlyStopping } from './earlyStopping.ts';
import { History } from './history.ts';
import { ModelCheckpoint } from './modelCheckpoint.ts';
import { RocAucScore, type RocAucScoreOptions } from './rocAucScore.ts';
import { disposeModel } from './testing/fakeTraining.ts';
import { identityModel, scaling } from './testing/identityModel.ts';
import { fitPlain, LOOPS } from './testing/loops.ts';

/** roc_auc_score of scikit-learn 1.9.1 of these: 8 / 9. */
const labels = [0, 0, 1, 1, 0, 1];
const scores = [0.1, 0.4, 0.35, 0.8, 0.2, 0.7].map((score) => [score]);
const binary = { x: scores, y: labels.map((label) => [label]) };

/** Rows of probabilities. */
const several = {
  x: [
    [0.5, 0.25, 0.25],
    [0.25, 0.5, 0.25],
    [0.125, 0.25, 0.625],
    [0.5, 0.125, 0.375],
    [0.375, 0.25, 0.375],
    [0.25, 0.375, 0.375],
    [0.25, 0.25, 0.5],
  ],
  y: [0, 1, 2, 2, 1, 0, 2],
};

/** The share of pairs of a positive and a negative that are in the right order, ties one half. */
function pairsInOrder(truth: readonly number[], predicted: ArrayLike<number>): number {
  let [inOrder, pairs] = [0, 0];
  for (const [positive, isPositive] of truth.entries()) {
    for (const [negative, isOther] of truth.entries()) {
      if (isPositive !== 1 || isOther !== 0) continue;
      const difference = (predicted[positive] as number) - (predicted[negative] as number);
      inOrder += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
      pairs += 1;
    }
  }
  return inOrder / pairs;
}

/** What the callback logs for a model that gives out its inputs, after one epoch. */
async function scoreOf(
  validationData: ArrayData,
  options: Partial<RocAucScoreOptions> = {},
  width = 1,
): Promise<number | undefined> {
  const model = identityModel(width);
  const history = new History();
  const callbacks = [new RocAucScore({ validationData, ...options }), history];
  const data = { x: [new Array(width).fill(0.5)], y: [new Array(width).fill(0)] };
  try {
    await fitPlain(model, data, { epochs: 1, batchSize: 1, callbacks });
  } finally {
    disposeModel(model);
  }
  return history.history[Object.keys(history.history).at(-1) ?? '']?.[0];
}

describe('RocAucScore', () => {
  it.each<[string, ArrayData, Partial<RocAucScoreOptions>, number, number]>([
    ['two classes', binary, {}, 1, 8 / 9],
    ['flat labels', { x: scores, y: labels }, {}, 1, 8 / 9],
    ['tensors', { x: tf.tensor2d(scores), y: tf.tensor1d(labels, 'int32') }, {}, 1, 8 / 9],
    ['weighted samples', { ...binary, sampleWeight: [1, 2, 3, 1, 1, 1] }, {}, 1, 0.7],
    [
      'two outputs, one-hot',
      { x: scores.map(([s = 0]) => [1 - s, s]), y: labels.map((label) => [1 - label, label]) },
      {},
      2,
      8 / 9,
    ],
    ['several classes', several, {}, 3, 0.7722222222222221],
    ['several, weighted', several, { average: 'weighted' }, 3, 0.7928571428571428],
    ['several, pairwise', several, { multiClass: 'ovo' }, 3, 0.763888888888889],
    [
      'several, pairwise and weighted',
      several,
      { multiClass: 'ovo', average: 'weighted' },
      3,
      0.7738095238095238,
    ],
    [
      'several, one-hot, in batches of two',
      { ...several, y: several.y.map((label) => [0, 1, 2].map((at) => Number(at === label))) },
      { batchSize: 2 },
      3,
      0.7722222222222221,
    ],
  ])('equals scikit-learn on %s', async (_, data, options, width, expected) => {
    expect(await scoreOf(data, options, width)).toBeCloseTo(expected, 12);
  });

  for (const [name, loop] of LOOPS) {
    it(`is exact on whole sets with the weights of the epoch, in ${name}`, async () => {
      const random = new Random(7, 'roc');
      const x = Array.from({ length: 60 }, () => [random.normal(), random.normal()]);
      const y = x.map(([a = 0, b = 0]) => [Number(a + 0.5 * b + random.normal() > 1)]); // rare ones
      const [data, validationData] = [
        { x: x.slice(0, 40), y: y.slice(0, 40) },
        { x: x.slice(40), y: y.slice(40) },
      ];
      const kernelInitializer = tf.initializers.glorotUniform({ seed: 3 });
      const model = tf.sequential({
        layers: [
          tf.layers.dense({
            units: 1,
            activation: 'sigmoid',
            inputShape: [2],
            kernelInitializer,
          }),
        ],
      });
      model.compile({ loss: 'binaryCrossentropy', optimizer: tf.train.sgd(1) });
      const expected: number[][] = [];
      const score = new RocAucScore({ validationData, trainData: data });
      class Note extends History {
        override async onEpochEnd(epoch: number, logs = {}): Promise<void> {
          await super.onEpochEnd(epoch, logs);
          expected.push(
            [data, validationData].map((part) =>
              tf.tidy(() => {
                const predicted = model.predict(tf.tensor2d(part.x)) as tf.Tensor;
                return pairsInOrder(part.y.flat(), predicted.dataSync());
              }),
            ),
          );
        }
      }
      const note = new Note();
      const history = await loop(model, data, {
        epochs: 3,
        batchSize: 8,
        callbacks: [score, note],
      });
      expect(expected).toHaveLength(3);
      const found = note.history.rocAuc?.map((value, at) => [value, note.history.valRocAuc?.[at]]);
      expect(found).toEqual(expected);
      expect(history.valRocAuc).toEqual(note.history.valRocAuc); // the loop's own history, too
      disposeModel(model);
    });

    it(`tells the callbacks behind it that large is good, in ${name}`, async () => {
      const directory = await temporaryDirectory();
      const model = identityModel(1);
      const score = new RocAucScore({ validationData: binary });
      const path = join(directory, '{epoch:02d}-{valRocAuc:.6f}');
      const best = new ModelCheckpoint(path, { monitor: 'valRocAuc', saveBestOnly: true });
      const stopping = new EarlyStopping({ monitor: 'val_rocAuc', patience: 2 });
      const callbacks = [scaling(model, [-1, 1, 1, -1]), score, best, stopping];
      await loop(model, binary, { epochs: 9, batchSize: 8, callbacks });
      expect((await readdir(directory)).sort()).toEqual(['01-0.111111', '02-0.888889']);
      expect([stopping.bestEpoch, stopping.best, stopping.stoppedEpoch]).toEqual([1, 8 / 9, 3]);
      disposeModel(model);
    });
  }

  it("is the score of core's streaming metric, which needs no validation data twice", async () => {
    const { rocAucMetric } = await import('@dlqr/metrics');
    const model = identityModel(1);
    const { history } = await fit(model, binary, {
      validationData: binary,
      metrics: [rocAucMetric()],
      callbacks: [new RocAucScore({ validationData: binary, name: 'again' })],
    });
    expect(history.valAgain).toEqual([8 / 9]);
    expect(history.valRocAuc?.[0]).toBeCloseTo(8 / 9, 12);
    disposeModel(model);
  });

  it('scores every so many epochs; those who follow it pass over the others', async () => {
    const model = identityModel(1);
    const history = new History();
    const stopping = new EarlyStopping({ monitor: 'valRocAuc', patience: 1 });
    const score = new RocAucScore({ validationData: binary, frequency: 3 });
    const options = { epochs: 99, batchSize: 8, callbacks: [score, stopping, history] };
    await fitPlain(model, binary, options);
    expect(stopping.stoppedEpoch).toBe(5);
    const isScored = history.history.valRocAuc?.map((value) => !Number.isNaN(value));
    expect(isScored).toEqual([false, false, true, false, false, true]);
    disposeModel(model);
  });

  it('is NaN for a diverged model, which is no improvement', async () => {
    const model = identityModel(1);
    const score = new RocAucScore({ validationData: binary });
    const stopping = new EarlyStopping({ monitor: 'valRocAuc', patience: 1 });
    const callbacks = [scaling(model, [1, Number.NaN, 1]), score, stopping];
    const { valRocAuc } = await fitPlain(model, binary, { epochs: 5, batchSize: 8, callbacks });
    expect(valRocAuc).toEqual([8 / 9, Number.NaN]);
    expect([stopping.best, stopping.stoppedEpoch]).toEqual([8 / 9, 1]);
    disposeModel(model);
  });

  it('leaks nothing, and the file of CSVLogger has its column', async () => {
    const path = join(await temporaryDirectory(), 'history.csv');
    await expectNoLeaks(async () => {
      const model = identityModel(1);
      const callbacks = [new RocAucScore({ validationData: binary }), new CSVLogger(path)];
      await fitPlain(model, binary, { epochs: 2, batchSize: 8, callbacks });
      await fit(model, binary, { epochs: 2, callbacks });
      disposeModel(model);
    });
  });

  it.each<[string, ArrayData, number, typeof ValueError | typeof ShapeError, string]>([
    ['one class only', { x: [[1], [2]], y: [1, 1] }, 1, ValueError, 'needs samples of two classes'],
    ['a class that is missing', { ...several, y: [0, 1, 1, 0, 1, 0, 0] }, 3, ValueError, 'class 2'],
    ['a label out of range', { x: [[1], [2]], y: [0, 2] }, 1, ValueError, 'y[1] is 2'],
    ['a class there is none of', { ...several, y: [0, 1, 2, 3, 1, 0, 2] }, 3, ValueError, '0 to 2'],
    ['half a label', { x: [[1], [2]], y: [0.5, 1] }, 1, ValueError, 'y[0] is 0.5'],
    ['NaN labels', { x: [[1], [2]], y: [Number.NaN, 1] }, 1, ValueError, 'y[0] is NaN'],
    ['-1 as a class', { x: [[1], [2]], y: [-1, 1] }, 1, ValueError, 'expected a class from 0 to 1'],
    ['soft rows', { x: several.x, y: several.x }, 3, ValueError, 'expected a single 1'],
    [
      'two classes in a row',
      { ...several, y: several.y.map((label) => [1, 0, Number(label > 0)]) },
      3,
      ValueError,
      'y[1] is [1, 0, 1]; expected a single 1',
    ],
    ['too few labels', { x: [[1], [2]], y: [1] }, 1, ShapeError, 'y has 1 rows'],
    ['too many columns', { x: [[1, 2]], y: [1] }, 1, ShapeError, 'x has rows of shape [2]'],
    ['no rows', { x: [] as number[][], y: [] as number[] }, 1, ShapeError, 'validationData'],
    ['no data at all', {} as ArrayData, 1, ValueError, 'not of the form { x, y }'],
  ])('refuses %s before training', async (_, data, width, kind, message) => {
    const scoring = scoreOf(data, {}, width);
    await expect(scoring).rejects.toThrow(message);
    await expect(scoring).rejects.toMatchObject({ code: new kind('').code });
    await expect(scoring).rejects.toThrow('validationData');
  });

  it('refuses outputs of several classes that are no probabilities', async () => {
    const logits = { ...several, x: several.x.map((row) => row.map((value) => 3 * value)) };
    await expect(scoreOf(logits, {}, 3)).rejects.toMatchObject({
      hint: expect.stringContaining('softmax'),
    });
  });

  it('asks which output where there are several', async () => {
    const input = tf.input({ shape: [1] });
    const [a, b] = ['a', 'b'].map((name) =>
      tf.layers.dense({ units: 1, name, kernelInitializer: 'ones' }).apply(input),
    ) as [tf.SymbolicTensor, tf.SymbolicTensor];
    const model = tf.model({ inputs: input, outputs: [a, b] });
    model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0) });
    const data = { x: scores, y: { a: labels, b: labels.map((label) => 1 - label) } };
    const run = (output?: string) =>
      fit(model, data, {
        callbacks: [new RocAucScore({ validationData: data, ...(output && { output }) })],
      });
    await expect(run()).rejects.toThrow('the model has a, b');
    await expect(run('c')).rejects.toThrow('output is "c"');
    expect((await run('a')).history.valRocAuc?.[0]).toBeCloseTo(8 / 9, 12);
    expect((await run('b')).history.valRocAuc?.[0]).toBeCloseTo(1 / 9, 12);
    disposeModel(model);
  });

  it('refuses a model that does not classify rows', async () => {
    const layer = tf.layers.dense({ units: 1, inputShape: [3, 1] });
    const model = tf.sequential({ layers: [layer] });
    model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0) });
    const data = { x: tf.zeros([2, 3, 1]), y: tf.zeros([2, 3, 1]) };
    const training = fit(model, data, { callbacks: [new RocAucScore({ validationData: data })] });
    await expect(training).rejects.toThrow("the model's output is [any, 3, 1]");
    disposeModel(model);
  });

  it('refuses a name that is taken', async () => {
    const model = identityModel(1);
    const twice = [1, 2].map(() => new RocAucScore({ validationData: binary }));
    const training = fitPlain(model, binary, { epochs: 1, batchSize: 8, callbacks: twice });
    await expect(training).rejects.toThrow('named "valRocAuc"');
    disposeModel(model);
  });

  it.each([
    ['no data', {}],
    ['no epochs', { validationData: binary, frequency: 0 }],
    ['another way', { validationData: binary, multiClass: 'all' as 'ovr' }],
    ['another average', { validationData: binary, average: 'micro' as 'macro' }],
  ])('refuses %s', (_, options) => {
    expect(() => new RocAucScore(options)).toThrow(ValueError);
  });
});
