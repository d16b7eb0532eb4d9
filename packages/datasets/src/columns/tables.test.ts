import type { Table } from '@dlqr/core/table';
import { tableOf } from '@dlqr/core/table';
import { describe, expect, it } from 'vitest';
import { columnValues } from '../testing/columnValues.ts';
import { columnTypesOf } from './columnTypesOf.ts';
import { completeRows } from './completeRows.ts';
import { numberColumnOf } from './numberColumnOf.ts';

const TABLE: Table = tableOf([
  { kind: 'number', name: 'n', values: Float64Array.of(1, Number.NaN, 3, 4) },
  { kind: 'category', name: 'c', codes: Int32Array.of(0, 0, -1, 1), categories: ['x', 'y'] },
  { kind: 'date', name: 'd', values: Float64Array.of(0, 0, 0, 86_400_000) },
]);

describe('completeRows', () => {
  it('keeps the rows that lack nothing, in order', () => {
    expect(columnValues(completeRows(TABLE))).toEqual({
      n: [1, 4],
      c: ['x', 'y'],
      d: ['1970-01-01T00:00:00.000Z', '1970-01-02T00:00:00.000Z'],
    });
  });

  it('sees missing dates too', () => {
    const dates = tableOf([{ kind: 'date', name: 'd', values: Float64Array.of(Number.NaN, 0) }]);
    expect(completeRows(dates).numRows).toBe(1);
  });
});

describe('columnTypesOf', () => {
  it('names the kind of each column', () => {
    expect(columnTypesOf(TABLE)).toEqual({ n: 'number', c: 'category', d: 'date' });
  });
});

describe('numberColumnOf', () => {
  it('gives the column', () => {
    expect(numberColumnOf(TABLE, 'n').values).toHaveLength(4);
  });

  it.each([
    ['c', 'column "c" holds texts, such as "x"; expected a column of numbers'],
    ['d', 'column "d" holds dates; expected a column of numbers'],
    ['z', 'there is no column "z"'],
  ])('refuses column %s', (name, message) => {
    expect(() => numberColumnOf(TABLE, name)).toThrow(message);
  });
});
