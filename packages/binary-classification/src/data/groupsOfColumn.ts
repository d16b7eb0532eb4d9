// Turns a column into group numbers for a split.
import { columnOf, type Table } from '@dlqr/core';
import { DataError } from '@dlqr/core/errors';

/**
 * A number a row: equal values of the column get equal numbers, counted as they come.
 *
 * @throws {DataError} when the column is missing or has a missing value, which belongs to no group
 */
export function groupsOfColumn(table: Table, name: string): Int32Array {
  const column = columnOf(table, name);
  const values: ArrayLike<number> = column.kind === 'category' ? column.codes : column.values;
  const numbers = new Map<number, number>();
  return Int32Array.from(values, (value, row) => {
    if (Number.isNaN(value) || (column.kind === 'category' && value < 0)) {
      throw new DataError(`"${name}" is missing in data row ${row + 1}; a group must be known`, {
        hint: 'Mend the cell, or leave the row out.',
      });
    }
    const known = numbers.get(value) ?? numbers.size;
    numbers.set(value, known);
    return known;
  });
}
