import { describe, expect, it } from 'vitest';
import { expectAllClose } from './expectAllClose.ts';

describe('expectAllClose', () => {
  it.each([
    ['a value outside the tolerance', [1, 2], [1, 2.2], { absolute: 0.1 }],
    ['a number against an infinity', [1], [Number.POSITIVE_INFINITY], { relative: 1 }],
    ['another length', [1], [1, 2], { absolute: 1 }],
    ['NaN against a number', [Number.NaN], [1], { absolute: 9 }],
    [
      'opposite infinities',
      [Number.POSITIVE_INFINITY],
      [Number.NEGATIVE_INFINITY],
      { relative: 1 },
    ],
  ])('fails on %s', (_, actual, expected, tolerance) => {
    expect(() => expectAllClose(actual, expected, tolerance)).toThrow();
  });

  it('passes on close, nested and non-finite values', () => {
    expectAllClose([[1.0001], [Number.NaN]], [[1], [Number.NaN]], { relative: 1e-3 });
    expectAllClose(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, {});
  });
});
