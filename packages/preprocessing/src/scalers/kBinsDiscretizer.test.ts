import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { columnMatrix, toRows } from '../matrix/matrix.ts';
import { KBinsDiscretizer } from './kBinsDiscretizer.ts';

const VALUES = [-3, -1, 0, 0.5, 1, 4, 4.5, 5, 9, 30];
const ROWS = [-9, 0.2, 4, 6, 99];

describe('KBinsDiscretizer', () => {
  // Values of scikit-learn 1.9.1, KBinsDiscretizer(3, encode='ordinal').
  it.each([
    ['uniform', [-3, 8, 19, 30], [0, 0, 0, 0, 2], [2.5, 13.5, 24.5]],
    ['quantile', [-3, 0.5, 4.5, 30], [0, 0, 1, 2, 2], [-1.25, 2.5, 17.25]],
    ['kMeans', [-3, 5.1875, 19.5, 30], [0, 0, 0, 1, 2], [1.09375, 12.34375, 24.75]],
  ] as const)('gives the %s bins of scikit-learn', (strategy, edges, bins, middles) => {
    const discretizer = new KBinsDiscretizer({ numBins: 3, encode: 'ordinal', strategy });
    discretizer.fit(columnMatrix(VALUES));
    expectAllClose(discretizer.edges[0] ?? [], edges, { absolute: 1e-12 });
    expect([...discretizer.transform(columnMatrix(ROWS)).values]).toEqual(bins);
    const back = discretizer.inverseTransform([[0], [1], [2]]);
    expectAllClose(back.values, middles, { absolute: 1e-12 });
  });

  it('gives a column for each bin, with other numbers of bins for other columns', () => {
    const rows = VALUES.map((value, row) => [value, row]);
    const discretizer = new KBinsDiscretizer({ numBins: [3, 2] }).fit(rows);
    expect(
      toRows(
        discretizer.transform([
          [-9, 0],
          [4, 8],
        ]),
      ),
    ).toEqual([
      [1, 0, 0, 1, 0],
      [0, 1, 0, 0, 1],
    ]);
    expect(discretizer.featureNames(['a', 'b'])).toEqual(['a=0', 'a=1', 'a=2', 'b=0', 'b=1']);
    const back = toRows(discretizer.inverseTransform([[0.1, 0.7, 0.2, 0, 1]]));
    expect(back).toEqual([[2.5, 6.75]]);
    expect(() => discretizer.inverseTransform([[0, 1]])).toThrow('expected 5');
  });

  it('names ordinal columns after their inputs', () => {
    const discretizer = new KBinsDiscretizer({ encode: 'ordinal' }).fit([
      [1, 2],
      [3, 4],
    ]);
    expect(discretizer.featureNames()).toEqual(['x0', 'x1']);
    expect(() => discretizer.featureNames(['a'])).toThrow(ShapeError);
  });

  it('puts a value on an edge into the bin above it, the largest into the last', () => {
    const discretizer = new KBinsDiscretizer({
      numBins: 2,
      encode: 'ordinal',
      strategy: 'uniform',
    });
    expect([...discretizer.fitTransform(columnMatrix([0, 4.9, 5, 10])).values]).toEqual([
      0, 0, 1, 1,
    ]);
  });

  it('makes fewer bins where values repeat, one of a constant', () => {
    const discretizer = new KBinsDiscretizer({ numBins: 4, encode: 'ordinal' });
    discretizer.fit([1, 1, 1, 1, 1, 1, 1, 9].map((value) => [value, 7]));
    expect(discretizer.edges.map((edges) => [...edges])).toEqual([
      [1, 9],
      [7, 7],
    ]);
    expect(
      toRows(
        discretizer.transform([
          [5, 3],
          [0, 8],
        ]),
      ),
    ).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(toRows(discretizer.inverseTransform([[0, 0]]))).toEqual([[5, 7]]);
  });

  // Edges of scikit-learn 1.9.1, strategy='kmeans'.
  it.each([
    [3, [0.2, 3.3208333333333333, 7.354761904761904, 10.9]],
    [4, [0.2, 2.2624999999999997, 5.8, 9, 10.9]],
  ])('finds the %i clusters of scikit-learn', (numBins, edges) => {
    const values = [
      5, 0.3, 9.6, 0.5, 10.9, 0.5, 0.7, 1.2, 8.3, 1.3, 1.5, 1.9, 2.7, 0.2, 2.9, 4.1, 7.3, 0.4, 7.5,
      8.6, 9.6, 10.2,
    ];
    const discretizer = new KBinsDiscretizer({ numBins, strategy: 'kMeans' });
    expectAllClose(discretizer.fit(columnMatrix(values)).edges[0] ?? [], edges, {
      absolute: 1e-12,
    });
  });

  it('puts bins around clusters that lie apart', () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = new Random(seed);
      const values = Array.from({ length: 200 }, (_, row) => random.normal(20 * (row % 4), 0.5));
      const discretizer = new KBinsDiscretizer({
        numBins: 4,
        encode: 'ordinal',
        strategy: 'kMeans',
      });
      const bins = discretizer.fitTransform(columnMatrix(values)).values;
      expect([...bins]).toEqual(values.map((_, row) => row % 4));
    }
  });

  it('keeps to as many clusters as there are values', () => {
    const options = { numBins: 6, encode: 'ordinal', strategy: 'kMeans' } as const;
    const edges = new KBinsDiscretizer(options).fit(columnMatrix([1, 2, 2, 50])).edges[0] ?? [];
    expect(edges[0]).toBe(1);
    expect(edges.at(-1)).toBe(50);
    expect(edges.every((edge, index) => index === 0 || edge > (edges[index - 1] as number))).toBe(
      true,
    );
  });

  it('refuses one bin, missing values, and another number of columns', () => {
    expect(() => new KBinsDiscretizer({ numBins: 1 })).toThrow(ValueError);
    expect(() => new KBinsDiscretizer({ numBins: [3, 1.5] })).toThrow('numBins is 1.5');
    expect(() => new KBinsDiscretizer({ numBins: [2, 2] }).fit([[1], [2]])).toThrow(
      'numBins has 2 entries; expected one for each of 1 columns',
    );
    expect(() => new KBinsDiscretizer().fit([[1], [Number.NaN]])).toThrow(DataError);
    expect(() => new KBinsDiscretizer().fit([[1], [2]]).transform([[Number.NaN]])).toThrow(
      DataError,
    );
  });
});
