// What the values of scikit-learn (scikitLearn.test.ts) do not cover: Keras's own, and bad input.
import { describe, expect, it } from 'vitest';
import { calibrationCurve } from '../classification/calibrationCurve.ts';
import { UndefinedMetricError } from '../inputs/undefinedMetricError.ts';
import { precisionAtRecall } from './precisionAtRecall.ts';
import { recallAtPrecision } from './recallAtPrecision.ts';
import { sensitivityAtSpecificity } from './sensitivityAtSpecificity.ts';
import { specificityAtSensitivity } from './specificityAtSensitivity.ts';
import { youdenIndex } from './youdenIndex.ts';

const yTrue = [0, 0, 0, 1, 1];
const scores = [0, 0.3, 0.8, 0.3, 0.8];

describe('scores at a constraint', () => {
  // keras.metrics.SensitivityAtSpecificity(0.5) and its three siblings, Keras 3.15.
  it('equal those of Keras on the examples of its documentation', () => {
    expect(sensitivityAtSpecificity(yTrue, scores, 0.5)).toBe(0.5);
    expect(specificityAtSensitivity(yTrue, scores, 0.5)).toBeCloseTo(0.6666667, 6);
    expect(precisionAtRecall(yTrue, scores, 0.5)).toBe(0.5);
    expect(recallAtPrecision([0, 0, 1, 1], [0, 0.5, 0.3, 0.9], 0.8)).toBe(0.5);
  });

  it('is 0 where no threshold keeps the promise', () => {
    expect(recallAtPrecision([1, 0], [0.1, 0.9], 0.8)).toBe(0);
  });

  const functions = {
    sensitivityAtSpecificity,
    specificityAtSensitivity,
    precisionAtRecall,
    recallAtPrecision,
  };
  it.each(Object.entries(functions))('%s refuses what is no share, and one class', (_, score) => {
    for (const floor of [-0.1, 1.1, Number.NaN]) {
      expect(() => score(yTrue, scores, floor)).toThrow(/expected a number from 0 to 1/);
    }
    expect(() => score([1, 1], [0.1, 0.2], 0.5)).toThrow(UndefinedMetricError);
    expect(() => score([0, 1], [0.1, Number.NaN], 0.5)).toThrow(/yScore.*NaN/);
  });
});

describe('youdenIndex', () => {
  it('is 1 for perfect scores, 0 for scores the wrong way round, and counts weights', () => {
    expect(youdenIndex([0, 0, 1], [0.1, 0.2, 0.3])).toBe(1);
    expect(youdenIndex([1, 0], [0.1, 0.9])).toBe(0);
    // The negative above the positives weighs 1 of 4: 1 + 3/4 - 1.
    expect(youdenIndex([0, 0, 1], [0.1, 0.9, 0.5], { sampleWeight: [3, 1, 1] })).toBe(0.75);
  });
});

describe('calibrationCurve', () => {
  it.each([
    [[0, 1], [0.1, 1.2], {}, /1\.2 .*expected probabilities/],
    [[0, 1], [0.1, Number.NaN], {}, /NaN/],
    [[0, 1, 2], [0.1, 0.2, 0.3], { posLabel: 1 }, /3 classes; expected two/],
    [[0, 1], [0.1, 0.2], { numBins: 0 }, /numBins is 0/],
    [[0, 1], [0.1], {}, /1 samples; expected 2/],
  ])('refuses %j with %j', (truth, probabilities, options, message) => {
    expect(() => calibrationCurve(truth, probabilities, options)).toThrow(message);
  });
});
