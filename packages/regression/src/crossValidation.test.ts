// Cross-validation of core with our splitters, scalers and metrics on real wine.
import { readFileSync } from 'node:fs';
import { crossValidate, crossValidateWith, fit, learningCurve, predictOne } from '@dlqr/core';
import { Random, withSeededMathRandom } from '@dlqr/core/random';
import {
  groupKFold,
  kFold,
  repeatedKFold,
  stratifiedKFold,
  timeSeriesSplit,
} from '@dlqr/data-split';
import { getMetric } from '@dlqr/metrics';
import { StandardScaler } from '@dlqr/preprocessing';
import { describeShared, expectAllClose, sharedPath, typescriptInWorkers } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { fitLinearRegression, predictLinear } from './linearRegression.ts';
import { buildModel, preprocess } from './testing/wineNet.ts';

typescriptInWorkers();

const metrics = [getMetric('meanAbsoluteError'), getMetric('r2')];

/** White wines: 11 measurements, and their quality. */
function wine(): { readonly x: number[][]; readonly y: number[] } {
  const path = sharedPath('data/wine-quality/winequality-white.csv') ?? '';
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  const rows = lines.map((line) => line.split(';').map(Number));
  return { x: rows.map((row) => row.slice(0, -1)), y: rows.map((row) => row.at(-1) ?? 0) };
}

/** Least squares on standardised columns, in the rows of a fold alone. */
function line({ x, y }: ReturnType<typeof wine>): Parameters<typeof crossValidateWith>[0] {
  const pick = <T>(rows: readonly T[], chosen: Int32Array) =>
    Array.from(chosen, (row) => rows[row] as T);
  return ({ train, test }) => {
    const scaler = new StandardScaler().fit(pick(x, train));
    const features = (rows: Int32Array) => {
      const scaled = scaler.transform(pick(x, rows));
      return { ...scaled, values: Float32Array.from(scaled.values) };
    };
    const model = fitLinearRegression(features(train), pick(y, train));
    return {
      test: predictLinear(model, features(test)),
      train: predictLinear(model, features(train)),
    };
  };
}

describeShared('data/wine-quality', 'a line on wine', () => {
  // scikit-learn 1.9.1: cross_validate(make_pipeline(StandardScaler(), LinearRegression()), …)
  const kFold5 = {
    meanAbsoluteError: [
      0.6515140307640239, 0.6028726487778102, 0.5866058252937448, 0.5760798504849607,
      0.5519158397542439,
    ],
    r2: [
      0.201267759758198, 0.292760522382838, 0.27466002902371456, 0.3055526295762767,
      0.15465158340731922,
    ],
    trainR2: [
      0.29905605265443214, 0.2755771276666149, 0.2778785874850229, 0.26746177463472676,
      0.2995391989312235,
    ],
  };
  const timeSeries5 = {
    meanAbsoluteError: [
      0.6599961800680958, 0.5876560163758512, 0.5968141724017134, 0.5585158058481241,
      0.5517601196705387,
    ],
    r2: [
      0.26932438181606644, 0.20522328431651282, 0.24519981098694588, 0.32505889346655525,
      0.13251843694291776,
    ],
    trainR2: [
      0.2741893348211816, 0.2959557712059341, 0.28334216719926497, 0.28824143473013775,
      0.29940521433187084,
    ],
  };

  it.each([
    ['kFold', kFold, kFold5],
    ['timeSeriesSplit', timeSeriesSplit, timeSeries5],
  ])('gets the scores of scikit-learn over %s', async (_, split, golden) => {
    const data = wine();
    const splits = split(data.y.length);
    const result = await crossValidateWith(line(data), data.y, { splits, metrics });
    const tolerance = { relative: 1e-5 }; // features of 32 bits
    expectAllClose(
      result.scores.meanAbsoluteError?.values ?? [],
      golden.meanAbsoluteError,
      tolerance,
    );
    expectAllClose(result.scores.r2?.values ?? [], golden.r2, tolerance);
    expectAllClose(result.trainScores?.r2?.values ?? [], golden.trainR2, tolerance);
    const numTested = result.outOfFold.counts.reduce((sum, count) => sum + count, 0);
    expect(numTested).toBe([...splits].reduce((sum, { test }) => sum + test.length, 0));
    const untested = result.outOfFold.counts.indexOf(0);
    expect(untested < 0 || Number.isNaN(result.outOfFold.values[untested])).toBe(true);
  });

  it('errs less on new wines, and more on known ones, the more it has seen', async () => {
    const data = wine();
    const points = await learningCurve(
      ({ splits }) => crossValidateWith(line(data), data.y, { splits, metrics }),
      {
        splits: kFold(data.y.length, { shuffle: true, seed: 1 }),
        trainSizes: [20, 100, 1000],
        seeds: [1, 2],
      },
    );
    const test = points.map(({ scores }) => scores.meanAbsoluteError?.mean ?? 0);
    const train = points.map(({ trainScores }) => trainScores?.meanAbsoluteError?.mean ?? 0);
    expect(test).toEqual([...test].sort((a, b) => b - a));
    expect(train).toEqual([...train].sort((a, b) => a - b));
  });
});

describeShared('data/wine-quality', 'a net on wine', () => {
  const numRows = 300;
  const options = { metrics, fit: { epochs: 3, batchSize: 32 }, seed: 5 };
  let data: ReturnType<typeof wine>;
  beforeAll(async () => {
    await tf.setBackend('cpu');
    const { x, y } = wine();
    data = { x: x.slice(0, numRows), y: y.slice(0, numRows) };
  });

  it('gets the figures of a loop written by hand', async () => {
    const splits = kFold(numRows, { numFolds: 3, shuffle: true, seed: 2 });
    const result = await crossValidate(buildModel, data, { ...options, splits, preprocess });
    let index = 0;
    for (const { train, test } of splits) {
      const { seed, scores } = result.folds[index++] ?? expect.fail();
      const scaler = new StandardScaler().fit(Array.from(train, (row) => data.x[row] ?? []));
      const features = (rows: Int32Array) => {
        const { values } = scaler.transform(Array.from(rows, (row) => data.x[row] ?? []));
        return { values: Float32Array.from(values), shape: [rows.length, 11] };
      };
      const yTrain = Float32Array.from(train, (row) => data.y[row] ?? 0);
      const context = { index, seed, inputShape: [11], parameters: undefined };
      const model = await withSeededMathRandom(new Random(seed, 'weights'), () =>
        buildModel({ ...context, yTrain: { values: yTrain, shape: [train.length, 1] } }),
      );
      await fit(model, { x: features(train), y: yTrain }, { ...options.fit, seed });
      const { values } = await predictOne(model, features(test));
      const yTest = Array.from(test, (row) => data.y[row] ?? 0);
      for (const metric of metrics) expect(scores[metric.name]).toBe(metric.compute(yTest, values));
    }
    expect(index).toBe(3);
  });

  it('gets the same figures from worker threads', async () => {
    const module = { module: new URL('./testing/wineNet.ts', import.meta.url) };
    const splits = repeatedKFold(numRows, { numFolds: 2, numRepeats: 2, seed: 2 });
    const [serial, parallel] = [
      await crossValidate(buildModel, data, { ...options, splits, preprocess }),
      await crossValidate(module, data, { ...options, splits, workers: 2 }),
    ];
    expect(parallel.scores).toEqual(serial.scores);
    expect(parallel.outOfFold).toEqual(serial.outOfFold);
    expect(new Set(parallel.outOfFold.counts)).toEqual(new Set([2]));
  });

  it('goes over stratified and grouped folds', async () => {
    const groups = data.y.map((_, row) => row % 10);
    for (const splits of [
      stratifiedKFold(data.y, { numFolds: 2, allowRareClasses: true }),
      groupKFold(groups, { numFolds: 2 }),
    ]) {
      const result = await crossValidate(buildModel, data, { ...options, splits, preprocess });
      expect(result.folds).toHaveLength(2);
      expect(new Set(result.outOfFold.counts)).toEqual(new Set([1]));
    }
  });
});
