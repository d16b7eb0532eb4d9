import { ValueError } from '@dlqr/core/errors';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { toRows } from '../matrix/matrix.ts';
import { RobustScaler, type RobustScalerOptions } from './robustScaler.ts';

const X = [
  [1, -3],
  [2, 0.5],
  [2, 4],
  [3, 7.5],
  [10, 8],
  [Number.NaN, 20],
];
const ROWS = [
  [0, 1],
  [2, 6],
  [2.5, Number.NaN],
  [12, 25],
];

describe('RobustScaler', () => {
  // Values of scikit-learn 1.9.1.
  it.each<[RobustScalerOptions, number[][]]>([
    [
      { quantileRange: [10, 90], unitVariance: true },
      [
        [-0.8838286658928278, -0.7983435982081116],
        [0, 0.0420180841162164],
        [0.22095716647320696, Number.NaN],
        [4.419143329464139, 3.235392476948663],
      ],
    ],
    [
      { withCentering: false },
      [
        [0, 0.15384615384615385],
        [2, 0.9230769230769231],
        [2.5, Number.NaN],
        [12, 3.8461538461538463],
      ],
    ],
    [
      { withScaling: false },
      [
        [-2, -4.75],
        [0, 0.25],
        [0.5, Number.NaN],
        [10, 19.25],
      ],
    ],
  ])('with %j gives the values of scikit-learn', (options, expected) => {
    const scaled = new RobustScaler(options).fit(X).transform(ROWS);
    expectAllClose(toRows(scaled), expected, { absolute: 1e-12 });
  });

  it('may span all values', () => {
    const scaler = new RobustScaler({ quantileRange: [0, 100] }).fit([[0], [1], [10]]);
    expect(toRows(scaler.transform([[11]]))).toEqual([[1]]);
  });

  it('divides by 1 where the quartiles are equal', () => {
    const scaler = new RobustScaler().fit([[5], [5], [5], [5], [90]]);
    expect(toRows(scaler.transform([[7]]))).toEqual([[2]]);
  });

  it.each<[RobustScalerOptions]>([
    [{ quantileRange: [50, 50] }],
    [{ quantileRange: [75, 25] }],
    [{ quantileRange: [-1, 50] }],
    [{ quantileRange: [0, 101] }],
    [{ quantileRange: [Number.NaN, 50] }],
    [{ quantileRange: [0, 75], unitVariance: true }],
    [{ quantileRange: [25, 100], unitVariance: true }],
  ])('refuses %j', (options) => {
    expect(() => new RobustScaler(options)).toThrow(ValueError);
  });
});
