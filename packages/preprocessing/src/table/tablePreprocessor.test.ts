import type { Column, Table } from '@dlqr/core/table';
import { tableOf } from '@dlqr/core/table';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { TablePreprocessor, type TablePreprocessorState } from './tablePreprocessor.ts';

const number = (name: string, ...values: number[]): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
const date = (name: string, ...texts: (string | null)[]): Column => ({
  kind: 'date',
  name,
  values: Float64Array.from(texts, (text) => (text === null ? Number.NaN : Date.parse(text))),
});
function category(name: string, ...texts: (string | null)[]): Column {
  const categories = [...new Set(texts.filter((text) => text !== null))];
  const codes = Int32Array.from(texts, (text) => (text === null ? -1 : categories.indexOf(text)));
  return { kind: 'category', name, codes, categories };
}

function columnOfFeature(preprocessor: TablePreprocessor, table: Table, name: string): number[] {
  const { values, numRows, numColumns } = preprocessor.transform(table);
  const position = preprocessor.featureNames.indexOf(name);
  expect(position, `feature ${name}`).toBeGreaterThanOrEqual(0);
  return Array.from({ length: numRows }, (_, row) => values[row * numColumns + position] as number);
}

describe('TablePreprocessor', () => {
  it('standardises numbers with the moments of the table it was fitted on', () => {
    const fitted = TablePreprocessor.fit(tableOf([number('a', 2, 4, 6)]));
    const spread = Math.sqrt(8 / 3); // population standard deviation of 2, 4, 6
    const given = tableOf([number('a', 2, 4, 10)]);
    expectAllClose(columnOfFeature(fitted, given, 'a'), [-2 / spread, 0, 6 / spread], {
      absolute: 1e-6,
    });
  });

  it('fills missing numbers with the median and says where, only when some were missing', () => {
    const table = tableOf([number('a', 1, Number.NaN, 2, 9), number('b', 1, 2, 3, 4)]);
    const fitted = TablePreprocessor.fit(table);
    expect(fitted.featureNames).toEqual(['a', 'a missing', 'b']);
    const [one, filled, two] = columnOfFeature(fitted, table, 'a');
    expect(filled).toBeCloseTo(two ?? Number.NaN, 6); // the median of 1, 2, 9
    expect(filled).not.toBeCloseTo(one ?? Number.NaN, 3);
    expect(columnOfFeature(fitted, table, 'a missing')).toEqual([0, 1, 0, 0]);
  });

  it('gives texts one feature each, the most frequent first, and one to all others', () => {
    const table = tableOf([category('c', 'x', 'y', 'y', 'z', null)]);
    const fitted = TablePreprocessor.fit(table, { maxCategories: 2 });
    expect(fitted.featureNames).toEqual(['c=y', 'c=x', 'c infrequent', 'c missing']);
    expect(fitted.sourceColumns).toEqual(['c', 'c', 'c', 'c']);
    const given = tableOf([category('c', 'new', 'y', null)]);
    expect([...fitted.transform(given).values]).toEqual([0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('gives a text never seen all zeros where none is infrequent', () => {
    const fitted = TablePreprocessor.fit(tableOf([category('c', 'x', 'y')]));
    expect([...fitted.transform(tableOf([category('c', 'new')])).values]).toEqual([0, 0]);
  });

  it('puts dates on the circles in which they differ', () => {
    const table = tableOf([
      date('d', '2026-01-05T00:00Z', '2026-04-06T06:00Z', '2026-07-07T12:00Z'),
    ]);
    const fitted = TablePreprocessor.fit(table);
    expectAllClose(columnOfFeature(fitted, table, 'd month sin'), [0, 1, 0], { absolute: 1e-6 });
    expectAllClose(columnOfFeature(fitted, table, 'd hour cos'), [1, 0, -1], { absolute: 1e-6 });
    const elapsed = columnOfFeature(fitted, table, 'd');
    expect(elapsed[0]).toBeLessThan(elapsed[1] ?? Number.NaN);
    const days = tableOf([date('d', '2026-01-05', '2026-01-06')]);
    expect(TablePreprocessor.fit(days).featureNames).toEqual([
      'd',
      'd weekday sin',
      'd weekday cos',
    ]);
  });

  it('drops columns that say nothing, with the reason', () => {
    const names = Array.from({ length: 40 }, (_, i) => `name ${i}`);
    const table = tableOf([
      number('same', ...names.map(() => 3)),
      number('empty', ...names.map(() => Number.NaN)),
      category('id', ...names),
      number('a', ...names.keys()),
    ]);
    const fitted = TablePreprocessor.fit(table);
    expect(fitted.featureNames).toEqual(['a']);
    expect(fitted.dropped.map(({ column }) => column)).toEqual(['same', 'empty', 'id']);
    expect(fitted.dropped[2]?.reason).toContain('40 different texts in 40 rows');
  });

  it('finds columns by name, in any order, and ignores others', () => {
    const fitted = TablePreprocessor.fit(tableOf([number('a', 0, 2), number('b', 0, 4)]));
    const given = tableOf([number('more', 9), number('b', 0), number('a', 2)]);
    expect([...fitted.transform(given).values]).toEqual([1, -1]);
  });

  it('survives JSON to the bit', () => {
    const table = tableOf([
      number('a', 0.1, 1 / 3, Number.NaN),
      category('c', 'ü', '1', null),
      date('d', '2026-01-05', null, '2027-02-09'),
    ]);
    const fitted = TablePreprocessor.fit(table);
    const state = JSON.parse(JSON.stringify(fitted)) as TablePreprocessorState;
    const loaded = TablePreprocessor.fromJSON(state);
    expect(loaded.transform(table)).toEqual(fitted.transform(table));
    expect(loaded.featureNames).toEqual(fitted.featureNames);
  });

  it('takes a column that was read as another kind where the meaning is plain', () => {
    const fitted = TablePreprocessor.fit(
      tableOf([
        number('a', 1, 2),
        category('zip', '10', '20'),
        date('d', '2026-01-05', '2026-01-06'),
      ]),
    );
    const given = tableOf([category('a', null), number('zip', 20), number('d', Number.NaN)]);
    const position = fitted.featureNames.indexOf('zip=20');
    expect(fitted.transform(given).values[position]).toBe(1);
  });

  it.each<[string, Column, RegExp]>([
    ['a missing column', number('b', 1), /"a" is missing; needed are a/],
    [
      'text among numbers',
      category('a', '5', 'many'),
      /"a" held numbers in training; data row 2 is "many"/,
    ],
    ['dates for numbers', date('a', '2026-01-01'), /held numbers in training; now it holds dates/],
    ['an infinite number', number('a', 1, Number.NEGATIVE_INFINITY), /is -Infinity in data row 2/],
  ])('refuses %s', (_, column, message) => {
    const fitted = TablePreprocessor.fit(tableOf([number('a', 1, 2)]));
    expect(() => fitted.transform(tableOf([column]))).toThrow(message);
  });

  it('reads texts that are all numbers as numbers', () => {
    const fitted = TablePreprocessor.fit(tableOf([number('a', 0, 2)]));
    expect([...fitted.transform(tableOf([category('a', '2', '0')])).values]).toEqual([1, -1]);
  });

  it('refuses infinite dates and numbers of categories that are none', () => {
    const endless: Column = { kind: 'date', name: 'd', values: Float64Array.of(0, 1 / 0) };
    expect(() => TablePreprocessor.fit(tableOf([endless]))).toThrow(
      /"d" is Infinity in data row 2/,
    );
    const table = tableOf([category('c', 'x', 'y')]);
    expect(() => TablePreprocessor.fit(table, { maxCategories: 0 })).toThrow(/maxCategories is 0/);
  });

  it('refuses to be fitted where there is nothing to learn from', () => {
    expect(() => TablePreprocessor.fit(tableOf([number('a', 1, 1)]))).toThrow(
      /no column can be used as a feature \("a": it is 1 in every row\)/,
    );
  });

  it('refuses a state of a newer version or another kind', () => {
    const state = TablePreprocessor.fit(tableOf([number('a', 1, 2)])).toJSON();
    expect(() => TablePreprocessor.fromJSON({ ...state, version: 9 })).toThrow(
      /version 9; .* up to 1/,
    );
    expect(() => TablePreprocessor.fromJSON({ plans: [] } as never)).toThrow(/not the state/);
  });
});
