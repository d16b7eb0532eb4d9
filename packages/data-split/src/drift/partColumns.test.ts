import { DataError, ShapeError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { labelColumn, partColumns } from './partColumns.ts';

const number = (name: string, ...values: number[]) => ({ name, values: Float64Array.from(values) });

describe('partColumns', () => {
  it('takes rows, a matrix or a table alike', () => {
    const rows = [
      [1, 2],
      [3, 4],
    ];
    const expected = [
      { categories: null, reference: Float64Array.of(1, 3), other: Float64Array.of(2) },
      { categories: null, reference: Float64Array.of(2, 4), other: Float64Array.of(5) },
    ];
    const matrix = { values: Float32Array.of(2, 5), numRows: 1, numColumns: 2 };
    expect(partColumns(rows, matrix)).toMatchObject(expected);
    const table = { numRows: 2, columns: [number('a', 1, 3), number('b', 2, 4)] };
    const other = { numRows: 1, columns: [number('a', 2), number('b', 5)] };
    expect(partColumns(table, other)).toMatchObject(expected);
    expect(partColumns(table, other).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(partColumns(rows, rows)[1]?.name).toBe('column 1');
  });

  it('matches categories by their texts, whatever their codes', () => {
    const first = { name: 'c', codes: [0, 1, -1], categories: ['x', 'y'] };
    const second = { name: 'c', codes: [0, 1, 2], categories: ['y', 'z', 'y'] };
    expect(
      partColumns({ columns: [first], numRows: 3 }, { columns: [second], numRows: 3 })[0],
    ).toEqual({
      name: 'c',
      categories: ['x', 'y', 'z'],
      reference: Float64Array.of(0, 1, -1),
      other: Float64Array.of(1, 2, 1),
    });
  });

  const table = (...columns: Parameters<typeof number>[]) => ({
    columns: columns.map((column) => number(...column)),
    numRows: 2,
  });
  const category = { name: 'a', codes: [0, 0], categories: ['x'] };

  it.each([
    ['other names', table(['a', 1, 2]), table(['b', 1, 2]), DataError, /"a" \(numbers\) and "b"/],
    [
      'another kind',
      table(['a', 1, 2]),
      { columns: [category], numRows: 2 },
      DataError,
      /"a" \(numbers\) and "a" \(categories\)/,
    ],
    ['fewer columns', table(['a', 1, 2], ['b', 1, 2]), table(['a', 1, 2]), ShapeError, /2 and 1/],
    ['no columns', table(), table(), ShapeError, /0 and 0 columns/],
    ['a short column', table(['a', 1, 2]), table(['a', 1]), ShapeError, /has 1 rows; expected 2/],
    [
      'a code without a category',
      { columns: [{ ...category, codes: [0, 5] }], numRows: 2 },
      { columns: [category], numRows: 2 },
      DataError,
      /column "a", row 1: the code is 5; expected -1 \(missing\) to 0/,
    ],
    ['uneven rows', [[1, 2], [3]], [[1, 2]], ShapeError, /row 1 has 1 values/],
  ])('refuses %s', (_, first, second, kind, message) => {
    expect(() => partColumns(first, second)).toThrow(kind);
    expect(() => partColumns(first, second)).toThrow(message);
  });
});

describe('labelColumn', () => {
  it('takes numbers as numbers, and texts, or both, as categories', () => {
    expect(labelColumn([1, 2], Int32Array.of(3))).toMatchObject({ categories: null });
    expect(labelColumn(['a', 1], [1, 2])).toEqual({
      name: 'labels',
      categories: ['a', '1', '2'],
      reference: Float64Array.of(0, 1),
      other: Float64Array.of(1, 2),
    });
  });

  it('has a missing label as missing', () => {
    expect(labelColumn(['a', Number.NaN], ['a']).reference).toEqual(Float64Array.of(0, -1));
  });
});
