import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { toRows } from '../matrix/matrix.ts';
import { categoryRows } from './category.ts';
import { TargetEncoder } from './targetEncoder.ts';

const ROWS = categoryRows(['a', 'b', 'b', 'c', 'c', 'c', 'd', 'a', 'c', 'b']);
const Y = [1.5, 2, 3.25, 0, 1, 0.5, 7, 2.5, 1, 4];
const NEW_ROWS = categoryRows(['a', 'b', 'c', 'd', 'z']);
const IN_ORDER = { numFolds: 3, shuffle: false };

describe('TargetEncoder', () => {
  // Values of scikit-learn 1.9.1, TargetEncoder with KFold(3) or StratifiedKFold(3).
  it.each([
    [
      'auto',
      [
        2.5, 4, 4, 0.8399162178336325, 0.6126497005988024, 0.6126497005988024, 2.0357142857142856,
        1.5, 0.5190713581821343, 2.6076636550958945,
      ],
      [2.0086355785837653, 3.0384165045956353, 0.6431856438619695, 7, 2.275],
    ],
    [
      2,
      [
        2.611111111111111, 3.1111111111111107, 3.1111111111111107, 1.5666666666666667,
        1.2678571428571428, 1.2678571428571428, 2.0357142857142856, 1.9523809523809523,
        1.1714285714285713, 2.4017857142857144,
      ],
      [2.1375, 2.7600000000000002, 1.175, 3.85, 2.275],
    ],
  ] as const)('encodes a continuous target with smooth %s', (smooth, training, others) => {
    const encoder = new TargetEncoder({ smooth, ...IN_ORDER });
    expectAllClose(encoder.fitTransform(ROWS, Y).values, training, { absolute: 1e-12 });
    expectAllClose(encoder.transform(NEW_ROWS).values, others, { absolute: 1e-12 });
    expect(encoder.classes).toEqual([]);
    expect(encoder.featureNames(['city'])).toEqual(['city']);
  });

  it('encodes two classes in one column', () => {
    const encoder = new TargetEncoder(IN_ORDER);
    const y = [0, 1, 1, 0, 0, 1, 1, 0, 0, 1].map((label) => (label === 1 ? 'yes' : 'no'));
    expectAllClose(
      encoder.fitTransform(ROWS, y).values,
      [0, 1, 1, 0.3714285714285714, 0, 0, 0.42857142857142855, 0, 0.3554502369668246, 1],
      { absolute: 1e-12 },
    );
    expectAllClose(encoder.transform(categoryRows(['a', 'd', 'z'])).values, [0, 1, 0.5], {
      absolute: 1e-12,
    });
    expect(encoder.classes).toEqual(['no', 'yes']);
  });

  it('encodes more classes in a column each', () => {
    const encoder = new TargetEncoder(IN_ORDER);
    const encoded = encoder.fitTransform(ROWS, [0, 2, 1, 0, 0, 1, 1, 2, 0, 1]);
    expectAllClose(
      toRows(encoded),
      [
        [0, 0, 1],
        [0, 1, 0],
        [0, 0.44, 0.44],
        [1, 0, 0],
        [0.6113744075829384, 0.3554502369668246, 0],
        [1, 0, 0],
        [0.42857142857142855, 0.42857142857142855, 0.14285714285714285],
        [1, 0, 0],
        [0.6113744075829384, 0.3554502369668246, 0],
        [0, 0.4758620689655172, 0.3195876288659794],
      ],
      { absolute: 1e-12 },
    );
    expectAllClose(
      toRows(encoder.transform(categoryRows(['a', 'd', 'z']))),
      [
        [0.4657534246575342, 0, 0.368421052631579],
        [0, 1, 0],
        [0.4, 0.4, 0.2],
      ],
      { absolute: 1e-12 },
    );
    expect(encoder.featureNames()).toEqual(['x0=>0', 'x0=>1', 'x0=>2']);
  });

  it('keeps the columns of the input apart', () => {
    const rows = ROWS.map((row, index) => [row[0] ?? null, index % 2 === 0]);
    const both = toRows(new TargetEncoder(IN_ORDER).fitTransform(rows, Y));
    const first = new TargetEncoder(IN_ORDER).fitTransform(ROWS, Y);
    expect(both.map((row) => row[0])).toEqual([...first.values]);
    const second = new TargetEncoder(IN_ORDER).fitTransform(
      rows.map((row) => [row[1] ?? null]),
      Y,
    );
    expect(both.map((row) => row[1])).toEqual([...second.values]);
  });

  it('tells training rows nothing of their own target', () => {
    const random = new Random(1);
    const ids = Array.from({ length: 300 }, (_, row) => `id ${row % 100}`);
    const y = Float64Array.from(ids, () => random.normal());
    const crossed = new TargetEncoder({ seed: 1 }).fitTransform(categoryRows(ids), y).values;
    const told = new TargetEncoder().fit(categoryRows(ids), y).transform(categoryRows(ids)).values;
    expect(correlation(told, y)).toBeGreaterThan(0.4);
    expect(correlation(crossed, y)).toBeLessThan(0.1);
  });

  it('shuffles by its seed', () => {
    const encode = (seed: number) => [...new TargetEncoder({ seed }).fitTransform(ROWS, Y).values];
    expect(encode(1)).toEqual(encode(1));
    expect(encode(1)).not.toEqual(encode(2));
  });

  it('takes whole numbers as classes unless told otherwise, and fractions as quantities', () => {
    const y = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(new TargetEncoder().fit(ROWS, y).classes).toHaveLength(10);
    expect(new TargetEncoder({ targetType: 'continuous' }).fit(ROWS, y).classes).toEqual([]);
    const binary = new TargetEncoder({ targetType: 'multiclass' }).fit(
      ROWS,
      y.map((v) => v % 2),
    );
    expect(binary.transform([['a']]).numColumns).toBe(2);
    const two = new TargetEncoder({ targetType: 'binary' }).fit(
      ROWS,
      y.map((v) => v % 2),
    );
    expect(two.transform([['a']]).numColumns).toBe(1);
  });

  it('takes a constant target and a missing category', () => {
    const encoder = new TargetEncoder({ targetType: 'continuous', numFolds: 2 });
    expect([...encoder.fitTransform(categoryRows([null, 'a', null]), [4, 4, 4]).values]).toEqual([
      4, 4, 4,
    ]);
    const encoded = new TargetEncoder({ smooth: 0 }).fit([[null], ['a']], [1.5, 2]);
    expect(toRows(encoded.transform([[null], ['a'], ['b']]))).toEqual([[1.5], [2], [1.75]]);
  });

  it('takes as many folds as there are rows', () => {
    const encoder = new TargetEncoder({ numFolds: 3, smooth: 0 });
    const encoded = encoder.fitTransform(categoryRows(['a', 'a', 'a']), [1.5, 2, 4]);
    expectAllClose(encoded.values, [3, 2.75, 1.75], { relative: 1e-15 }); // the mean of the others
  });

  it('refuses targets, folds and smoothing that it cannot use', () => {
    const fit =
      (y: (number | string | null)[], options = {}) =>
      () =>
        new TargetEncoder(options).fit(ROWS.slice(0, 3), y);
    expect(fit([1, 2])).toThrow(ShapeError);
    expect(fit([1.5, Number.NaN, 2])).toThrow(DataError);
    expect(fit([1.5, Number.NaN, 2])).toThrow('y[1] is missing');
    expect(fit([1, 2, Number.POSITIVE_INFINITY])).toThrow('y[2] is Infinity');
    expect(fit([1, 'x', 2], { targetType: 'continuous' })).toThrow('y[1] is "x"');
    expect(fit([1, 2, 3], { targetType: 'binary' })).toThrow('y has 3 classes');
    expect(() => new TargetEncoder({ numFolds: 1 })).toThrow(ValueError);
    expect(() => new TargetEncoder({ smooth: -1 })).toThrow('smooth is -1');
    expect(() => new TargetEncoder({ smooth: Number.NaN })).toThrow(ValueError);
    expect(() =>
      new TargetEncoder({ numFolds: 4 }).fitTransform(ROWS.slice(0, 3), [1.5, 2, 3]),
    ).toThrow('numFolds is 4, but there are only 3 rows');
    expect(() =>
      new TargetEncoder({ numFolds: 3 }).fitTransform(ROWS.slice(0, 3), [0, 1, 1]),
    ).toThrow('the largest class has only 2 rows');
    expect(() => new TargetEncoder().fit([], [])).toThrow(ShapeError);
    expect(() => new TargetEncoder().fit(ROWS, Y).transform([['a', 'b']])).toThrow(ShapeError);
  });
});

function correlation(a: Float64Array, b: Float64Array): number {
  const center = (values: Float64Array): Float64Array => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const dot = (x: Float64Array, y: Float64Array): number =>
    x.reduce((sum, value, index) => sum + value * (y[index] as number), 0);
  const [x, y] = [center(a), center(b)];
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}
