// The linear scalers against scikit-learn's own values.
import { describeShared, expectAllClose, readGolden } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { toRows } from '../matrix/matrix.ts';
import type { AffineScaler } from './affineScaler.ts';
import { MaxAbsScaler } from './maxAbsScaler.ts';
import { MinMaxScaler } from './minMaxScaler.ts';
import { RobustScaler } from './robustScaler.ts';
import { StandardScaler } from './standardScaler.ts';

interface Golden {
  readonly X: number[][];
  readonly new: number[][];
  readonly constantColumn: number[][];
  readonly [scaler: string]: unknown;
}

interface GoldenScaler {
  readonly transform: number[][];
  readonly transformNew: number[][];
  readonly inverse: number[][];
  readonly constant: number[][];
}

const SCALERS: [string, () => AffineScaler<unknown>][] = [
  ['standard', () => new StandardScaler()],
  ['minMax', () => new MinMaxScaler()],
  ['robust', () => new RobustScaler()],
  ['maxAbs', () => new MaxAbsScaler()],
];

describeShared('golden/preprocessing.json', 'scalers against scikit-learn', () => {
  describe.each(SCALERS)('%s', (name, make) => {
    const tolerance = { absolute: 1e-9, relative: 1e-9 };

    it('transforms training and new rows, and back', () => {
      const golden = readGolden<Golden>('preprocessing');
      const expected = golden[name] as GoldenScaler;
      const scaler = make();
      expectAllClose(toRows(scaler.fitTransform(golden.X)), expected.transform, tolerance);
      const transformed = scaler.transform(golden.new);
      expectAllClose(toRows(transformed), expected.transformNew, tolerance);
      expectAllClose(toRows(scaler.inverseTransform(transformed)), expected.inverse, tolerance);
    });

    it('takes a constant column', () => {
      const golden = readGolden<Golden>('preprocessing');
      const expected = golden[name] as GoldenScaler;
      expectAllClose(
        toRows(make().fitTransform(golden.constantColumn)),
        expected.constant,
        tolerance,
      );
    });
  });
});

describe.each(SCALERS)('%s scaler', (_, make) => {
  it('leaves missing values out of fit, keeps them, and gives NaN where all are missing', () => {
    const scaler = make().fit([
      [1, Number.NaN, 5],
      [Number.NaN, Number.NaN, 7],
      [3, Number.NaN, 9],
    ]);
    const alone = make().fit([[1], [3]]);
    const [first, second, third] = toRows(scaler.transform([[2, 1, Number.NaN]]))[0] as number[];
    expect(first).toBe(alone.transform([[2]]).values[0]);
    expect([second, third]).toEqual([Number.NaN, Number.NaN]);
    expect(toRows(scaler.inverseTransform([[first as number, 0, 0]]))[0]?.[0]).toBeCloseTo(2, 12);
  });

  it('takes one row, no rows to transform, and rows apart from fit', () => {
    const scaler = make().fit([[3, 0]]);
    expect(toRows(scaler.transform([[3, 0]]))[0]?.every(Number.isFinite)).toBe(true);
    expect(scaler.transform([])).toMatchObject({ numRows: 0, numColumns: 2 });
    expect(scaler.inverseTransform([])).toMatchObject({ numRows: 0, numColumns: 2 });
    expect(() => scaler.transform([[1]])).toThrow('expected 2, as in fit');
    expect(() => scaler.inverseTransform([[1]])).toThrow('expected 2, as transform gives');
    expect(() => make().fit([])).toThrow('0 rows');
  });

  it('does not change its input', () => {
    const rows = [Float64Array.of(1, 2), Float64Array.of(3, 5)];
    const scaler = make();
    scaler.inverseTransform(scaler.fitTransform(rows));
    expect(rows).toEqual([Float64Array.of(1, 2), Float64Array.of(3, 5)]);
  });
});
