// What streaming metrics refuse, and what they do in corners.
import type { MetricBatch, StreamingMetric } from '@dlqr/core';
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import * as metrics from '../index.ts';

function batch(
  yTrue: number[],
  yPred: number[],
  numSamples = yTrue.length,
  sampleWeight: number[] | null = null,
): MetricBatch {
  return { yTrue, yPred, numSamples, sampleWeight };
}

function resultOf(metric: StreamingMetric, ...batches: MetricBatch[]): number {
  for (const one of batches) metric.update(one);
  return metric.result();
}

it('skips empty batches', () => {
  expect(
    resultOf(metrics.meanAbsoluteErrorMetric(), batch([], []), batch([1], [3]), batch([], [])),
  ).toBe(2);
  expect(resultOf(metrics.meanAbsoluteErrorMetric(), batch([], []))).toBeNaN();
});

it('may be named, to stand beside another of its kind', () => {
  expect(metrics.precisionMetric({ name: 'precisionAt90', threshold: 0.9 }).name).toBe(
    'precisionAt90',
  );
  const factories = Object.entries(metrics).filter(
    ([name]) => name.endsWith('Metric') && !['getMetric', 'toStreamingMetric'].includes(name),
  );
  expect(factories.length).toBe(20);
  for (const [name, create] of factories) {
    const metric = (create as (options?: metrics.StreamingOptions) => StreamingMetric)({
      name: 'other',
    });
    expect(metric.name, name).toBe('other');
    expect((create as () => StreamingMetric)().name, name).toBe(name.replace(/Metric$/, ''));
  }
});

it('is that of the whole, not the mean of the batches', () => {
  const batches = [batch([1, 0], [0.9, 0.1]), batch([0, 0, 0, 1], [0.9, 0.8, 0.7, 0.2])];
  expect(resultOf(metrics.precisionMetric(), ...batches)).toBe(0.25); // the batches': 1 and 0
});

it('is 0, 1 or left out where there is nothing to divide by', () => {
  const none = batch([0, 0], [0.1, 0.2]);
  expect(resultOf(metrics.precisionMetric(), none)).toBe(0);
  expect(resultOf(metrics.recallMetric({ zeroDivision: 1 }), none)).toBe(1);
  expect(resultOf(metrics.f1Metric({ zeroDivision: Number.NaN }), none)).toBeNaN();
});

it('has no ROC AUC until both classes have come', () => {
  const metric = metrics.rocAucMetric();
  expect(resultOf(metric, batch([1, 1], [0.2, 0.9]))).toBeNaN();
  expect(resultOf(metric, batch([0], [0.5]))).toBe(0.5);
  const binned = metrics.rocAucMetric({ numThresholds: 200 });
  expect(resultOf(binned, batch([1, 1], [0.2, 0.9]))).toBeNaN();
  expect(resultOf(binned, batch([0], [0.5]))).toBe(0.5);
  expect(resultOf(metrics.averagePrecisionMetric(), batch([0, 0], [0.2, 0.9]))).toBeNaN();
  expect(
    resultOf(metrics.averagePrecisionMetric({ numThresholds: 9 }), batch([0], [0.2])),
  ).toBeNaN();
});

it('has a binned ROC AUC within the bound that its documentation states', () => {
  const random = new Random(1);
  const yTrue = Array.from({ length: 4000 }, () => random.integer(0, 2));
  const scores = yTrue.map((truth) => 1 / (1 + Math.exp(-random.normal(truth, 1))));
  for (const numThresholds of [20, 200]) {
    const bin = (score: number) => Math.ceil(score * (numThresholds - 1));
    const counts = (label: number) => {
      const bins = new Array<number>(numThresholds).fill(0);
      scores.forEach((score, sample) => {
        if (yTrue[sample] === label) bins[bin(score)] = (bins[bin(score)] as number) + 1;
      });
      return bins;
    };
    const [positives, negatives] = [counts(1), counts(0)];
    const total = (bins: number[]) => bins.reduce((sum, count) => sum + count, 0);
    const tied = total(positives.map((count, index) => count * (negatives[index] as number)));
    const bound = tied / total(positives) / total(negatives) / 2;
    const binned = resultOf(metrics.rocAucMetric({ numThresholds }), batch(yTrue, scores));
    expect(Math.abs(binned - metrics.rocAucScore(yTrue, scores))).toBeLessThanOrEqual(bound);
    expect(bound).toBeLessThan(1 / numThresholds);
  }
});

it('keeps the digits of R² far from zero and over many samples', () => {
  const random = new Random(2);
  const yTrue = Array.from({ length: 20_000 }, () => 1e6 + random.normal());
  const yPred = yTrue.map((value) => value + random.normal(0, 0.5));
  const metric = metrics.r2Metric();
  for (let start = 0; start < yTrue.length; start += 32) {
    metric.update(batch(yTrue.slice(start, start + 32), yPred.slice(start, start + 32)));
  }
  expect(metric.result()).toBeCloseTo(metrics.r2Score(yTrue, yPred), 11);
});

it('scores constant truth as r2Score does', () => {
  expect(resultOf(metrics.r2Metric(), batch([0.1, 0.1, 0.1], [0.1, 0.1, 0.1]))).toBe(1);
  expect(resultOf(metrics.r2Metric(), batch([0.1, 0.1, 0.1], [0.1, 0.2, 0.1]))).toBe(0);
  expect(resultOf(metrics.r2Metric(), batch([1], [2]))).toBeNaN();
  expect(resultOf(metrics.pearsonCorrelationMetric(), batch([1, 1], [2, 3]))).toBeNaN();
});

it('clips log loss to the precision of the predictions', () => {
  const single = { ...batch([1], [0]), yPred: Float32Array.of(0) };
  expect(resultOf(metrics.logLossMetric(), single)).toBeCloseTo(23 * Math.LN2, 12);
  expect(resultOf(metrics.logLossMetric(), batch([1], [0]))).toBeCloseTo(52 * Math.LN2, 12);
  expect(resultOf(metrics.logLossMetric({ epsilon: 1e-7 }), single)).toBeCloseTo(7 * Math.LN10, 12);
});

it('survives sums that overflow, also through JSON', () => {
  const metric = metrics.meanSquaredErrorMetric();
  expect(resultOf(metric, batch([0], [1e200]))).toBe(Number.POSITIVE_INFINITY);
  const resumed = metrics.meanSquaredErrorMetric();
  resumed.setState(JSON.parse(JSON.stringify(metric.getState())));
  expect(resumed.result()).toBe(Number.POSITIVE_INFINITY);
});

it('is not finite for a logarithm of what has none, and does not end the training', () => {
  expect(resultOf(metrics.meanSquaredLogErrorMetric(), batch([0, 1], [-2, 1]))).toBeNaN();
});

it('holds more samples than its first room', () => {
  const metric = metrics.rocAucMetric();
  const scores = Array.from({ length: 3000 }, (_, place) => place);
  for (const score of scores) metric.update(batch([score % 2], [score]));
  expect(metric.result()).toBe(
    metrics.rocAucScore(
      scores.map((score) => score % 2),
      scores,
    ),
  );
});

it('gives a state that later batches do not change', () => {
  for (const metric of [
    metrics.rocAucMetric(),
    metrics.rocAucMetric({ numThresholds: 5 }),
    metrics.r2Metric(),
    metrics.f1Metric(),
    metrics.accuracyMetric(),
  ]) {
    metric.update(batch([1, 0], [0.9, 0.2]));
    const state = metric.getState();
    const before = JSON.stringify(state);
    metric.update(batch([1, 0], [0.3, 0.4]));
    metric.reset();
    expect(JSON.stringify(state), metric.name).toBe(before);
  }
});

describe('batches that do not suit', () => {
  const three = [0.2, 0.3, 0.5];
  it.each<[string, StreamingMetric, MetricBatch, typeof ShapeError | typeof ValueError, string]>([
    [
      'values left over',
      metrics.meanAbsoluteErrorMetric(),
      batch([1, 2, 3], [1, 2, 3], 2),
      ShapeError,
      'yTrue has 3 values; expected a whole number',
    ],
    [
      'no predictions',
      metrics.meanAbsoluteErrorMetric(),
      batch([1, 2], [], 2),
      ShapeError,
      'yPred has 0 values',
    ],
    [
      'widths',
      metrics.meanAbsoluteErrorMetric(),
      batch([1], [1, 2], 1),
      ShapeError,
      'yPred has 2 outputs; expected 1',
    ],
    [
      'widths of r2',
      metrics.r2Metric(),
      batch([1], [1, 2], 1),
      ShapeError,
      'yPred has 2 outputs; expected 1',
    ],
    [
      'truth that is not finite',
      metrics.meanAbsoluteErrorMetric(),
      batch([Number.NaN], [1]),
      ValueError,
      'yTrue holds a value that is not finite',
    ],
    [
      'too few weights',
      metrics.meanAbsoluteErrorMetric(),
      batch([1, 2], [1, 2], 2, [1]),
      ShapeError,
      'sampleWeight has 1 values; expected 2',
    ],
    [
      'a negative weight',
      metrics.meanAbsoluteErrorMetric(),
      batch([1], [1], 1, [-1]),
      ValueError,
      'sampleWeight[0] is -1',
    ],
    [
      'a weight without end',
      metrics.meanAbsoluteErrorMetric(),
      batch([1], [1], 1, [Infinity]),
      ValueError,
      'sampleWeight[0] is Infinity',
    ],
    [
      'a class out of range',
      metrics.accuracyMetric(),
      batch([3], three, 1),
      ValueError,
      'yTrue holds 3; expected classes 0 to 2',
    ],
    [
      'a negative class',
      metrics.rocAucMetric(),
      batch([-1], [0.5]),
      ValueError,
      'yTrue holds -1; expected classes 0 to 1',
    ],
    ['a fraction as class', metrics.f1Metric(), batch([0.5], [0.5]), ValueError, 'yTrue holds 0.5'],
    [
      'rows that are not one-hot',
      metrics.accuracyMetric(),
      batch([1, 1, 0], three, 1),
      ValueError,
      'yTrue[0] is not one-hot',
    ],
    [
      'truth of another width',
      metrics.accuracyMetric(),
      batch([1, 0], three, 1),
      ShapeError,
      'yTrue has 2 columns; expected 1 (labels) or 3 (one-hot)',
    ],
    [
      'labels for categoricalAccuracy',
      metrics.categoricalAccuracyMetric(),
      batch([1], three, 1),
      ShapeError,
      'yTrue has 1 columns; expected 3: one-hot rows',
    ],
    [
      'one-hot rows for sparseCategoricalAccuracy',
      metrics.sparseCategoricalAccuracyMetric(),
      batch([1, 0, 0], three, 1),
      ShapeError,
      'yTrue has 3 columns; expected 1: class numbers',
    ],
    [
      'one column for sparseCategoricalAccuracy',
      metrics.sparseCategoricalAccuracyMetric(),
      batch([1], [0.5]),
      ShapeError,
      'yPred has one column',
    ],
    [
      'one column for topKAccuracy',
      metrics.topKAccuracyMetric(),
      batch([1], [0.5]),
      ShapeError,
      'yPred has one column',
    ],
    [
      'labels for binaryAccuracy',
      metrics.binaryAccuracyMetric(),
      batch([2], [0.5]),
      ValueError,
      'yTrue holds 2; expected 0 or 1',
    ],
    [
      'three classes for a binary precision',
      metrics.precisionMetric(),
      batch([1], three, 1),
      ShapeError,
      "yPred has 3 columns; average 'binary' needs one or two",
    ],
    [
      'logits for logLoss',
      metrics.logLossMetric(),
      batch([1], [3.2]),
      ValueError,
      'yPred holds 3.2 (sample 0); expected probabilities',
    ],
    [
      'a sum for brierScoreLoss',
      metrics.brierScoreLossMetric(),
      batch([1], [0.5, 0.9], 1),
      ValueError,
      'adds up to 1.4',
    ],
    [
      'logits for a held probability metric',
      metrics.toStreamingMetric(metrics.getMetric('rocAucOvr')),
      batch([1], [0, 2, -1], 1),
      ValueError,
      'yPred holds 2',
    ],
    [
      'widths of a held error',
      metrics.toStreamingMetric(metrics.getMetric('maxError')),
      batch([1], [0, 2], 1),
      ShapeError,
      'yPred has 2 outputs',
    ],
    [
      'logits for bins',
      metrics.rocAucMetric({ numThresholds: 9 }),
      batch([1], [1.5]),
      ValueError,
      'yPred holds 1.5; numThresholds needs scores from 0 to 1',
    ],
    [
      'three columns for bins',
      metrics.rocAucMetric({ numThresholds: 9 }),
      batch([1], three, 1),
      ShapeError,
      'yPred has 3 columns; numThresholds needs one or two',
    ],
  ])('%s', (_, metric, one, kind, message) => {
    const before = JSON.stringify((metric.getState() as { numbers: unknown }).numbers);
    expect(() => metric.update(one)).toThrow(kind);
    expect(() => metric.update(one)).toThrow(message);
    expect(JSON.stringify((metric.getState() as { numbers: unknown }).numbers)).toBe(before);
  });

  it('a batch of another width than before', () => {
    const metric = metrics.meanAbsoluteErrorMetric();
    metric.update(batch([1], [1]));
    expect(() => metric.update(batch([1, 2], [1, 2], 1))).toThrow(ShapeError);
    expect(() => metric.update(batch([1, 2], [1, 2], 1))).toThrow('expected 1 and 1, as before');
    const resumed = metrics.meanAbsoluteErrorMetric();
    resumed.setState(metric.getState());
    expect(() => resumed.update(batch([1, 2], [1, 2], 1))).toThrow(ShapeError);
  });
});

it('wants as many scores as before, though labels stay single', () => {
  const metric = metrics.accuracyMetric();
  metric.update(batch([2], [0.2, 0.3, 0.5], 1));
  expect(() => metric.update(batch([1], [0.5, 0.5], 1))).toThrow('expected 1 and 3, as before');
});

it('is not bound by a batch that it refused', () => {
  const metric = metrics.meanAbsoluteErrorMetric();
  expect(() => metric.update(batch([1], [1, 2], 1))).toThrow(ShapeError);
  expect(metric.result()).toBeNaN();
  expect(resultOf(metric, batch([1], [3]))).toBe(2);
});

describe('options that do not suit', () => {
  it.each<[string, () => unknown, string]>([
    ['a threshold', () => metrics.accuracyMetric({ threshold: Number.NaN }), 'threshold is NaN'],
    ['k', () => metrics.topKAccuracyMetric({ k: 0 }), 'k is 0'],
    ['an average', () => metrics.f1Metric({ average: 'none' as 'macro' }), 'average is "none"'],
    ['beta', () => metrics.fBetaMetric({ beta: -1 }), 'beta is -1'],
    ['one bin', () => metrics.rocAucMetric({ numThresholds: 1 }), 'numThresholds is 1'],
    [
      'half a bin',
      () => metrics.averagePrecisionMetric({ numThresholds: 2.5 }),
      'numThresholds is 2.5',
    ],
    [
      'bins for several classes',
      () => metrics.rocAucMetric({ numThresholds: 9, multiClass: 'ovr' }),
      'exclude each other',
    ],
    ['epsilon', () => metrics.logLossMetric({ epsilon: 0 }), 'epsilon is 0'],
  ])('%s', (_, create, message) => {
    expect(create).toThrow(ValueError);
    expect(create).toThrow(message);
  });
});

describe('states that do not suit', () => {
  const state = metrics.rocAucMetric({ numThresholds: 5 }).getState() as Record<string, unknown>;
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'state'],
    ['the state of another metric', metrics.r2Metric().getState()],
    ['numbers missing', { ...state, numbers: { positives: [0, 0, 0, 0, 0] } }],
    ['texts for numbers', { ...state, numbers: { positives: ['a'], negatives: [] } }],
    ['widths', { ...state, widths: [1] }],
    ['a flag', { ...state, diverged: null }],
    ['another number of bins', metrics.rocAucMetric({ numThresholds: 6 }).getState()],
  ])('%s', (_, given) => {
    const metric = metrics.rocAucMetric({ numThresholds: 5 });
    expect(() => metric.setState(given)).toThrow(ValueError);
  });
});
