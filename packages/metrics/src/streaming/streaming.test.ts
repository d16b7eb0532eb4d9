// Every streaming metric against its exact function, over random batches; one table of all of them.
import type { MetricBatch, StreamingMetric } from '@dlqr/core';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import * as metrics from '../index.ts';

/** Samples as `fit` hands them over: truth and outputs, row by row. */
interface Data {
  readonly yTrue: readonly number[];
  readonly yPred: readonly number[];
  readonly weights: readonly number[];
}
type Exact = (yTrue: number[][], yPred: number[][], sampleWeight: number[] | null) => number;
type Row = readonly [
  name: string,
  create: () => StreamingMetric,
  data: (random: Random) => Data,
  exact: Exact,
];

const NUM_SAMPLES = 53;

function table(
  random: Random,
  trueRow: () => number[],
  predRow: (truth: number[]) => number[],
): Data {
  const truths = Array.from({ length: NUM_SAMPLES }, trueRow);
  return {
    yTrue: truths.flat(),
    yPred: truths.flatMap(predRow),
    weights: truths.map(() => random.integer(0, 4) / 2),
  };
}

const values = (width: number) => (random: Random) =>
  table(
    random,
    () => Array.from({ length: width }, () => random.uniform(1, 9)),
    (truth) => truth.map((value) => value + random.normal(0.2, 0.5)),
  );
const sigmoid = (random: Random) =>
  table(
    random,
    () => [random.integer(0, 2)],
    ([truth]) => [random.integer(0, 8) / 10 + 0.3 * (truth as number)],
  );
const softmaxOf = (random: Random, truth: number, numClasses: number) => {
  const raw = Array.from(
    { length: numClasses },
    (_, label) => random.integer(1, 5) + Number(label === truth),
  );
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
};
const labels = (numClasses: number) => (random: Random) =>
  table(
    random,
    () => [random.integer(0, numClasses)],
    ([truth]) => softmaxOf(random, truth as number, numClasses),
  );
const oneHot = (numClasses: number) => (random: Random) =>
  table(
    random,
    () => {
      const truth = random.integer(0, numClasses);
      return Array.from({ length: numClasses }, (_, label) => Number(label === truth));
    },
    (truth) => softmaxOf(random, truth.indexOf(1), numClasses),
  );
const yesNo = (random: Random) =>
  table(
    random,
    () => [random.integer(0, 2), random.integer(0, 2)],
    () => [random.uniform(), random.uniform()],
  );

const flat = (rows: number[][]) => rows.flat();
const second = (rows: number[][]) => rows.map((row) => row[1] as number);
const classesOf = (rows: number[][]) =>
  rows[0]?.length === 1 ? rows.flat() : metrics.argMaxLabels(rows);
const hard = (rows: number[][], threshold = 0.5) =>
  rows[0]?.length === 1 ? metrics.thresholdLabels(rows, threshold) : metrics.argMaxLabels(rows);
const all = [0, 1, 2, 3];

const rows: readonly Row[] = [
  [
    'meanAbsoluteError',
    metrics.meanAbsoluteErrorMetric,
    values(1),
    (t, p, w) => metrics.meanAbsoluteError(t, p, { sampleWeight: w }),
  ],
  [
    'meanAbsoluteError of two outputs',
    metrics.meanAbsoluteErrorMetric,
    values(2),
    (t, p, w) => metrics.meanAbsoluteError(t, p, { sampleWeight: w }),
  ],
  [
    'meanSquaredError',
    metrics.meanSquaredErrorMetric,
    values(2),
    (t, p, w) => metrics.meanSquaredError(t, p, { sampleWeight: w }),
  ],
  [
    'rootMeanSquaredError',
    metrics.rootMeanSquaredErrorMetric,
    values(2),
    (t, p, w) => metrics.rootMeanSquaredError(t, p, { sampleWeight: w }),
  ],
  [
    'meanAbsolutePercentageError',
    metrics.meanAbsolutePercentageErrorMetric,
    values(2),
    (t, p, w) => metrics.meanAbsolutePercentageError(t, p, { sampleWeight: w }),
  ],
  [
    'meanSquaredLogError',
    metrics.meanSquaredLogErrorMetric,
    values(1),
    (t, p, w) => metrics.meanSquaredLogError(t, p, { sampleWeight: w }),
  ],
  ['r2', metrics.r2Metric, values(1), (t, p, w) => metrics.r2Score(t, p, { sampleWeight: w })],
  [
    'r2 of three outputs',
    metrics.r2Metric,
    values(3),
    (t, p, w) => metrics.r2Score(t, p, { sampleWeight: w }),
  ],
  [
    'pearsonCorrelation',
    metrics.pearsonCorrelationMetric,
    values(2),
    (t, p, w) => metrics.pearsonCorrelation(t, p, { sampleWeight: w }),
  ],
  [
    'accuracy of a sigmoid',
    metrics.accuracyMetric,
    sigmoid,
    (t, p, w) => metrics.accuracyScore(flat(t), hard(p), { sampleWeight: w }),
  ],
  [
    'accuracy of labels',
    metrics.accuracyMetric,
    labels(4),
    (t, p, w) => metrics.accuracyScore(flat(t), hard(p), { sampleWeight: w }),
  ],
  [
    'accuracy of one-hot rows',
    metrics.accuracyMetric,
    oneHot(3),
    (t, p, w) => metrics.accuracyScore(classesOf(t), hard(p), { sampleWeight: w }),
  ],
  [
    'binaryAccuracy',
    () => metrics.binaryAccuracyMetric({ threshold: 0.4 }),
    sigmoid,
    (t, p, w) => metrics.accuracyScore(flat(t), hard(p, 0.4), { sampleWeight: w }),
  ],
  [
    'binaryAccuracy of two questions',
    metrics.binaryAccuracyMetric,
    yesNo,
    (t, p, w) => {
      const weights = w?.flatMap((weight) => [weight, weight]) ?? null;
      return metrics.accuracyScore(flat(t), metrics.thresholdLabels(flat(p)), {
        sampleWeight: weights,
      });
    },
  ],
  [
    'categoricalAccuracy',
    metrics.categoricalAccuracyMetric,
    oneHot(4),
    (t, p, w) => metrics.accuracyScore(classesOf(t), hard(p), { sampleWeight: w }),
  ],
  [
    'sparseCategoricalAccuracy',
    metrics.sparseCategoricalAccuracyMetric,
    labels(3),
    (t, p, w) => metrics.accuracyScore(flat(t), hard(p), { sampleWeight: w }),
  ],
  [
    'topKAccuracy',
    () => metrics.topKAccuracyMetric({ k: 3 }),
    labels(4),
    (t, p, w) => metrics.topKAccuracyScore(flat(t), p, { k: 3, labels: all, sampleWeight: w }),
  ],
  [
    'topKAccuracy of one-hot rows',
    metrics.topKAccuracyMetric,
    oneHot(4),
    (t, p, w) => metrics.topKAccuracyScore(classesOf(t), p, { labels: all, sampleWeight: w }),
  ],
  [
    'precision',
    () => metrics.precisionMetric({ threshold: 0.7 }),
    sigmoid,
    (t, p, w) => metrics.precisionScore(flat(t), hard(p, 0.7), { sampleWeight: w }),
  ],
  [
    'precision of two columns',
    metrics.precisionMetric,
    oneHot(2),
    (t, p, w) => metrics.precisionScore(second(t), hard(p), { sampleWeight: w }),
  ],
  [
    'recall',
    metrics.recallMetric,
    sigmoid,
    (t, p, w) => metrics.recallScore(flat(t), hard(p), { sampleWeight: w }),
  ],
  [
    'recall, macro',
    () => metrics.recallMetric({ average: 'macro' }),
    labels(4),
    (t, p, w) => metrics.recallScore(flat(t), hard(p), { average: 'macro', sampleWeight: w }),
  ],
  [
    'f1',
    metrics.f1Metric,
    sigmoid,
    (t, p, w) => metrics.f1Score(flat(t), hard(p), { sampleWeight: w }),
  ],
  [
    'f1, weighted',
    () => metrics.f1Metric({ average: 'weighted' }),
    labels(4),
    (t, p, w) => metrics.f1Score(flat(t), hard(p), { average: 'weighted', sampleWeight: w }),
  ],
  [
    'f1, micro',
    () => metrics.f1Metric({ average: 'micro' }),
    oneHot(4),
    (t, p, w) => metrics.f1Score(classesOf(t), hard(p), { average: 'micro', sampleWeight: w }),
  ],
  [
    'fBeta',
    () => metrics.fBetaMetric({ beta: 2, average: 'macro' }),
    labels(4),
    (t, p, w) =>
      metrics.fBetaScore(flat(t), hard(p), { beta: 2, average: 'macro', sampleWeight: w }),
  ],
  [
    'rocAuc',
    metrics.rocAucMetric,
    sigmoid,
    (t, p, w) => metrics.rocAucScore(flat(t), flat(p), { sampleWeight: w }),
  ],
  [
    'rocAuc of two columns',
    metrics.rocAucMetric,
    oneHot(2),
    (t, p, w) => metrics.rocAucScore(second(t), second(p), { sampleWeight: w }),
  ],
  [
    'rocAuc of four classes',
    () => metrics.rocAucMetric({ average: 'weighted' }),
    labels(4),
    (t, p, w) =>
      metrics.rocAucScore(flat(t), p, { multiClass: 'ovr', average: 'weighted', sampleWeight: w }),
  ],
  [
    'rocAuc, 11 thresholds',
    () => metrics.rocAucMetric({ numThresholds: 11 }),
    sigmoid,
    (t, p, w) =>
      metrics.rocAucScore(
        flat(t),
        flat(p).map((score) => Math.ceil(score * 10)),
        { sampleWeight: w },
      ),
  ],
  [
    'averagePrecision',
    metrics.averagePrecisionMetric,
    sigmoid,
    (t, p, w) => metrics.averagePrecisionScore(flat(t), flat(p), { sampleWeight: w }),
  ],
  [
    'averagePrecision of four classes',
    metrics.averagePrecisionMetric,
    oneHot(4),
    (t, p, w) => metrics.averagePrecisionScore(classesOf(t), p, { sampleWeight: w }),
  ],
  [
    'averagePrecision, 6 thresholds',
    () => metrics.averagePrecisionMetric({ numThresholds: 6 }),
    oneHot(2),
    (t, p, w) =>
      metrics.averagePrecisionScore(
        second(t),
        second(p).map((score) => Math.ceil(score * 5)),
        { sampleWeight: w },
      ),
  ],
  [
    'logLoss',
    metrics.logLossMetric,
    sigmoid,
    (t, p, w) => metrics.logLoss(flat(t), p, { sampleWeight: w }),
  ],
  [
    'logLoss of four classes',
    () => metrics.logLossMetric({ epsilon: 0.2 }),
    oneHot(4),
    (t, p, w) => metrics.logLoss(classesOf(t), p, { epsilon: 0.2, sampleWeight: w }),
  ],
  [
    'brierScoreLoss',
    metrics.brierScoreLossMetric,
    sigmoid,
    (t, p, w) => metrics.brierScoreLoss(flat(t), p, { sampleWeight: w }),
  ],
  [
    'brierScoreLoss of two columns',
    metrics.brierScoreLossMetric,
    oneHot(2),
    (t, p, w) => metrics.brierScoreLoss(second(t), p, { sampleWeight: w }),
  ],
  [
    'brierScoreLoss of three classes',
    metrics.brierScoreLossMetric,
    labels(3),
    (t, p, w) => metrics.brierScoreLoss(flat(t), p, { sampleWeight: w }),
  ],
  [
    'held cohenKappa',
    () => metrics.toStreamingMetric(metrics.getMetric('cohenKappa')),
    labels(4),
    (t, p, w) => metrics.cohenKappaScore(flat(t), hard(p), { sampleWeight: w }),
  ],
  [
    'held medianAbsoluteError',
    () => metrics.toStreamingMetric(metrics.getMetric('medianAbsoluteError')),
    values(2),
    (t, p, w) => metrics.medianAbsoluteError(t, p, { sampleWeight: w }),
  ],
  [
    'held rocAucOvr',
    () => metrics.toStreamingMetric(metrics.getMetric('rocAucOvr')),
    oneHot(3),
    (t, p, w) => metrics.rocAucScore(classesOf(t), p, { multiClass: 'ovr', sampleWeight: w }),
  ],
];

/** Cuts samples into batches of random size. */
function batches(data: Data, random: Random, isWeighted: boolean): MetricBatch[] {
  const [trueWidth, predWidth] = [data.yTrue.length / NUM_SAMPLES, data.yPred.length / NUM_SAMPLES];
  const cut: MetricBatch[] = [];
  for (let start = 0; start < NUM_SAMPLES; ) {
    const end = Math.min(NUM_SAMPLES, start + random.integer(1, 20));
    cut.push({
      yTrue: data.yTrue.slice(start * trueWidth, end * trueWidth),
      yPred: Float64Array.from(data.yPred.slice(start * predWidth, end * predWidth)),
      numSamples: end - start,
      sampleWeight: isWeighted ? data.weights.slice(start, end) : null,
    });
    start = end;
  }
  return cut;
}

function rowsOf(numbers: readonly number[]): number[][] {
  const width = numbers.length / NUM_SAMPLES;
  return Array.from({ length: NUM_SAMPLES }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width),
  );
}

describe.each(rows)('%s', (name, create, draw, exact) => {
  it.each([1, 2, 3, 4])('is exact over batches, seed %d', (seed) => {
    const random = new Random(seed, name);
    const data = draw(random);
    for (const isWeighted of [false, true]) {
      const metric = create();
      for (const batch of batches(data, random, isWeighted)) metric.update(batch);
      const expected = exact(
        rowsOf(data.yTrue),
        rowsOf(data.yPred),
        isWeighted ? [...data.weights] : null,
      );
      expect(Number.isFinite(expected)).toBe(true);
      expect(Math.abs(metric.result() - expected)).toBeLessThan(1e-11);
    }
  });

  it('goes on from its state through JSON', () => {
    const random = new Random(9, name);
    const [first, ...rest] = batches(draw(random), random, true) as [MetricBatch, ...MetricBatch[]];
    const whole = create();
    whole.update(first);
    const resumed = create();
    resumed.setState(JSON.parse(JSON.stringify(whole.getState())));
    expect(resumed.result()).toBe(whole.result());
    const state = JSON.stringify(whole.getState());
    for (const metric of [whole, resumed]) for (const batch of rest) metric.update(batch);
    expect(resumed.result()).toBe(whole.result());
    expect(JSON.stringify(whole.getState())).toBe(JSON.stringify(resumed.getState()));
    expect(JSON.stringify(whole.getState())).not.toBe(state);
  });

  it('forgets at reset, and is NaN without samples', () => {
    const random = new Random(7, name);
    const data = draw(random);
    const metric = create();
    expect(metric.result()).toBeNaN();
    const fresh = JSON.stringify(metric.getState());
    for (const batch of batches(data, random, true)) metric.update(batch);
    metric.reset();
    expect(metric.result()).toBeNaN();
    expect(JSON.stringify(metric.getState())).toBe(fresh);
    const again = batches(data, random, false);
    for (const batch of again) metric.update(batch);
    expect(metric.result()).toBeCloseTo(exact(rowsOf(data.yTrue), rowsOf(data.yPred), null), 11);
  });

  it('is NaN from a prediction that is not finite until reset, also through JSON', () => {
    const random = new Random(8, name);
    const [batch] = batches(draw(random), random, false) as [MetricBatch];
    const metric = create();
    metric.update({ ...batch, yPred: Array.from(batch.yPred, () => Number.NaN) });
    metric.update(batch);
    expect(metric.result()).toBeNaN();
    const resumed = create();
    resumed.setState(JSON.parse(JSON.stringify(metric.getState())));
    expect(resumed.result()).toBeNaN();
    resumed.reset();
    resumed.update(batch);
    const expected = create();
    expected.update(batch);
    expect(resumed.result()).toBe(expected.result());
  });

  it('is NaN where nothing weighs anything', () => {
    const random = new Random(6, name);
    const [batch] = batches(draw(random), random, false) as [MetricBatch];
    const metric = create();
    metric.update({ ...batch, sampleWeight: new Array<number>(batch.numSamples).fill(0) });
    expect(metric.result()).toBeNaN();
  });
});

it('has the names and directions of the exact metrics', () => {
  const named = rows
    .map(([, create]) => create())
    .filter(({ name }) => (metrics.metricNames as string[]).includes(name));
  expect(named.length).toBeGreaterThan(25);
  for (const { name, direction } of named) {
    expect(direction, name).toBe(metrics.getMetric(name).direction);
  }
});
