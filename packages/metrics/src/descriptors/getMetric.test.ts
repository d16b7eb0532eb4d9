import { ValueError } from '@dlqr/core/errors';
import { expect, it } from 'vitest';
import { getMetric, metricNames } from './getMetric.ts';

it('finds a metric and its direction', () => {
  const metric = getMetric('rocAuc');
  expect(metric).toMatchObject({ name: 'rocAuc', direction: 'max', predictions: 'scores' });
  expect(metric.compute([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
  expect(getMetric('meanAbsoluteError').direction).toBe('min');
});

it('keeps the law of names: errors and losses are minimised, all else maximised', () => {
  for (const name of metricNames) {
    expect(getMetric(name).direction, name).toBe(/(Error|Loss)$/.test(name) ? 'min' : 'max');
  }
});

it('lists the names where there is none such', () => {
  expect(() => getMetric('auc')).toThrow(ValueError);
  expect(() => getMetric('auc')).toThrow(
    /^there is no metric "auc"; the metrics are meanAbsoluteError, .*logLoss/,
  );
  expect(() => getMetric('toString')).toThrow(ValueError);
});

it.each([
  ['roc_auc', 'rocAuc'],
  ['rocAucScore', 'rocAuc'],
  ['R2', 'r2'],
  ['meanabsoluteerror', 'meanAbsoluteError'],
])('guesses that %s means %s', (wrong, right) => {
  expect(() => getMetric(wrong)).toThrow(
    expect.objectContaining({ hint: `Did you mean "${right}"?` }),
  );
});
