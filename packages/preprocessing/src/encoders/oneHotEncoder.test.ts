import { DataError, NotFittedError, ShapeError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { toRows } from '../matrix/matrix.ts';
import { categoryRows } from './category.ts';
import { OneHotEncoder, type OneHotEncoderOptions } from './oneHotEncoder.ts';

const FRUIT = categoryRows(['fig', 'pear', 'fig', 'kiwi', 'pear', 'fig']); // fig 3, pear 2, kiwi 1

describe('OneHotEncoder', () => {
  it('gives each category a column, in ascending order, numbers before texts before missing', () => {
    const rows = [
      ['b', 10],
      ['a', 9],
      [null, 'x'],
      ['b', true],
    ];
    const encoder = new OneHotEncoder().fit(rows);
    expect(encoder.categories).toEqual([
      ['a', 'b', null],
      [true, 9, 10, 'x'],
    ]);
    expect(encoder.featureNames(['p', 'q'])).toEqual([
      'p=a',
      'p=b',
      'p missing',
      'q=true',
      'q=9',
      'q=10',
      'q=x',
    ]);
    expect(toRows(encoder.transform(rows))[2]).toEqual([0, 0, 1, 0, 0, 0, 1]);
    expect(encoder.inverseTransform(encoder.transform(rows))).toEqual(rows);
  });

  it('takes NaN, undefined and null as one missing value, and -0 as 0', () => {
    const encoder = new OneHotEncoder().fit([[Number.NaN], [null], [-0]]);
    expect(encoder.categories).toEqual([[0, null]]);
    expect(toRows(encoder.transform([[-0], [Number.NaN]]))).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it.each<[OneHotEncoderOptions, string, string[]]>([
    [{ minFrequency: 2 }, 'x0=fig,x0=pear,x0 infrequent', ['kiwi']],
    [{ minFrequency: 0.4 }, 'x0=fig,x0 infrequent', ['kiwi', 'pear']],
    [{ minFrequency: 1 / 3 }, 'x0=fig,x0=pear,x0 infrequent', ['kiwi']],
    [{ maxCategories: 2 }, 'x0=fig,x0 infrequent', ['kiwi', 'pear']],
    [{ maxCategories: 1 }, 'x0 infrequent', ['fig', 'kiwi', 'pear']],
    [{ minFrequency: 1 }, 'x0=fig,x0=kiwi,x0=pear', []],
    [{ maxCategories: 3 }, 'x0=fig,x0=kiwi,x0=pear', []],
    [{ maxCategories: 2, minFrequency: 2 }, 'x0=fig,x0 infrequent', ['kiwi', 'pear']],
    [{ maxCategories: 3, minFrequency: 2 }, 'x0=fig,x0=pear,x0 infrequent', ['kiwi']],
  ])('with %j takes rare categories together', (options, names, infrequent) => {
    const encoder = new OneHotEncoder(options).fit(FRUIT);
    expect(encoder.featureNames().join()).toBe(names);
    expect(encoder.infrequentCategories).toEqual([infrequent]);
    const encoded = toRows(encoder.transform([['kiwi']]))[0] ?? [];
    expect(encoded.indexOf(1)).toBe(names.split(',').findIndex((name) => /kiwi|infreq/.test(name)));
  });

  // As scikit-learn 1.9.1: of equally frequent categories the earlier ones give way.
  it('keeps the later of equally frequent categories', () => {
    const encoder = new OneHotEncoder({ maxCategories: 2 }).fit(categoryRows(['a', 'b', 'c']));
    expect(encoder.infrequentCategories).toEqual([['a', 'b']]);
  });

  it.each<[OneHotEncoderOptions, number[]]>([
    [{ handleUnknown: 'ignore' }, [0, 0, 0]],
    [{ handleUnknown: 'ignore', minFrequency: 2 }, [0, 0, 0]],
    [{ handleUnknown: 'infrequentIfExist', minFrequency: 2 }, [0, 0, 1]],
    [{ handleUnknown: 'infrequentIfExist' }, [0, 0, 0]],
  ])('with %j gives an unknown category %j', (options, expected) => {
    const encoder = new OneHotEncoder(options).fit(FRUIT);
    expect(toRows(encoder.transform([['plum']]))).toEqual([expected]);
  });

  it('names the place of an unknown category', () => {
    const encoder = new OneHotEncoder().fit(FRUIT);
    expect(() => encoder.transform([['fig'], ['plum']])).toThrow(DataError);
    expect(() => encoder.transform([['fig'], ['plum']])).toThrow('row 1, column 0 is "plum"');
    expect(() => encoder.transform([[null]])).toThrow('row 0, column 0 is null');
  });

  // Values of scikit-learn 1.9.1, OneHotEncoder(drop='if_binary', handle_unknown='ignore').
  it('drops the first of two', () => {
    const rows = [
      ['a', 'x', 1],
      ['b', 'x', 2],
      ['a', 'x', 3],
    ];
    const encoder = new OneHotEncoder({ drop: 'ifBinary', handleUnknown: 'ignore' }).fit(rows);
    expect(encoder.featureNames()).toEqual(['x0=b', 'x1=x', 'x2=1', 'x2=2', 'x2=3']);
    const encoded = encoder.transform([
      ['b', 'x', 2],
      ['q', 'q', 9],
    ]);
    expect(toRows(encoded)).toEqual([
      [1, 1, 0, 1, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect(encoder.inverseTransform(encoded)).toEqual([
      ['b', 'x', 2],
      ['a', null, null],
    ]);
  });

  it('drops the first, or those given, the group of infrequent ones too', () => {
    const first = new OneHotEncoder({ drop: 'first' }).fit(FRUIT);
    expect(first.featureNames()).toEqual(['x0=kiwi', 'x0=pear']);
    expect(first.inverseTransform(first.transform(FRUIT))).toEqual(FRUIT);
    const given = new OneHotEncoder({ drop: ['pear'] }).fit(FRUIT);
    expect(given.featureNames()).toEqual(['x0=fig', 'x0=kiwi']);
    const rare = new OneHotEncoder({ drop: ['kiwi'], minFrequency: 2 }).fit(FRUIT);
    expect(rare.featureNames()).toEqual(['x0=fig', 'x0=pear']);
    expect(rare.inverseTransform([[0, 0]])).toEqual([['(infrequent)']]);
    expect(new OneHotEncoder({ drop: 'first' }).fit([['only']]).featureNames()).toEqual([]);
    expect(() => new OneHotEncoder({ drop: ['plum'] }).fit(FRUIT)).toThrow(ValueError);
    expect(() => new OneHotEncoder({ drop: ['fig', 'fig'] }).fit(FRUIT)).toThrow(ShapeError);
  });

  it('keeps given categories in their order', () => {
    const encoder = new OneHotEncoder({ categories: [['pear', 'fig', 'kiwi', 'plum']] }).fit(FRUIT);
    expect(encoder.featureNames(['f'])).toEqual(['f=pear', 'f=fig', 'f=kiwi', 'f=plum']);
    expect(toRows(encoder.transform([['plum']]))).toEqual([[0, 0, 0, 1]]);
    const fit =
      (categories: (string | number)[][], options: OneHotEncoderOptions = {}) =>
      () =>
        new OneHotEncoder({ categories, ...options }).fit(FRUIT);
    expect(fit([['fig']])).toThrow('row 1, column 0 is "pear"');
    expect(fit([['fig']], { handleUnknown: 'ignore' })).not.toThrow();
    expect(fit([['fig'], ['fig']])).toThrow(ShapeError);
    expect(fit([['fig', 'fig']])).toThrow('"fig" twice');
    expect(fit([[]])).toThrow('the categories of column 0 are empty');
  });

  it('inverts probabilities, and refuses zeros that mean nothing', () => {
    const encoder = new OneHotEncoder().fit(FRUIT);
    expect(encoder.inverseTransform([[0.2, 0.1, 0.7]])).toEqual([['pear']]);
    expect(() =>
      encoder.inverseTransform([
        [1, 0, 0],
        [0, 0, 0],
      ]),
    ).toThrow(DataError);
    expect(() => encoder.inverseTransform([[0, 0, 0]])).toThrow(
      'row 0 has only zeros for column 0',
    );
    expect(() => encoder.inverseTransform([[1]])).toThrow(ShapeError);
  });

  it('refuses options, rows and values that it cannot use', () => {
    for (const minFrequency of [0, -1, 1.5, Number.NaN]) {
      expect(() => new OneHotEncoder({ minFrequency })).toThrow(ValueError);
    }
    expect(() => new OneHotEncoder({ maxCategories: 0 })).toThrow(ValueError);
    expect(() => new OneHotEncoder().fit([])).toThrow(ShapeError);
    expect(() => new OneHotEncoder().fit([[], []])).toThrow('there are 2 rows and 0 columns');
    expect(() => new OneHotEncoder().fit([['a', 'b'], ['a']])).toThrow('row 1 has 1 values');
    expect(() => new OneHotEncoder().fit([[Number.POSITIVE_INFINITY]])).toThrow(DataError);
    expect(() => new OneHotEncoder().fit(FRUIT).transform([['fig', 'fig']])).toThrow(ShapeError);
    expect(() => new OneHotEncoder().categories).toThrow(NotFittedError);
    expect(new OneHotEncoder().fit(FRUIT).transform([])).toMatchObject({
      numRows: 0,
      numColumns: 3,
    });
  });
});
