import { ShapeError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { accuracyScore } from '../classification/accuracyScore.ts';
import { brierScoreLoss } from '../classification/brierScoreLoss.ts';
import { f1Score } from '../classification/f1Score.ts';
import { logLoss } from '../classification/logLoss.ts';
import { averagePrecisionScore } from '../ranking/averagePrecisionScore.ts';
import { rocAucScore } from '../ranking/rocAucScore.ts';
import { computeFromOutputs } from './computeFromOutputs.ts';
import { getMetric } from './getMetric.ts';

const sigmoid = [[0.2], [0.9], [0.4], [0.6]];
const binaryTruth = [0, 1, 1, 0];
const softmax = [
  [0.7, 0.2, 0.1],
  [0.1, 0.3, 0.6],
  [0.4, 0.5, 0.1],
  [0.2, 0.2, 0.6],
];
const classes = [0, 1, 1, 2];
const oneHot = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const sampleWeight = [1, 2, 0.5, 1];

describe('one output', () => {
  it('becomes a label by the threshold', () => {
    const metric = getMetric('f1');
    expect(computeFromOutputs(metric, binaryTruth, sigmoid)).toBe(
      f1Score(binaryTruth, [0, 1, 0, 1]),
    );
    expect(computeFromOutputs(metric, binaryTruth, sigmoid, { threshold: 0.3 })).toBe(
      f1Score(binaryTruth, [0, 1, 1, 1]),
    );
    expect(computeFromOutputs(metric, binaryTruth, sigmoid, { sampleWeight })).toBe(
      f1Score(binaryTruth, [0, 1, 0, 1], { sampleWeight }),
    );
  });

  it('stands for the second of two labels', () => {
    const labels = ['ham', 'spam'];
    const yTrue = ['ham', 'spam', 'spam', 'ham'];
    for (const name of ['f1', 'rocAuc', 'averagePrecision', 'logLoss', 'brierScoreLoss']) {
      expect(computeFromOutputs(getMetric(name), yTrue, sigmoid, { labels }), name).toBe(
        computeFromOutputs(getMetric(name), binaryTruth, sigmoid),
      );
    }
  });

  it('has a log loss though one class is absent', () => {
    expect(computeFromOutputs(getMetric('logLoss'), [1, 1], [0.5, 0.25])).toBe(
      logLoss([1, 1], [0.5, 0.25], { labels: [0, 1] }),
    );
  });
});

describe('several outputs', () => {
  it.each([
    ['labels', classes],
    ['one-hot rows', oneHot],
  ])('are compared with %s', (_, yTrue) => {
    expect(computeFromOutputs(getMetric('accuracy'), yTrue, softmax)).toBe(
      accuracyScore(classes, [0, 2, 1, 2]),
    );
    expect(computeFromOutputs(getMetric('logLoss'), yTrue, softmax, { sampleWeight })).toBe(
      logLoss(classes, softmax, { sampleWeight }),
    );
    expect(computeFromOutputs(getMetric('rocAucOvr'), yTrue, softmax)).toBe(
      rocAucScore(classes, softmax, { multiClass: 'ovr' }),
    );
  });

  it('may stand for classes in any order, by name', () => {
    const labels = ['dog', 'cat', 'ant'];
    const yTrue = ['dog', 'cat', 'cat', 'ant'];
    expect(computeFromOutputs(getMetric('accuracy'), yTrue, softmax, { labels })).toBe(0.75);
    expect(computeFromOutputs(getMetric('logLoss'), yTrue, softmax, { labels })).toBe(
      logLoss(classes, softmax),
    );
  });

  it('score the second class where there are two', () => {
    const pair = sigmoid.map(([score]) => [1 - (score as number), score as number]);
    const scores = sigmoid.flat();
    expect(computeFromOutputs(getMetric('rocAuc'), binaryTruth, pair)).toBe(
      rocAucScore(binaryTruth, scores),
    );
    expect(computeFromOutputs(getMetric('averagePrecision'), binaryTruth, pair)).toBe(
      averagePrecisionScore(binaryTruth, scores),
    );
    expect(computeFromOutputs(getMetric('brierScoreLoss'), binaryTruth, pair)).toBeCloseTo(
      brierScoreLoss(binaryTruth, scores),
      14,
    );
  });
});

it('leaves values as they are', () => {
  expect(computeFromOutputs(getMetric('meanAbsoluteError'), [1, 2, 4], [[1], [3], [2]])).toBe(1);
});

it.each<[string, () => unknown, typeof ShapeError | typeof ValueError, string]>([
  [
    'a class out of range',
    () => computeFromOutputs(getMetric('accuracy'), [0, 3], softmax.slice(2)),
    ValueError,
    'yTrue[1] is 3; expected one of the labels 0, 1, 2',
  ],
  [
    '-1 without labels',
    () => computeFromOutputs(getMetric('f1'), [-1, 1], [0.1, 0.9]),
    ValueError,
    'yTrue[0] is -1',
  ],
  [
    'soft rows',
    () => computeFromOutputs(getMetric('accuracy'), [[0.5, 0.5, 0]], [[1, 0, 0]]),
    ValueError,
    'yTrue[0] is not one-hot',
  ],
  [
    'labels for other columns',
    () => computeFromOutputs(getMetric('accuracy'), [0], [[1, 0, 0]], { labels: [0, 1] }),
    ShapeError,
    'labels has 2 entries; expected 3',
  ],
  [
    'lengths',
    () => computeFromOutputs(getMetric('accuracy'), [0], softmax),
    ShapeError,
    'expected 1, as in yTrue',
  ],
])('refuses %s', (_, compute, kind, message) => {
  expect(compute).toThrow(kind);
  expect(compute).toThrow(message);
});
