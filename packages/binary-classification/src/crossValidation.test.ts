// Cross-validation of core with classifiers: our metrics as they are, the embedded data, the engine.
import {
  crossValidate,
  crossValidateWith,
  FoldError,
  type FoldRows,
  fit,
  predictOne,
} from '@dlqr/core';
import { Random, withSeededMathRandom } from '@dlqr/core/random';
import { columnOf, type Table, takeRows, withoutColumns } from '@dlqr/core/table';
import { kFold, leaveOneGroupOut, stratifiedKFold } from '@dlqr/data-split';
import { datasetNamed } from '@dlqr/datasets';
import { computeFromOutputs, getMetric, metricNames } from '@dlqr/metrics';
import { TablePreprocessor } from '@dlqr/preprocessing';
import { typescriptInWorkers } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel, preprocess, setup } from './testing/sensorNet.ts';

typescriptInWorkers();

const metrics = ['rocAuc', 'f1', 'accuracy', 'logLoss', 'brierScoreLoss'].map(getMetric);
const options = { metrics, fit: { epochs: 2, batchSize: 32 }, seed: 3 };

/** Every 40th reading of the embedded data. */
async function sensors(): Promise<{ x: Table; y: Float64Array; motes: string[] }> {
  const { data } = await datasetNamed('single-hop-sensors').load({ source: 'embedded' });
  if (data.kind !== 'table') return expect.fail('no table');
  const rows = Array.from({ length: Math.floor(data.table.numRows / 40) }, (_, row) => 40 * row);
  const table = takeRows(data.table, rows);
  const [target, mote] = [columnOf(table, 'indoor'), columnOf(table, 'mote_id')];
  if (target.kind !== 'number' || mote.kind !== 'category') return expect.fail('other columns');
  const motes = Array.from(mote.codes, (code) => mote.categories[code] ?? '');
  return { x: withoutColumns(table, ['indoor', 'mote_id']), y: target.values, motes };
}

describe('the metrics of @dlqr/metrics', () => {
  const numRows = 90;
  const random = new Random(5);
  const outputsOf = (numColumns: number) =>
    Array.from({ length: numRows }, () => {
      const row = Array.from({ length: numColumns }, () => random.uniform(0.01, 1));
      const sum = row.reduce((total, value) => total + value, 0);
      return numColumns === 1 ? row : row.map((value) => value / sum);
    });
  const classes = (numClasses: number) =>
    Array.from({ length: numRows }, (_, row) => (row * 7) % numClasses);
  const oneHot = (labels: number[], numClasses: number) =>
    labels.map((label) =>
      Array.from({ length: numClasses }, (_, column) => Number(column === label)),
    );

  it.each([
    ['one sigmoid', classes(2), outputsOf(1)],
    ['two columns', classes(2), outputsOf(2)],
    ['two columns, one-hot truth', oneHot(classes(2), 2), outputsOf(2)],
    ['three columns', classes(3), outputsOf(3)],
    ['three columns, one-hot truth', oneHot(classes(3), 3), outputsOf(3)],
  ])('score %s as computeFromOutputs does', async (_, y, outputs) => {
    const splits = [...kFold(numRows, { numFolds: 3, shuffle: true, seed: 1 })];
    let numCompared = 0;
    for (const metric of metricNames.map(getMetric)) {
      if (metric.predictions === 'values') continue;
      const expected = (test: Int32Array) =>
        computeFromOutputs(
          metric,
          Array.from(test, (row) => y[row]) as number[],
          Array.from(test, (row) => outputs[row] ?? []),
        );
      const run = () =>
        crossValidateWith(
          ({ test }) => ({ test: Array.from(test, (row) => outputs[row] ?? []) }),
          y,
          { splits, metrics: [metric] },
        );
      let scores: number[] = [];
      try {
        scores = splits.map(({ test }) => expected(test));
      } catch {
        await expect(run(), metric.name).rejects.toThrow(`the metric "${metric.name}"`);
        continue;
      }
      expect((await run()).scores[metric.name]?.values, metric.name).toEqual(scores);
      numCompared += 1;
    }
    expect(numCompared).toBeGreaterThan(8);
  });
});

describe.each(['cpu', 'onnx'])('the embedded sensor readings on %s', (backend) => {
  let data: Awaited<ReturnType<typeof sensors>>;
  let splits: FoldRows[];
  beforeAll(async () => {
    if (backend === 'onnx') await setup();
    else await tf.setBackend(backend);
    data = await sensors();
    splits = [...stratifiedKFold(data.y, { numFolds: 3, shuffle: true, seed: 1 })];
  });

  it('give the figures of a loop written by hand', async () => {
    const { x, y } = data;
    const result = await crossValidate(buildModel, { x, y }, { ...options, splits, preprocess });
    for (const [index, { train, test }] of splits.entries()) {
      const { seed, scores } = result.folds[index] ?? expect.fail();
      const preprocessor = TablePreprocessor.fit(takeRows(x, train));
      const features = (rows: Int32Array) => {
        const { values, numRows, numColumns } = preprocessor.transform(takeRows(x, rows));
        return { values, shape: [numRows, numColumns] };
      };
      const [xTrain, yTrain] = [features(train), Float32Array.from(train, (row) => y[row] ?? 0)];
      const context = { index, seed, inputShape: xTrain.shape.slice(1), parameters: undefined };
      const model = await withSeededMathRandom(new Random(seed, 'weights'), () =>
        buildModel({ ...context, yTrain: { values: yTrain, shape: [train.length, 1] } }),
      );
      await fit(model, { x: xTrain, y: yTrain }, { ...options.fit, seed });
      const { values } = await predictOne(model, features(test));
      const yTest = Array.from(test, (row) => y[row] ?? 0);
      for (const metric of metrics) {
        expect(scores[metric.name], metric.name).toBe(computeFromOutputs(metric, yTest, values));
      }
      model.dispose();
    }
    expect(result.outOfFold.counts.every((count) => count === 1)).toBe(true);
  });

  if (backend === 'onnx') {
    it('give the same bits from worker threads', async () => {
      const { x, y } = data;
      const module = { module: new URL('./testing/sensorNet.ts', import.meta.url) };
      const serial = await crossValidate(module, { x, y }, { ...options, splits });
      const parallel = await crossValidate(module, { x, y }, { ...options, splits, workers: 2 });
      expect(parallel.scores).toEqual(serial.scores);
      expect(parallel.outOfFold).toEqual(serial.outOfFold);
      expect(parallel.folds.map(({ history }) => history)).toEqual(
        serial.folds.map(({ history }) => history),
      );
    });
  } else {
    it('name the fold and the metric where a fold has one class only', async () => {
      const { x, y, motes } = data;
      const error = await crossValidate(
        buildModel,
        { x, y },
        { ...options, fit: { epochs: 1 }, splits: leaveOneGroupOut(motes), preprocess },
      ).catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(FoldError);
      expect(error).toMatchObject({ fold: 0 });
      expect((error as FoldError).message).toContain('the metric "rocAuc"');
    });

    it('give the same bits from workers whose set-up chose another backend', async () => {
      const { x, y } = data;
      const module = { module: new URL('./testing/sensorNet.ts', import.meta.url) };
      const parallel = await crossValidate(module, { x, y }, { ...options, splits, workers: 1 });
      const serial = await crossValidate(module, { x, y }, { ...options, splits });
      expect(parallel.scores).toEqual(serial.scores);
    });
  }
});
