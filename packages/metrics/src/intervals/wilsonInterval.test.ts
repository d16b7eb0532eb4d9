import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilsonInterval.ts';

describe('wilsonInterval', () => {
  // scipy 1.17.1: binomtest(k, n).proportion_ci(confidence, method='wilson')
  it.each([
    [0, 10, 0.95, 0, 0.27753279986288926],
    [10, 10, 0.95, 0.7224672001371109, 1],
    [7, 10, 0.95, 0.39677814746114526, 0.892208732593699],
    [9834, 10000, 0.95, 0.9807037945907846, 0.9857249557844452],
    [1, 3, 0.9, 0.07826572633372841, 0.7464661317187758],
    [450, 500, 0.99, 0.86003290469044, 0.9294902858429648],
  ])('equals scipy for %d of %d at %d', (successes, trials, confidence, lower, upper) => {
    const interval = wilsonInterval(successes, trials, confidence);
    expectAllClose([interval.lower, interval.upper], [lower, upper], { absolute: 1e-12 });
    expect(interval.value).toBe(successes / trials);
  });

  it.each<[number, number, number | undefined, RegExp]>([
    [1, 0, undefined, /numTrials is 0/],
    [-1, 5, undefined, /numSuccesses is -1; expected a whole number from 0 to 5/],
    [6, 5, undefined, /numSuccesses is 6/],
    [2.5, 5, undefined, /numSuccesses is 2.5/],
    [2, 5, 1, /confidence is 1/],
  ])('refuses %d of %d at %s', (successes, trials, confidence, message) => {
    expect(() => wilsonInterval(successes, trials, confidence)).toThrow(message);
  });
});
