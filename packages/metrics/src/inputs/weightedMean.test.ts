import { expect, it } from 'vitest';
import { weightedMean, weightedShare } from './weightedMean.ts';

it('is exactly the value of equal values, which a plain sum misses', () => {
  const plain = Array.from({ length: 7 }, () => 0.1).reduce((sum, value) => sum + value, 0) / 7;
  expect(plain).not.toBe(0.1);
  expect(weightedMean(7, null, () => 0.1)).toBe(0.1);
  expect(weightedMean(7, Float64Array.of(1, 0.3, 2, 0, 0.7, 1, 1), () => 0.1)).toBe(0.1);
});

it('does not let a huge value of no weight swallow the others', () => {
  const values = [1e300, 1, 2];
  const weights = Float64Array.of(0, 1, 1);
  expect(weightedMean(3, weights, (index) => values[index] as number)).toBe(1.5);
});

it('is infinite where the sum overflows', () => {
  expect(weightedMean(2, null, () => 1.7e308)).toBe(Number.POSITIVE_INFINITY);
});

it('gives shares as one division does', () => {
  expect(weightedShare(10_000, null, (index) => index < 9270)).toBe(0.927);
  expect(weightedShare(3, Float64Array.of(1, 2, 1), (index) => index === 1)).toBe(0.5);
});
