import { describe, expect, it } from 'vitest';
import { countByTenths, populationStability } from './populationStability.ts';

describe('populationStability', () => {
  it('is Σ (q - p) ln(q / p) of the shares', () => {
    // Of large counts the half rows are nothing: 0.1 ln(0.6/0.5) - 0.1 ln(0.4/0.5)
    const expected = 0.1 * Math.log(1.2) - 0.1 * Math.log(0.8);
    expect(populationStability([5e9, 5e9], [6e9, 4e9])).toBeCloseTo(expected, 8);
    expect(populationStability([3, 7], [30, 70])).toBeCloseTo(0, 2);
  });

  it('is finite with an empty bin: half a row is in it', () => {
    const [p, q] = [10.5 / 11, 0.5 / 11];
    expect(populationStability([10, 0], [0, 10])).toBeCloseTo(2 * (p - q) * Math.log(p / q), 12);
  });
});

describe('countByTenths', () => {
  it('cuts at the tenths of the first sample', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, index) => index + 1);
    const { first, second } = countByTenths(hundred, Float64Array.of(-5, 10, 11, 99, 500));
    expect(first).toEqual(new Array(10).fill(10));
    expect(second).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
  });

  it('keeps equal values together', () => {
    const values = Float64Array.of(0, 0, 0, 0, 0, 0, 0, 1, 2, 3);
    expect(countByTenths(values, Float64Array.of(0, 3, 3))).toEqual({
      first: [7, 1, 1, 1],
      second: [1, 0, 0, 2],
    });
  });
});
