import { describe, expect, it } from 'vitest';
import { largestGap } from './largestGap.ts';
import { largestShareGap, sharesOf } from './shares.ts';

describe('largestGap', () => {
  it('agrees with scipy.stats.ks_2samp, ties included', () => {
    const [a, b] = [
      [0.1, 0.4, 0.7, 0.7, 1.2, 3.3],
      [0.5, 0.7, 2, 2.5, 3.3, 4, 5.5],
    ];
    expect(largestGap(a, b)).toBeCloseTo(0.5476190476190477, 14);
    expect(largestGap(b, a)).toBeCloseTo(0.5476190476190477, 14);
  });

  it('is 0 for equal and 1 for parted lists', () => {
    expect(largestGap([3, 1, 2, NaN], [1, 2, 3])).toBe(0);
    expect(largestGap([1, 2], [3, 4])).toBe(1);
  });
});

describe('shares of texts', () => {
  it('leave missing values out of the total', () => {
    expect([...sharesOf(['b', 'a', null, 'a', '', 'a'])]).toEqual([
      ['b', 0.25],
      ['a', 0.75],
    ]);
  });

  it('differ most in the category with the largest difference', () => {
    expect(largestShareGap(['a', 'a', 'a', 'b'], ['a', 'b', 'c', 'c'])).toBe(0.5);
    expect(largestShareGap(['a'], ['a', 'a'])).toBe(0);
    expect(largestShareGap(['a'], ['b'])).toBe(1);
  });
});
