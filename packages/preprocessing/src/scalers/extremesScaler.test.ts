import { ValueError } from '@dlqr/core/errors';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { toRows } from '../matrix/matrix.ts';
import { MaxAbsScaler } from './maxAbsScaler.ts';
import { MinMaxScaler } from './minMaxScaler.ts';

const X = [
  [1, -3],
  [2, 0.5],
  [2, 4],
  [3, 7.5],
  [10, 8],
  [Number.NaN, 20],
];

describe('MinMaxScaler', () => {
  // Values of scikit-learn 1.9.1, MinMaxScaler((-1, 2), clip=True).
  it('cuts to its range', () => {
    const scaler = new MinMaxScaler({ featureRange: [-1, 2], clip: true }).fit(X);
    const rows = [
      [0, 1],
      [2, 6],
      [2.5, Number.NaN],
      [12, 25],
    ];
    expectAllClose(
      toRows(scaler.transform(rows)),
      [
        [-1, -0.4782608695652174],
        [-0.6666666666666666, 0.17391304347826075],
        [-0.5, Number.NaN],
        [2, 2],
      ],
      { absolute: 1e-12 },
    );
  });

  it('goes beyond its range without clip', () => {
    expect(toRows(new MinMaxScaler().fit([[0], [2]]).transform([[-1], [5]]))).toEqual([
      [-0.5],
      [2.5],
    ]);
  });

  it('makes a constant column the low end', () => {
    const scaler = new MinMaxScaler({ featureRange: [3, 5] }).fit([[7], [7]]);
    expect(toRows(scaler.transform([[7]]))).toEqual([[3]]);
    expect(toRows(scaler.inverseTransform([[3]]))).toEqual([[7]]);
  });

  it.each([[[1, 1]], [[2, 1]], [[0, Number.NaN]], [[0, Number.POSITIVE_INFINITY]]] as const)(
    'refuses the range %j',
    (featureRange) => {
      expect(() => new MinMaxScaler({ featureRange })).toThrow(ValueError);
    },
  );
});

describe('MaxAbsScaler', () => {
  it('cuts to -1 and 1 only with clip', () => {
    const rows = [[-8], [1], [8]];
    expect(toRows(new MaxAbsScaler().fit([[-4], [2]]).transform(rows))).toEqual([
      [-2],
      [0.25],
      [2],
    ]);
    expect(toRows(new MaxAbsScaler({ clip: true }).fit([[-4], [2]]).transform(rows))).toEqual([
      [-1],
      [0.25],
      [1],
    ]);
  });

  it('leaves a column of zeros as it is', () => {
    expect(toRows(new MaxAbsScaler().fitTransform([[0], [0]]))).toEqual([[0], [0]]);
  });
});

describe.each([
  ['MinMaxScaler', () => new MinMaxScaler()],
  ['MaxAbsScaler', () => new MaxAbsScaler()],
])('%s', (_, make) => {
  it('learns in pieces what it learns at once', () => {
    const pieces = make()
      .partialFit(X.slice(5))
      .partialFit(X.slice(0, 2))
      .partialFit(X.slice(2, 5));
    expect(pieces.toJSON()).toEqual(make().fit(X).toJSON());
    expect(pieces.fit([[1], [2]]).toJSON()).toEqual(
      make()
        .fit([[1], [2]])
        .toJSON(),
    );
    expect(() =>
      make()
        .fit(X)
        .partialFit([[1]]),
    ).toThrow('expected 2, as in fit');
  });
});
