import { DataError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { toRows } from '../matrix/matrix.ts';
import { Binarizer } from './binarizer.ts';
import { Normalizer } from './normalizer.ts';

describe('Normalizer', () => {
  it.each([
    ['l1', [0.3, -0.4, 0.3]],
    ['l2', [3 / Math.sqrt(34), -4 / Math.sqrt(34), 3 / Math.sqrt(34)]],
    ['max', [0.75, -1, 0.75]],
  ] as const)('divides rows by their %s length', (norm, expected) => {
    const [row, zeros] = toRows(
      new Normalizer({ norm }).fitTransform([
        [3, -4, 3],
        [0, 0, 0],
      ]),
    );
    row?.forEach((value, column) => {
      expect(value).toBeCloseTo(expected[column] as number, 14);
    });
    expect(zeros).toEqual([0, 0, 0]);
  });

  it('takes the length of numbers whose squares do not exist', () => {
    const [large, small] = toRows(
      new Normalizer().transform([
        [3e200, 4e200],
        [3e-200, 4e-200],
      ]),
    );
    for (const row of [large, small]) {
      expect(row?.[0]).toBeCloseTo(0.6, 14);
      expect(row?.[1]).toBeCloseTo(0.8, 14);
    }
  });

  it('refuses missing values', () => {
    expect(() => new Normalizer().transform([[1, Number.NaN]])).toThrow(DataError);
    expect(() => new Normalizer().fit([[Number.NaN]])).toThrow('row 0, column 0 is NaN');
  });
});

describe('Binarizer', () => {
  it('puts the threshold itself below', () => {
    expect(toRows(new Binarizer().fitTransform([[-1, 0, 1e-300]]))).toEqual([[0, 0, 1]]);
    expect(toRows(new Binarizer({ threshold: 2 }).transform([[1, 2, 3]]))).toEqual([[0, 0, 1]]);
  });

  it('refuses missing values and a missing threshold', () => {
    expect(() => new Binarizer().transform([[Number.NaN]])).toThrow(DataError);
    expect(() => new Binarizer().fit([[Number.NaN]])).toThrow(DataError);
    expect(() => new Binarizer({ threshold: Number.NaN })).toThrow('threshold is NaN');
  });
});
