// Laws that every metric keeps, drawn from the one table of metrics.
import { ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { getMetric, metricNames } from './getMetric.ts';
import type { Metric } from './metric.ts';

interface Data {
  readonly yTrue: number[];
  readonly yPred: (number | number[])[];
  readonly weights: number[];
}

const UNWEIGHTED = new Set(['maxError', 'rocAucOvo', 'rocAucOvoWeighted']);

const kinds: Record<
  Metric['predictions'],
  (random: Random, numClasses: number, skill: number) => Data
> = {
  values: (random, _, skill) =>
    dataOf(
      random,
      () => random.uniform(0, 9),
      (truth) => truth + (1 - skill) * random.uniform(0, 5),
    ),
  labels: (random, numClasses, skill) =>
    dataOf(
      random,
      () => random.integer(0, numClasses),
      (truth) => (random.uniform() < skill ? truth : random.integer(0, numClasses)),
    ),
  scores: (random, _, skill) =>
    dataOf(
      random,
      () => random.integer(0, 2),
      (truth) => Math.round(8 * (skill * truth + (1 - skill) * random.uniform())) / 8,
    ),
  probabilities: (random, numClasses, skill) =>
    dataOf(
      random,
      () => random.integer(0, numClasses),
      (truth) => probabilitiesOf(truth, numClasses, skill, random),
    ),
};

function dataOf(
  random: Random,
  draw: () => number,
  predict: (truth: number) => number | number[],
): Data {
  const yTrue = Array.from({ length: 40 }, draw);
  return {
    yTrue,
    yPred: yTrue.map(predict),
    weights: yTrue.map(() => random.integer(0, 3)),
  };
}

function probabilitiesOf(
  truth: number,
  numClasses: number,
  skill: number,
  random: Random,
): number[] {
  const raw = Array.from({ length: numClasses }, (_, label) =>
    Math.max(1e-3, skill * Number(label === truth) + (1 - skill) * random.uniform()),
  );
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
}

/** Binary data where the metric is of two classes, else data of three. */
function dataFor(metric: Metric, seed: number, skill: number): Data {
  const random = new Random(seed, metric.name);
  if (metric.name === 'topKAccuracy') return kinds.probabilities(random, 3, skill);
  const ofTwo = ['precision', 'recall', 'f1'].includes(metric.name);
  return kinds[metric.predictions](random, ofTwo ? 2 : 3, skill);
}

function compute(metric: Metric, { yTrue, yPred }: Data, weights?: number[]): number {
  return metric.compute(yTrue, yPred as number[], weights ? { sampleWeight: weights } : {});
}

function pick(data: Data, places: readonly number[]): Data {
  const from = <T>(values: readonly T[]) => places.map((place) => values[place] as T);
  return { yTrue: from(data.yTrue), yPred: from(data.yPred), weights: from(data.weights) };
}

describe.each(metricNames)('%s', (name) => {
  const metric = getMetric(name);
  const data = dataFor(metric, 1, 0.3);

  it('is a finite number', () => {
    expect(metric.name).toBe(name);
    expect(Number.isFinite(compute(metric, data))).toBe(true);
  });

  it('does not depend on the order of the samples', () => {
    const order = [...new Random(5).permutation(data.yTrue.length)];
    expect(compute(metric, pick(data, order))).toBeCloseTo(compute(metric, data), 12);
  });

  it('is better, in its own direction, for better predictions', () => {
    const sign = metric.direction === 'max' ? 1 : -1;
    for (const seed of [1, 2, 3]) {
      const [good, bad] = [dataFor(metric, seed, 0.97), dataFor(metric, seed, 0.2)];
      expect(sign * compute(metric, good)).toBeGreaterThan(sign * compute(metric, bad));
    }
  });

  if (UNWEIGHTED.has(name)) {
    it('refuses weights instead of ignoring them', () => {
      expect(() => compute(metric, data, data.weights)).toThrow(ValueError);
      expect(() => compute(metric, data, data.weights)).toThrow('not defined for');
    });
    return;
  }

  it('counts a sample of weight k as k samples', () => {
    const places = data.weights.flatMap((weight, place) => new Array<number>(weight).fill(place));
    const weighted = compute(metric, data, data.weights);
    expect(weighted).toBeCloseTo(compute(metric, pick(data, places)), 12);
    expect(weighted).not.toBeCloseTo(compute(metric, data), 6);
  });

  it('does not depend on the scale of the weights', () => {
    const scaled = data.weights.map((weight) => weight / 3);
    expect(compute(metric, data, scaled)).toBeCloseTo(compute(metric, data, data.weights), 12);
  });
});
