// What the curves promise; their points are in scikitLearn.test.ts.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { UndefinedMetricError } from '../inputs/undefinedMetricError.ts';
import { auc } from './auc.ts';
import { averagePrecisionScore } from './averagePrecisionScore.ts';
import { detCurve } from './detCurve.ts';
import { precisionRecallCurve } from './precisionRecallCurve.ts';
import { rocCurve } from './rocCurve.ts';

describe('auc', () => {
  it('takes x in either direction', () => {
    expect(auc([0, 0.5, 1], [0, 1, 1])).toBe(0.75);
    expect(auc([1, 0.5, 0], [1, 1, 0])).toBe(0.75);
    expect(auc([0, 0, 0], [1, 2, 3])).toBe(0);
    expect(auc([0, 2], [1, 3])).toBe(4);
  });

  it.each<[string, () => unknown, typeof ShapeError | typeof ValueError, string]>([
    ['one point', () => auc([1], [1]), ShapeError, 'x has one point'],
    ['x to and fro', () => auc([0, 2, 1], [1, 1, 1]), ValueError, 'x rises and falls'],
    ['lengths', () => auc([0, 1], [1]), ShapeError, 'y has 1 samples; expected 2, as in x'],
  ])('refuses %s', (_, compute, kind, message) => {
    expect(compute).toThrow(kind);
    expect(compute).toThrow(message);
  });
});

describe.each([1, 2, 3, 4, 5])('curves of random scores, seed %d', (seed) => {
  const random = new Random(seed);
  const yTrue = Array.from({ length: 60 }, (_, place) =>
    place < 2 ? place : random.integer(0, 2),
  );
  const scores = yTrue.map(() => random.integer(0, 20) / 20);
  const countAt = (label: number, threshold: number) =>
    yTrue.filter((truth, place) => truth === label && (scores[place] as number) >= threshold)
      .length;
  const [positives, negatives] = [countAt(1, 0), countAt(0, 0)];

  it('have at each threshold what counting gives', () => {
    const roc = rocCurve(yTrue, scores);
    roc.thresholds.forEach((threshold, point) => {
      expect(roc.truePositiveRate[point]).toBeCloseTo(countAt(1, threshold) / positives, 14);
      expect(roc.falsePositiveRate[point]).toBeCloseTo(countAt(0, threshold) / negatives, 14);
    });
    const det = detCurve(yTrue, scores);
    det.thresholds.forEach((threshold, point) => {
      expect(det.falseNegativeRate[point]).toBeCloseTo(1 - countAt(1, threshold) / positives, 14);
      expect(det.falsePositiveRate[point]).toBeCloseTo(countAt(0, threshold) / negatives, 14);
    });
    const { precision, recall, thresholds } = precisionRecallCurve(yTrue, scores);
    thresholds.forEach((threshold, point) => {
      const found = countAt(1, threshold);
      expect(recall[point]).toBeCloseTo(found / positives, 14);
      expect(precision[point]).toBeCloseTo(found / (found + countAt(0, threshold)), 14);
    });
    expect(thresholds).toEqual([...new Set(scores)].sort((left, right) => left - right));
  });

  it('sum up to the average precision', () => {
    const { precision, recall } = precisionRecallCurve(yTrue, scores);
    const steps = recall.slice(1).map((next, point) => (recall[point] as number) - next);
    const area = steps.reduce((sum, step, point) => sum + step * (precision[point] as number), 0);
    expect(averagePrecisionScore(yTrue, scores)).toBeCloseTo(area, 13);
  });
});

describe('data without an answer', () => {
  it.each<[string, () => unknown, string]>([
    ['a ROC curve of negatives', () => rocCurve([0, 0], [1, 2]), 'no positive sample; a ROC curve'],
    ['a ROC curve of positives', () => rocCurve([1, 1], [1, 2]), 'no negative sample; a ROC curve'],
    ['a DET curve of positives', () => detCurve([1, 1], [1, 2]), 'no negative sample; a DET curve'],
    [
      'a precision-recall curve of negatives',
      () => precisionRecallCurve([0, 0], [1, 2]),
      'no positive',
    ],
    ['average precision of negatives', () => averagePrecisionScore([0, 0], [1, 2]), 'no positive'],
  ])('%s', (_, compute, message) => {
    expect(compute).toThrow(UndefinedMetricError);
    expect(compute).toThrow(message);
  });
});

it('has a precision-recall curve of positives only', () => {
  expect(precisionRecallCurve([1, 1], [1, 2])).toEqual({
    precision: [1, 1, 1],
    recall: [1, 0.5, 0],
    thresholds: [1, 2],
  });
  expect(averagePrecisionScore([1, 1], [1, 2])).toBe(1);
});

describe.each<[string, (posLabel?: string | number) => unknown]>([
  [
    'rocCurve',
    (posLabel) => rocCurve([1, 2, 2], [1, 2, 3], posLabel === undefined ? {} : { posLabel }),
  ],
  [
    'detCurve',
    (posLabel) => detCurve([1, 2, 2], [1, 2, 3], posLabel === undefined ? {} : { posLabel }),
  ],
])('%s', (_, compute) => {
  it('asks for the positive label where it is not clear', () => {
    expect(() => compute()).toThrow('yTrue holds the labels 1, 2; expected 0 and 1, or -1 and 1');
    expect(() => compute(3)).toThrow('posLabel is 3; expected one of the labels 1, 2');
    expect(() => compute('2')).toThrow('posLabel is 2; expected one of the labels 1, 2');
    expect(compute(2)).toBeDefined();
  });
});

it('refuses two columns of scores for average precision', () => {
  expect(() =>
    averagePrecisionScore(
      [0, 1],
      [
        [1, 2],
        [3, 4],
      ],
    ),
  ).toThrow(ShapeError);
});
