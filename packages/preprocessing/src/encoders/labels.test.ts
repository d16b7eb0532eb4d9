import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { toRows } from '../matrix/matrix.ts';
import { LabelBinarizer, toCategorical } from './labelBinarizer.ts';
import { LabelEncoder } from './labelEncoder.ts';

describe('LabelEncoder', () => {
  it('numbers classes in ascending order and back', () => {
    const encoder = new LabelEncoder();
    expect(encoder.fitTransform([10, 9, 10, 100])).toEqual(Int32Array.of(1, 0, 1, 2));
    expect(encoder.classes).toEqual([9, 10, 100]);
    expect(encoder.inverseTransform(Int32Array.of(2, 0))).toEqual([100, 9]);
    expect(new LabelEncoder().fit(['b', 'a']).classes).toEqual(['a', 'b']);
  });

  it('names the row of an unknown or missing label', () => {
    const encoder = new LabelEncoder().fit(['ham', 'spam']);
    expect(() => encoder.transform(['ham', 'eggs'])).toThrow(DataError);
    expect(() => encoder.transform(['ham', 'eggs'])).toThrow(
      'label 1 is "eggs"; expected one of ["ham","spam"]',
    );
    expect(() => encoder.inverseTransform([2])).toThrow(
      'code 0 is 2; expected a whole number from 0 to 1',
    );
    expect(() => encoder.inverseTransform([0.5])).toThrow(DataError);
    expect(() => new LabelEncoder().fit([1, Number.NaN])).toThrow('label 1 is missing');
    expect(() => new LabelEncoder().fit([])).toThrow(ShapeError);
  });
});

describe('LabelBinarizer', () => {
  it('makes a column for each of more than two classes', () => {
    const binarizer = new LabelBinarizer();
    expect(toRows(binarizer.fitTransform(['dog', 'cat', 'owl']))).toEqual([
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]);
    expect(binarizer.classes).toEqual(['cat', 'dog', 'owl']);
    expect(
      binarizer.inverseTransform([
        [0.1, 0.2, 0.7],
        [0.5, 0.4, 0.1],
      ]),
    ).toEqual(['owl', 'cat']);
  });

  it('makes one column of two classes, and of one', () => {
    const binarizer = new LabelBinarizer({ negativeValue: -1, positiveValue: 2 });
    expect(toRows(binarizer.fitTransform(['b', 'a']))).toEqual([[2], [-1]]);
    expect(binarizer.inverseTransform([[0.4], [0.6]])).toEqual(['a', 'b']);
    const one = new LabelBinarizer();
    expect(toRows(one.fitTransform(['a', 'a']))).toEqual([[0], [0]]);
    expect(one.inverseTransform([[1]])).toEqual(['a']);
  });

  it('refuses values out of order and other widths', () => {
    expect(() => new LabelBinarizer({ negativeValue: 1 })).toThrow(ValueError);
    expect(() => new LabelBinarizer().fit(['a', 'b', 'c']).inverseTransform([[1]])).toThrow(
      ShapeError,
    );
  });
});

describe('toCategorical', () => {
  it('makes one-hot rows as wide as the largest code, or wider', () => {
    expect(toRows(toCategorical([2, 0]))).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect(toRows(toCategorical(Int32Array.of(1), 3))).toEqual([[0, 1, 0]]);
    expect(toCategorical([], 4)).toMatchObject({ numRows: 0, numColumns: 4 });
  });

  it.each([
    [[0, -1], undefined, 'codes[1] is -1'],
    [[0.5], undefined, 'codes[0] is 0.5'],
    [[Number.NaN], undefined, 'codes[0] is NaN'],
    [[0, 3], 3, 'codes[1] is 3; expected a whole number of at least 0 and below 3'],
  ])('refuses %j with %j classes', (codes, numClasses, message) => {
    expect(() => toCategorical(codes, numClasses)).toThrow(ValueError);
    expect(() => toCategorical(codes, numClasses)).toThrow(message);
  });

  it('refuses no codes of unknown width', () => {
    expect(() => toCategorical([])).toThrow(ShapeError);
  });
});
