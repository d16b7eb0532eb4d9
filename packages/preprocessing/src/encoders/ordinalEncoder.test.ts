import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { toRows } from '../matrix/matrix.ts';
import { categoryRows } from './category.ts';
import { OrdinalEncoder } from './ordinalEncoder.ts';

const NONE = Number.NaN;

describe('OrdinalEncoder', () => {
  it('numbers categories in ascending order and back', () => {
    const rows = [
      ['b', 30],
      ['a', 4],
      ['c', 30],
    ];
    const encoder = new OrdinalEncoder();
    expect(toRows(encoder.fitTransform(rows))).toEqual([
      [1, 1],
      [0, 0],
      [2, 1],
    ]);
    expect(encoder.inverseTransform(encoder.transform(rows))).toEqual(rows);
  });

  it('gives missing values no number', () => {
    const encoder = new OrdinalEncoder().fit(categoryRows(['b', null, 'a']));
    expect(toRows(encoder.transform([['b'], [null]]))).toEqual([[1], [NONE]]);
    expect(encoder.inverseTransform([[NONE], [0]])).toEqual([[null], ['a']]);
    const coded = new OrdinalEncoder({ encodedMissingValue: -2 }).fit(categoryRows(['b', null]));
    expect(toRows(coded.transform([[null]]))).toEqual([[-2]]);
    expect(coded.inverseTransform([[-2]])).toEqual([[null]]);
  });

  it('numbers given categories as if a missing one among them were not there', () => {
    const encoder = new OrdinalEncoder({ categories: [['low', null, 'high']] });
    expect(toRows(encoder.fitTransform(categoryRows(['high', 'low', null])))).toEqual([
      [1],
      [0],
      [NONE],
    ]);
    expect(encoder.inverseTransform([[1]])).toEqual([['high']]);
  });

  // Values of scikit-learn 1.9.1: rare categories share the last number, missing ones stay missing.
  it('takes rare categories together', () => {
    const rows = categoryRows(['a', 'b', 'c', 'c', 'b', null]);
    const encoder = new OrdinalEncoder({ minFrequency: 2 }).fit(rows);
    expect(toRows(encoder.transform([['a'], ['b'], ['c'], [null]]))).toEqual([
      [2],
      [0],
      [1],
      [NONE],
    ]);
    expect(encoder.infrequentCategories).toEqual([['a']]);
    expect(encoder.inverseTransform([[2]])).toEqual([['(infrequent)']]);
  });

  // Values of scikit-learn 1.9.1, handle_unknown='use_encoded_value', max_categories=2.
  it('gives unknown categories their own value', () => {
    const encoder = new OrdinalEncoder({ unknownValue: -1, maxCategories: 2 });
    encoder.fit(categoryRows(['a', 'b', 'c', 'c']));
    expect(toRows(encoder.transform([['a'], ['q'], ['c'], [null]]))).toEqual([
      [1],
      [-1],
      [0],
      [-1],
    ]);
    expect(encoder.inverseTransform([[0], [1], [-1]])).toEqual([['c'], ['(infrequent)'], [null]]);
    const unknown = new OrdinalEncoder({ unknownValue: NONE }).fit([['a']]);
    expect(toRows(unknown.transform([['q']]))).toEqual([[NONE]]);
  });

  it('refuses unknown categories and numbers, and values that are taken', () => {
    const encoder = new OrdinalEncoder().fit([['a'], ['b']]);
    expect(() => encoder.transform([['q']])).toThrow(DataError);
    expect(() => encoder.transform([['a'], [null]])).toThrow('row 1, column 0 is null');
    expect(() => encoder.inverseTransform([[2]])).toThrow('expected a whole number from 0 to 1');
    expect(() => encoder.inverseTransform([[0.5]])).toThrow(DataError);
    expect(() => encoder.transform([['a', 'b']])).toThrow(ShapeError);
    const taken = (options: object) => () => new OrdinalEncoder(options).fit([['a'], ['b']]);
    expect(taken({ unknownValue: 1 })).toThrow(ValueError);
    expect(taken({ encodedMissingValue: 0 })).toThrow('encodedMissingValue is 0');
    expect(taken({ unknownValue: 2 })).not.toThrow();
    expect(taken({ categories: [['a']] })).toThrow('row 1, column 0 is "b"');
  });
});
