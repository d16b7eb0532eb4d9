import { ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { UndefinedMetricError } from '../inputs/undefinedMetricError.ts';
import { auc } from './auc.ts';
import { rocAucScore } from './rocAucScore.ts';
import { rocCurve } from './rocCurve.ts';

/** The share of pairs in the right order, ties counting half, by looking at every pair. */
function mannWhitney(yTrue: number[], scores: number[], weights: number[]): number {
  let [right, all] = [0, 0];
  for (const [i, positive] of scores.entries()) {
    for (const [j, negative] of scores.entries()) {
      if (yTrue[i] !== 1 || yTrue[j] !== 0) continue;
      const weight = (weights[i] as number) * (weights[j] as number);
      right += weight * (positive > negative ? 1 : positive === negative ? 0.5 : 0);
      all += weight;
    }
  }
  return right / all;
}

function randomCase(seed: number): {
  readonly yTrue: number[];
  readonly scores: number[];
  readonly weights: number[];
} {
  const random = new Random(seed, 'rocAuc');
  const length = random.integer(4, 40);
  const digits = random.integer(0, 3); // from mostly ties to hardly any
  const draw = <T>(value: () => T) => Array.from({ length }, value);
  const yTrue = [0, 1, ...draw(() => random.integer(0, 2)).slice(2)];
  const scores = draw(() => Number(random.normal().toFixed(digits)));
  return { yTrue, scores, weights: [1, 1, ...draw(() => random.integer(0, 4)).slice(2)] };
}

describe.each(Array.from({ length: 25 }, (_, seed) => seed))('random case %d', (seed) => {
  const { yTrue, scores, weights } = randomCase(seed);
  const area = rocAucScore(yTrue, scores);

  it('is the Mann-Whitney statistic', () => {
    expect(area).toBeCloseTo(
      mannWhitney(
        yTrue,
        scores,
        scores.map(() => 1),
      ),
      13,
    );
    expect(rocAucScore(yTrue, scores, { sampleWeight: weights })).toBeCloseTo(
      mannWhitney(yTrue, scores, weights),
      13,
    );
  });

  it('does not change with a rising function of the scores, nor with their order', () => {
    const raised = scores.map((score) => Math.exp(score) * 1e-3);
    expect(rocAucScore(yTrue, raised)).toBe(area);
    const order = [...new Random(seed).permutation(scores.length)];
    const shuffled = (values: number[]) => order.map((place) => values[place] as number);
    expect(rocAucScore(shuffled(yTrue), shuffled(scores))).toBe(area);
  });

  it('is mirrored by the sign of the scores', () => {
    expect(
      rocAucScore(
        yTrue,
        scores.map((score) => -score),
      ),
    ).toBeCloseTo(1 - area, 13);
  });

  it('is the area under rocCurve, with and without intermediate points', () => {
    for (const dropIntermediate of [true, false]) {
      const curve = rocCurve(yTrue, scores, { dropIntermediate });
      expect(auc(curve.falsePositiveRate, curve.truePositiveRate)).toBeCloseTo(area, 13);
    }
  });

  it('counts a sample of weight k as k samples', () => {
    const repeat = (values: number[]) =>
      values.flatMap((value, place) => new Array<number>(weights[place] as number).fill(value));
    const weighted = rocAucScore(yTrue, scores, { sampleWeight: weights });
    expect(weighted).toBeCloseTo(rocAucScore(repeat(yTrue), repeat(scores)), 13);
  });
});

it('takes 0 and -0 for a tie', () => {
  expect(rocAucScore([0, 1], [0, -0])).toBe(0.5);
});

it('is exact for many samples', () => {
  const length = 100_000;
  const scores = Float32Array.from({ length }, (_, place) => place);
  const yTrue = Uint8Array.from({ length }, (_, place) => place % 2);
  // each positive beats all negatives below it: 1, 2, …, n of n
  expect(rocAucScore(yTrue, scores)).toBe((length / 2 + 1) / length);
});

it('gives one class the list that its type promises', () => {
  expect(rocAucScore([0, 1], [0.2, 0.7], { average: 'none' })).toEqual([1]);
});

const three = [
  [0.5, 0.25, 0.25],
  [0.25, 0.5, 0.25],
  [0.25, 0.25, 0.5],
];

describe('data without an answer', () => {
  it.each<[string, () => unknown, string]>([
    ['only positives', () => rocAucScore([1, 1], [0.1, 0.2]), 'only the label 1'],
    ['only negatives', () => rocAucScore([0, 0], [0.1, 0.2]), 'only the label 0'],
    [
      'positives of no weight',
      () => rocAucScore([0, 1], [0.1, 0.2], { sampleWeight: [1, 0] }),
      'no positive sample',
    ],
    [
      'a class that does not occur',
      () => rocAucScore([0, 1, 1], three, { multiClass: 'ovr', labels: [0, 1, 2] }),
      'no positive sample; ROC AUC of class 2',
    ],
    [
      'a pair of which one does not occur',
      () => rocAucScore([0, 1, 1], three, { multiClass: 'ovo', labels: [0, 1, 2] }),
      'ROC AUC of the classes 0 and 2',
    ],
  ])('%s', (_, compute, message) => {
    expect(compute).toThrow(UndefinedMetricError);
    expect(compute).toThrow(ValueError);
    expect(compute).toThrow(message);
  });
});

describe('wrong arguments', () => {
  const sampleWeight = [1, 1, 2];
  it.each<[string, () => unknown, typeof ShapeError | typeof ValueError, string]>([
    ['lengths', () => rocAucScore([0, 1], [0.5]), ShapeError, 'yScore has 1 samples; expected 2'],
    ['NaN', () => rocAucScore([0, 1], [0.5, Number.NaN]), ValueError, 'yScore[1] is NaN'],
    ['a fraction as label', () => rocAucScore([0, 0.5], [0.5, 1]), ValueError, 'yTrue[1] is 0.5'],
    [
      'columns missing',
      () => rocAucScore([0, 1, 2], [1, 2, 3]),
      ShapeError,
      'expected 3, one per class',
    ],
    [
      'two columns',
      () =>
        rocAucScore(
          [0, 1],
          [
            [0.5, 0.5],
            [1, 0],
          ],
        ),
      ShapeError,
      'two columns',
    ],
    ['no multiClass', () => rocAucScore([0, 1, 2], three), ValueError, 'multiClass is missing'],
    [
      'columns for absent classes',
      () => rocAucScore([0, 1, 1], three, { multiClass: 'ovr' }),
      ShapeError,
      'columns for 3 classes; expected 2: 0, 1',
    ],
    [
      'labels out of range',
      () => rocAucScore([0, 1, 7], three, { multiClass: 'ovr', labels: [0, 1, 2] }),
      ValueError,
      'yTrue[2] is 7; expected one of the labels 0, 1, 2',
    ],
    [
      'labels out of order',
      () => rocAucScore([0, 1, 2], three, { multiClass: 'ovr', labels: [2, 1, 0] }),
      ValueError,
      'expected ascending order',
    ],
    [
      'rows that do not add up to 1',
      () => rocAucScore([0, 1, 2], [[1, 1, 0], ...three.slice(1)], { multiClass: 'ovr' }),
      ValueError,
      'adds up to 2 over the classes of sample 0',
    ],
    [
      'weights for pairs',
      () => rocAucScore([0, 1, 2], three, { multiClass: 'ovo', sampleWeight }),
      ValueError,
      "not defined for multiClass 'ovo'",
    ],
    [
      'micro for pairs',
      () => rocAucScore([0, 1, 2], three, { multiClass: 'ovo', average: 'micro' }),
      ValueError,
      `average is "micro"`,
    ],
    [
      'an unknown average',
      () => rocAucScore([0, 1], [0.1, 0.2], { average: 'mean' as 'macro' }),
      ValueError,
      'average is "mean"',
    ],
    [
      'a rate of 0',
      () => rocAucScore([0, 1], [0.1, 0.2], { maxFalsePositiveRate: 0 }),
      ValueError,
      'maxFalsePositiveRate is 0',
    ],
    [
      'a rate for several classes',
      () => rocAucScore([0, 1, 2], three, { multiClass: 'ovr', maxFalsePositiveRate: 0.5 }),
      ValueError,
      'not defined for more than two classes',
    ],
  ])('%s', (_, compute, kind, message) => {
    expect(compute).toThrow(kind);
    expect(compute).toThrow(message);
  });
});
