import { expect, it } from 'vitest';
import { bestIndex, metricOf, metricsIn, wordsOf } from './history.ts';

it.each([
  ['valLoss', 'loss', true],
  ['val_loss', 'loss', true],
  ['valMeanAbsoluteError', 'meanAbsoluteError', true],
  ['loss', 'loss', false],
  ['value', 'value', false],
  ['validity', 'validity', false],
])('metricOf(%s) is %s, on validation data: %s', (column, metric, isValidation) => {
  expect(metricOf(column)).toEqual({ metric, isValidation });
});

it('metricsIn pairs the columns of a metric, in order of appearance', () => {
  expect(metricsIn({ valLoss: [2], loss: [1], val_f1: [3], learningRate: [4] })).toEqual([
    { metric: 'loss', training: [1], validation: [2] },
    { metric: 'f1', training: null, validation: [3] },
    { metric: 'learningRate', training: [4], validation: null },
  ]);
});

it.each([
  ['meanAbsoluteError', 'mean absolute error'],
  ['mean_squared_error', 'mean squared error'],
  ['rocAuc', 'roc auc'],
  ['MSE', 'MSE'],
  ['f1', 'f1'],
])('wordsOf(%s) is %s', (metric, words) => {
  expect(wordsOf(metric)).toBe(words);
});

it('bestIndex takes the first of equals and skips what is not finite', () => {
  expect(bestIndex([NaN, 3, 1, 1, -Infinity], 'min')).toBe(2);
  expect(bestIndex([NaN, 3, 1, 3, Infinity], 'max')).toBe(1);
  expect(bestIndex([NaN], 'min')).toBeNull();
});
