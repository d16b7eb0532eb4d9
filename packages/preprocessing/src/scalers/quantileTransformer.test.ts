import { ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { columnMatrix, toRows } from '../matrix/matrix.ts';
import { QuantileTransformer } from './quantileTransformer.ts';

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
/** What comes back: rows outside the training rows are brought to their ends. */
const BACK = [
  [1, 1],
  [2, 6],
  [2.5, Number.NaN],
  [10, 20],
];

describe('QuantileTransformer', () => {
  // Values of scikit-learn 1.9.1, QuantileTransformer(n_quantiles=4).
  it.each([
    [
      'uniform',
      [
        [0, 0.2285714285714286],
        [0.3333333333333333, 0.5517241379310345],
        [0.5833333333333335, Number.NaN],
        [1, 1],
      ],
    ],
    [
      'normal',
      [
        [-5.199337582605575, -0.7435597568794305],
        [-0.43072729929545756, 0.13001858330708427],
        [0.21042839424792512, Number.NaN],
        [5.19933758270342, 5.19933758270342],
      ],
    ],
  ] as const)(
    'gives the values of scikit-learn with %s output, and back',
    (outputDistribution, expected) => {
      const transformer = new QuantileTransformer({ numQuantiles: 4, outputDistribution }).fit(X);
      const transformed = transformer.transform(ROWS);
      expectAllClose(toRows(transformed), expected, { absolute: 1e-9 });
      expectAllClose(toRows(transformer.inverseTransform(transformed)), BACK, { absolute: 1e-9 });
    },
  );

  it('spreads any skew evenly, from a draw of the rows too', () => {
    const random = new Random(3);
    const values = Float64Array.from({ length: 5000 }, () => Math.exp(3 * random.normal()));
    for (const subsample of [null, 500]) {
      const spread = new QuantileTransformer({ numQuantiles: 100, subsample })
        .fitTransform(columnMatrix(values))
        .values.slice()
        .sort();
      for (const share of [0.1, 0.5, 0.9]) {
        const tolerance = subsample === null ? 0.002 : 0.06;
        expect(Math.abs((spread[share * 5000] as number) - share)).toBeLessThan(tolerance);
      }
    }
  });

  it('draws by its seed', () => {
    const rows = Array.from({ length: 100 }, (_, row) => [row ** 2]);
    const quantiles = (seed: number) =>
      new QuantileTransformer({ numQuantiles: 10, subsample: 20, seed }).fit(rows).toJSON()
        .quantiles;
    expect(quantiles(1)).toEqual(quantiles(1));
    expect(quantiles(1)).not.toEqual(quantiles(2));
  });

  it('takes a constant column, one row, and a column without values', () => {
    const constant = new QuantileTransformer().fit([[4], [4], [4]]);
    expect(toRows(constant.transform([[3], [4], [5]]))).toEqual([[0], [0], [1]]);
    expect(toRows(constant.inverseTransform([[0.7]]))).toEqual([[4]]);
    expect(toRows(new QuantileTransformer().fitTransform([[4]]))).toEqual([[0]]);
    const empty = new QuantileTransformer({ outputDistribution: 'normal' }).fit([[Number.NaN]]);
    expect(toRows(empty.transform([[1], [Number.NaN]]))).toEqual([[Number.NaN], [Number.NaN]]);
  });

  it('brings shares beyond the ends back to them', () => {
    const transformer = new QuantileTransformer().fit([[1], [2], [5]]);
    expect(toRows(transformer.inverseTransform([[-1], [2], [Number.NaN]]))).toEqual([
      [1],
      [5],
      [Number.NaN],
    ]);
    const normal = new QuantileTransformer({ outputDistribution: 'normal' }).fit([[1], [2], [5]]);
    expect(toRows(normal.inverseTransform([[-9], [-5.3], [0], [5.3]]))).toEqual([
      [1],
      [1],
      [2],
      [5],
    ]);
  });

  it('refuses no quantiles, and more than rows to draw', () => {
    expect(() => new QuantileTransformer({ numQuantiles: 0 })).toThrow(ValueError);
    expect(() => new QuantileTransformer({ subsample: 0 })).toThrow('subsample is 0');
    expect(() => new QuantileTransformer({ subsample: 999 })).toThrow(
      'numQuantiles is 1000; expected at most the subsample of 999 rows',
    );
    expect(() => new QuantileTransformer({ numQuantiles: 20_000, subsample: null })).not.toThrow();
  });
});
