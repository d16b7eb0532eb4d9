import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { toRows } from '../matrix/matrix.ts';
import { PolynomialFeatures, type PolynomialFeaturesOptions } from './polynomialFeatures.ts';

function expand(options: PolynomialFeaturesOptions, row: number[]): [number[], string[]] {
  const features = new PolynomialFeatures(options).fit([row]);
  return [
    toRows(features.transform([row]))[0] ?? [],
    features.featureNames(['a', 'b', 'c'].slice(0, row.length)),
  ];
}

describe('PolynomialFeatures', () => {
  // Order and names of scikit-learn 1.9.1.
  it.each<[PolynomialFeaturesOptions, number[], number[], string]>([
    [{}, [2, 3], [1, 2, 3, 4, 6, 9], '1,a,b,a^2,a b,b^2'],
    [
      { degree: 3 },
      [2, 3],
      [1, 2, 3, 4, 6, 9, 8, 12, 18, 27],
      '1,a,b,a^2,a b,b^2,a^3,a^2 b,a b^2,b^3',
    ],
    [{ interactionOnly: true }, [2, 3, 5], [1, 2, 3, 5, 6, 10, 15], '1,a,b,c,a b,a c,b c'],
    [
      { degree: [2, 3], interactionOnly: true, includeBias: false },
      [2, 3, 5],
      [6, 10, 15, 30],
      'a b,a c,b c,a b c',
    ],
    [{ degree: [2, 2] }, [2, 3], [1, 4, 6, 9], '1,a^2,a b,b^2'],
    [{ degree: 0 }, [2, 3], [1], '1'],
    [{ degree: 1, includeBias: false }, [2, 3], [2, 3], 'a,b'],
    [{ degree: 4, interactionOnly: true, includeBias: false }, [2, 3], [2, 3, 6], 'a,b,a b'],
  ])('with %j expands %j', (options, row, expected, names) => {
    expect(expand(options, row)).toEqual([expected, names.split(',')]);
  });

  it('expands each row by itself', () => {
    const rows = [
      [1, 2],
      [3, 4],
    ];
    expect(toRows(new PolynomialFeatures({ includeBias: false }).fitTransform(rows))).toEqual([
      [1, 2, 1, 2, 4],
      [3, 4, 9, 12, 16],
    ]);
  });

  it.each<[PolynomialFeaturesOptions]>([
    [{ degree: -1 }],
    [{ degree: 1.5 }],
    [{ degree: [3, 2] }],
    [{ degree: Number.NaN }],
    [{ degree: 0, includeBias: false }],
  ])('refuses %j', (options) => {
    expect(() => new PolynomialFeatures(options)).toThrow(ValueError);
  });

  it('refuses missing values, other columns, and a flood of products', () => {
    expect(() => new PolynomialFeatures().fit([[Number.NaN]])).toThrow(DataError);
    expect(() => new PolynomialFeatures().fit([[1]]).transform([[1, 2]])).toThrow(ShapeError);
    const fit = (numColumns: number, options: PolynomialFeaturesOptions) => () =>
      new PolynomialFeatures(options).fit([new Float64Array(numColumns)]);
    expect(fit(1000, { degree: 5 })).toThrow(
      'degree 5 of 1000 columns makes more than 1000000 products',
    );
    // n + n (n + 1) / 2, and n + n (n - 1) / 2 where a column stands in a product once
    expect(fit(1412, {})).not.toThrow(); // 998,990
    expect(fit(1413, {})).toThrow(ValueError); // 1,000,404
    expect(fit(1413, { interactionOnly: true })).not.toThrow(); // 998,991
    expect(fit(1414, { interactionOnly: true })).toThrow(ValueError); // 1,000,405
  });
});
