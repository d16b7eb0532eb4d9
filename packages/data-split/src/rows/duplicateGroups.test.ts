import { ShapeError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { tableOf } from '@dlqr/core/table';
import { describe, expect, it } from 'vitest';
import { duplicateGroups } from './duplicateGroups.ts';

describe('duplicateGroups', () => {
  it('numbers the groups in the order of their first rows', () => {
    const rows = [
      [1, 2],
      [3, 4],
      [1, 2],
      [2, 1],
      [3, 4],
    ];
    expect([...duplicateGroups(rows)]).toEqual([0, 1, 0, 2, 1]);
  });

  it('takes a row-major matrix', () => {
    const matrix = { values: Float32Array.of(1, 2, 1, 3, 1, 2), numRows: 3, numColumns: 2 };
    expect([...duplicateGroups(matrix)]).toEqual([0, 1, 0]);
  });

  it('takes a table with numbers, dates and categories', () => {
    const table = tableOf([
      { kind: 'number', name: 'x', values: Float64Array.of(1, 1, 1, 1) },
      { kind: 'date', name: 'day', values: Float64Array.of(5, 5, 5, 6) },
      {
        kind: 'category',
        name: 'color',
        codes: Int32Array.of(0, 1, 0, 0),
        categories: ['red', 'blue'],
      },
    ]);
    expect([...duplicateGroups(table)]).toEqual([0, 1, 0, 2]);
  });

  it('takes a text that a column lists twice as one', () => {
    const color = { codes: [0, 1, 2, -1], categories: ['red', 'red', 'blue'] };
    expect([...duplicateGroups({ columns: [color], numRows: 4 })]).toEqual([0, 0, 1, 2]);
  });

  it('takes missing values as equal, 0 and -0 as well, and tells near numbers apart', () => {
    const nan = new Float64Array(Uint32Array.of(1, 0x7ff80001).buffer)[0] as number; // other bits
    const rows = [
      [Number.NaN, 0],
      [nan, -0],
      [0, Number.NaN],
      [1, 0],
      [1 + Number.EPSILON, 0],
    ];
    expect([...duplicateGroups(rows)]).toEqual([0, 0, 1, 2, 3]);
  });

  it('agrees with comparing texts, over random rows with many copies', () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = new Random(seed);
      const rows = Array.from({ length: 500 }, () =>
        Array.from({ length: 3 }, () => random.integer(0, 7) / 3),
      );
      const seen = new Map<string, number>();
      const expected = rows.map((row) => {
        const key = JSON.stringify(row);
        if (!seen.has(key)) seen.set(key, seen.size);
        return seen.get(key);
      });
      expect([...duplicateGroups(rows)]).toEqual(expected);
    }
  });

  it('keeps rows apart whose values are swapped or follow a pattern', () => {
    const rows = Array.from({ length: 4096 }, (_, row) => [row >> 6, row & 63]);
    expect(new Set(duplicateGroups(rows)).size).toBe(4096);
  });

  it('compares rows whose hashes are equal', () => {
    const random = new Random(1);
    // Of so many 32-bit hashes about ten pairs are equal.
    const values = Float64Array.from({ length: 300_000 }, () => random.uniform());
    const groups = duplicateGroups({ values, numRows: values.length, numColumns: 1 });
    expect(new Set(values).size).toBe(values.length);
    expect(groups.at(-1)).toBe(values.length - 1);
  });

  it('answers for no rows, and puts rows without columns together', () => {
    expect([...duplicateGroups([])]).toEqual([]);
    expect([...duplicateGroups({ columns: [], numRows: 2 })]).toEqual([0, 0]);
  });

  it('refuses rows and columns of different lengths', () => {
    expect(() => duplicateGroups([[1, 2], [3]])).toThrow(ShapeError);
    expect(() => duplicateGroups([[1, 2], [3]])).toThrow('row 1 has 1 values; expected 2');
    const short = { columns: [{ values: [1] }], numRows: 2 };
    expect(() => duplicateGroups(short)).toThrow('column 0 has 1 rows; expected 2');
    const matrix = { values: [1, 2, 3], numRows: 2, numColumns: 2 };
    expect(() => duplicateGroups(matrix)).toThrow('3 values; expected 2 x 2');
  });
});
