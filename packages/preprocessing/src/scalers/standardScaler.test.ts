import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { columnMatrix, toRows } from '../matrix/matrix.ts';
import { StandardScaler } from './standardScaler.ts';

function randomRows(seed: number, numRows: number): number[][] {
  const random = new Random(seed);
  return Array.from({ length: numRows }, () => [
    random.normal(1e6, 0.01),
    random.uniform() < 0.2 ? Number.NaN : random.normal(-3, 50),
  ]);
}

describe('StandardScaler', () => {
  // Mean and variance of scikit-learn 1.9.1 with sample_weight [1, 0, 2, 3].
  it('weighs rows; a weight of 0 leaves a row out', () => {
    const rows = [
      [1, 2],
      [2, 4],
      [Number.NaN, 9],
      [4, -3],
    ];
    const scaler = new StandardScaler().fit(rows, { sampleWeight: [1, 0, 2, 3] });
    expectAllClose(scaler.mean, [3.25, 1.8333333333333333], { relative: 1e-15 });
    const deviations = [Math.sqrt(1.6875), Math.sqrt(28.805555555555554)];
    expectAllClose(scaler.scale, deviations, { relative: 1e-15 });
  });

  it('gives whole weights the meaning of repeated rows', () => {
    const rows = [[1], [5], [9]];
    const weighted = new StandardScaler().fit(rows, { sampleWeight: [2, 1, 3] });
    const repeated = new StandardScaler().fit([[1], [1], [5], [9], [9], [9]]);
    expectAllClose(weighted.transform(rows).values, repeated.transform(rows).values, {
      relative: 1e-14,
    });
  });

  it('learns in pieces what it learns at once, far from zero too', () => {
    for (let seed = 0; seed < 5; seed++) {
      const rows = randomRows(seed, 100);
      const whole = new StandardScaler().fit(rows);
      const pieces = new StandardScaler();
      for (const [start, end] of [
        [0, 1],
        [1, 40],
        [40, 100],
      ])
        pieces.partialFit(rows.slice(start, end));
      expectAllClose(pieces.mean, whole.mean, { relative: 1e-13 });
      expectAllClose(pieces.scale, whole.scale, { relative: 1e-7 });
    }
  });

  it('takes up a column whose first piece was all missing, and starts anew with fit', () => {
    const scaler = new StandardScaler().partialFit([[Number.NaN]]).partialFit([[1], [3]]);
    expect([...scaler.mean, ...scaler.scale]).toEqual([2, 1]);
    scaler.partialFit([[Number.NaN]]);
    expect([...scaler.mean]).toEqual([2]);
    expect([...scaler.fit([[10], [14]]).mean]).toEqual([12]);
  });

  it('gives mean 0 and deviation 1 to whatever varies at all', () => {
    const values = Array.from({ length: 200 }, (_, row) => 1e9 + (row % 7) * 1e-3);
    const scaled = new StandardScaler().fitTransform(columnMatrix(values)).values;
    const mean = scaled.reduce((sum, value) => sum + value, 0) / 200;
    const square = scaled.reduce((sum, value) => sum + value * value, 0) / 200;
    expect(Math.abs(mean)).toBeLessThan(1e-4);
    expect(Math.abs(square - 1)).toBeLessThan(1e-4);
  });

  it('divides a constant by 1, even one without an exact binary form', () => {
    const scaler = new StandardScaler().fit(Array.from({ length: 1000 }, () => [0.1]));
    expect([...scaler.scale]).toEqual([1]);
    expect(toRows(scaler.transform([[0.1], [1.1]]))).toEqual([[0], [1]]);
  });

  it('leaves out what it is told to', () => {
    const rows = [[1], [3]];
    const only = (options: object) => toRows(new StandardScaler(options).fitTransform(rows));
    expect(only({ withMean: false })).toEqual([[1], [3]]);
    expect(only({ withStandardDeviation: false })).toEqual([[-1], [1]]);
    const scaler = new StandardScaler({ withMean: false }).fit([[2], [6]]);
    expect(toRows(scaler.inverseTransform(scaler.transform([[5]])))).toEqual([[5]]);
    expect(toRows(scaler.transform([[5]]))).toEqual([[2.5]]);
  });

  it('refuses unusable weights and values', () => {
    const fit = (sampleWeight: number[]) => () =>
      new StandardScaler().fit([[1], [2]], { sampleWeight });
    expect(fit([1])).toThrow(ShapeError);
    expect(fit([1, -1])).toThrow(ValueError);
    expect(fit([1, -1])).toThrow('sampleWeight[1] is -1');
    expect(fit([Number.NaN, 1])).toThrow('sampleWeight[0] is NaN');
    expect(fit([1, Number.POSITIVE_INFINITY])).toThrow('sampleWeight[1] is Infinity');
    const large = () =>
      new StandardScaler().fit([
        [1, 1e200],
        [1, -1e200],
      ]);
    expect(large).toThrow(DataError);
    expect(large).toThrow('column 1 has values too large');
    expect(() => new StandardScaler().fit([[1.7e308], [1.7e308]])).toThrow('column 0');
    expect(() => new StandardScaler().fit([[1]]).partialFit([[1, 2]])).toThrow(ShapeError);
  });
});
