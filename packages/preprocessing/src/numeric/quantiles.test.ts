import { describe, expect, it } from 'vitest';
import { lowerBound, median, quantile, upperBound } from './quantiles.ts';

describe('quantile and median', () => {
  const sorted = Float64Array.of(1, 2, 4, 8);

  it.each([
    [0, 1],
    [1 / 3, 2],
    [0.5, 3],
    [0.9, 6.8],
    [1, 8],
  ])('interpolate at %d', (share, expected) => {
    expect(quantile(sorted, share)).toBeCloseTo(expected, 12);
  });

  it('answer for one value and for none', () => {
    expect(quantile(Float64Array.of(7), 0.3)).toBe(7);
    expect(quantile(new Float64Array(0), 0.5)).toBeNaN();
    expect(median(Float64Array.of(7))).toBe(7);
    expect(median(Float64Array.of(1, 2, 9))).toBe(2);
    expect(median(sorted)).toBe(3);
    expect(median(new Float64Array(0))).toBeNaN();
  });
});

describe('bounds', () => {
  const sorted = Float64Array.of(1, 2, 2, 5);

  it.each([
    [0, 0, 0],
    [2, 1, 3],
    [3, 3, 3],
    [5, 3, 4],
    [6, 4, 4],
  ])('of %d', (value, lower, upper) => {
    expect([lowerBound(sorted, value), upperBound(sorted, value)]).toEqual([lower, upper]);
  });
});
