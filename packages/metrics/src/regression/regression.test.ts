// What all errors of regression have in common; the values themselves are in scikitLearn.test.ts.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import * as metrics from '../index.ts';

const all: Record<string, typeof metrics.meanAbsoluteError> = {
  meanAbsoluteError: metrics.meanAbsoluteError,
  meanSquaredError: metrics.meanSquaredError,
  rootMeanSquaredError: metrics.rootMeanSquaredError,
  medianAbsoluteError: metrics.medianAbsoluteError,
  meanAbsolutePercentageError: metrics.meanAbsolutePercentageError,
  meanSquaredLogError: metrics.meanSquaredLogError,
  rootMeanSquaredLogError: metrics.rootMeanSquaredLogError,
  meanPinballLoss: metrics.meanPinballLoss,
  r2Score: metrics.r2Score,
  explainedVarianceScore: metrics.explainedVarianceScore,
  pearsonCorrelation: metrics.pearsonCorrelation,
};

describe.each(Object.entries(all))('%s', (_, metric) => {
  it('refuses arrays that do not belong together', () => {
    expect(() => metric([1, 2], [1])).toThrow(ShapeError);
    expect(() => metric([1, 2], [1])).toThrow('yPred has 1 samples; expected 2, as in yTrue');
    expect(() => metric([[1, 2]], [[1]])).toThrow('yPred has 1 outputs; expected 2');
    expect(() => metric([], [])).toThrow('yTrue is empty');
    expect(() => metric([1, 2], [1, Number.NaN])).toThrow('yPred[1] is NaN');
    expect(() => metric([1, 2], [1, 2], { sampleWeight: [1] })).toThrow(ShapeError);
    expect(() => metric([1, 2], [1, 2], { sampleWeight: [1, -1] })).toThrow(ValueError);
  });

  it('takes a column where it takes a vector', () => {
    expect(metric([[1], [2], [4]], [1, 3, 2])).toBe(metric([1, 2, 4], [1, 3, 2]));
  });

  it('refuses outputs it cannot put together', () => {
    const two = [
      [1, 2],
      [2, 4],
    ];
    expect(() => metric([1, 2], [1, 2], { multioutput: [1] })).toThrow('only one output');
    expect(() => metric(two, two, { multioutput: [1, 2, 3] })).toThrow(
      'multioutput has 3 weights; expected 2',
    );
    expect(() => metric(two, two, { multioutput: [1, -1] })).toThrow('multioutput[1] is -1');
    expect(() => metric(two, two, { multioutput: 'mean' as 'rawValues' })).toThrow(
      'multioutput is "mean"',
    );
  });

  it('gives each output by itself, and their mean', () => {
    const yTrue = [
      [1, 5],
      [2, 3],
      [4, 9],
    ];
    const yPred = [
      [1, 4],
      [3, 3],
      [2, 7],
    ];
    const column = (rows: number[][], index: number) => rows.map((row) => row[index] as number);
    const each = [0, 1].map((index) => metric(column(yTrue, index), column(yPred, index)));
    expect(metric(yTrue, yPred, { multioutput: 'rawValues' })).toEqual(each);
    expect(metric(yTrue, yPred)).toBeCloseTo(((each[0] as number) + (each[1] as number)) / 2, 14);
  });
});

describe('a constant truth', () => {
  // seven times 0.1: a mean by plain sums is not 0.1, and variance and R² would be nonsense
  const constant = new Array(7).fill(0.1);
  const other = [0.1, 0.2, 0.3, 0.1, 0.1, 0.1, 0.1];

  it('scores 1 when it is met and 0 when it is not', () => {
    expect(metrics.r2Score(constant, constant)).toBe(1);
    expect(metrics.r2Score(constant, other)).toBe(0);
    expect(metrics.explainedVarianceScore(constant, constant)).toBe(1);
    expect(metrics.explainedVarianceScore(constant, other)).toBe(0);
  });

  it('has no correlation', () => {
    expect(metrics.pearsonCorrelation(constant, other)).toBeNaN();
    expect(metrics.pearsonCorrelation(other, constant)).toBeNaN();
  });

  it('gives what the formula gives when asked', () => {
    expect(metrics.r2Score(constant, other, { forceFinite: false })).toBe(Number.NEGATIVE_INFINITY);
    expect(metrics.r2Score(constant, constant, { forceFinite: false })).toBeNaN();
  });
});

it('explains the variance of predictions that are off by a constant, which R² does not', () => {
  expect(metrics.explainedVarianceScore([1, 2, 4], [11, 12, 14])).toBe(1);
  expect(metrics.r2Score([1, 2, 4], [11, 12, 14])).toBeLessThan(-40);
});

it('keeps the digits of R² far from zero', () => {
  const yTrue = [1e9 + 1, 1e9 + 2, 1e9 + 4];
  const yPred = [1e9 + 1, 1e9 + 3, 1e9 + 2];
  expect(metrics.r2Score(yTrue, yPred)).toBeCloseTo(metrics.r2Score([1, 2, 4], [1, 3, 2]), 12);
});

it('has no R² of a single sample', () => {
  expect(metrics.r2Score([1], [1])).toBeNaN();
});

it('correlates exact lines exactly', () => {
  expect(metrics.pearsonCorrelation([1, 2, 4], [3, 5, 9])).toBe(1);
  expect(metrics.pearsonCorrelation([1, 2, 4], [-3, -5, -9])).toBe(-1);
});

it('halves the mean absolute error where the quantile is the median', () => {
  const [yTrue, yPred] = [
    [1, 2, 4],
    [3, 0, 5],
  ];
  expect(metrics.meanPinballLoss(yTrue, yPred) * 2).toBe(metrics.meanAbsoluteError(yTrue, yPred));
});

it.each([-0.1, 1.1, Number.NaN])('refuses the quantile %d', (alpha) => {
  expect(() => metrics.meanPinballLoss([1], [1], { alpha })).toThrow(`alpha is ${alpha}`);
});

it('refuses the logarithm of what has none', () => {
  expect(() => metrics.meanSquaredLogError([-1, 2], [1, 2])).toThrow('yTrue holds -1');
  expect(() => metrics.rootMeanSquaredLogError([1, 2], [1, -3])).toThrow('yPred holds -3');
});

it('finds the largest error of one output only', () => {
  expect(metrics.maxError([1, 2, 4], [1, 9, 4])).toBe(7);
  expect(() => metrics.maxError([[1, 2]], [[1, 2]])).toThrow(ShapeError);
});

describe('the weighted median', () => {
  const medianOf = (errors: number[], sampleWeight: number[]) =>
    metrics.medianAbsoluteError(new Array(errors.length).fill(0), errors, { sampleWeight });

  it('is the midpoint where the weight splits in half', () => {
    expect(medianOf([1, 2, 3, 10], [1, 1, 1, 1])).toBe(2.5);
    expect(medianOf([1, 2, 3, 10], [0.1, 0.1, 0.1, 0.1])).toBe(2.5);
  });

  it('does not look at samples of no weight', () => {
    expect(medianOf([1, 50, 60, 3], [1, 0, 0, 1])).toBe(2);
    expect(medianOf([5, 6, 7], [0, 0, 3])).toBe(7);
  });

  it('does not depend on the scale of the weights', () => {
    for (const scale of [1e-30, 1 / 3, 1, 0.1, 1e30]) {
      expect(medianOf([3, 1, 2], [scale, 3 * scale, scale])).toBe(1);
      expect(medianOf([3, 1, 2, 7], [scale, 3 * scale, scale, scale])).toBe(1.5);
      expect(medianOf([1, 2, 3, 4, 5, 9], new Array(6).fill(scale))).toBe(3.5);
    }
  });
});
