import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { toRows } from '../matrix/matrix.ts';
import { SimpleImputer } from './simpleImputer.ts';

const NONE = Number.NaN;
const X = [
  [NONE, 1, NONE],
  [2, 5, NONE],
  [2, NONE, NONE],
  [9, 3, NONE],
];

describe('SimpleImputer', () => {
  // Values of scikit-learn 1.9.1, SimpleImputer(add_indicator=True).
  it.each([
    ['mean', 4.333333333333333, 3],
    ['median', 2, 3],
    ['mostFrequent', 2, 1],
  ] as const)(
    'fills in the %s, drops an empty column and marks what was missing',
    (strategy, first, second) => {
      const imputer = new SimpleImputer({ strategy, addIndicator: true }).fit(X);
      expectAllClose(
        toRows(imputer.transform(X)),
        [
          [first, 1, 1, 0, 1],
          [2, 5, 0, 0, 1],
          [2, second, 0, 1, 1],
          [9, 3, 0, 0, 1],
        ],
        { relative: 1e-15 },
      );
      expect(imputer.featureNames(['a', 'b', 'c'])).toEqual([
        'a',
        'b',
        'a missing',
        'b missing',
        'c missing',
      ]);
      expect(toRows(imputer.inverseTransform(imputer.transform(X)))).toEqual(X);
    },
  );

  it('keeps an empty column on request', () => {
    const keep = (options: object) =>
      toRows(new SimpleImputer({ ...options, keepEmptyColumns: true }).fitTransform(X)).at(-1);
    expect(keep({})).toEqual([9, 3, 0]);
    expect(keep({ strategy: 'constant', fillValue: 7 })).toEqual([9, 3, 7]);
  });

  it('fills in a constant, and drops an empty column all the same', () => {
    const imputer = new SimpleImputer({ strategy: 'constant', fillValue: -1 }).fit(X);
    expect(toRows(imputer.transform([[NONE, NONE, NONE]]))).toEqual([[-1, -1]]);
    expect([...imputer.fill]).toEqual([-1, -1, NONE]);
  });

  it('fills in what is missing only later, without an indicator for it', () => {
    const imputer = new SimpleImputer({ addIndicator: true }).fit([[1], [3]]);
    expect(toRows(imputer.transform([[NONE]]))).toEqual([[2]]);
    expect(imputer.featureNames()).toEqual(['x0']);
  });

  it('takes the smallest of equally frequent values', () => {
    const fill = (rows: number[][]) =>
      new SimpleImputer({ strategy: 'mostFrequent' }).fit(rows).fill[0];
    expect(fill([[5], [3], [5], [3], [4]])).toBe(3);
    expect(fill([[9], [9], [1], [NONE], [NONE], [NONE]])).toBe(9);
    expect(fill([[4]])).toBe(4);
    expect(fill([[1], [2], [2], [3], [3], [3]])).toBe(3);
  });

  it('takes the middle of the two in the middle', () => {
    expect(new SimpleImputer({ strategy: 'median' }).fit([[1], [2], [4], [100]]).fill[0]).toBe(3);
  });

  it('refuses to invert without indicators, infinite values, and other columns', () => {
    const imputer = new SimpleImputer().fit([[1], [2]]);
    expect(() => imputer.inverseTransform([[1]])).toThrow(ValueError);
    expect(() => imputer.inverseTransform([[1]])).toThrow('addIndicator: true');
    expect(() => imputer.transform([[Number.POSITIVE_INFINITY]])).toThrow(DataError);
    expect(() => imputer.transform([[1, 2]])).toThrow(ShapeError);
    expect(() => new SimpleImputer({ fillValue: NONE })).toThrow('fillValue is NaN');
    const marked = new SimpleImputer({ addIndicator: true }).fit(X);
    expect(() => marked.inverseTransform([[1, 2]])).toThrow('expected 5');
  });
});
