// The types of a table's columns in the words of a reader's `columns` option.
import type { Table } from '@dlqr/core/table';
import type { ColumnType } from './columnType.ts';

/**
 * The types that make a reader give the same kinds of columns again, whatever their texts look like:
 * a category "007" is no number then.
 *
 * @example columnTypesOf(table) // { mpg: 'number', origin: 'category' }
 */
export function columnTypesOf(table: Table): Record<string, ColumnType> {
  return Object.fromEntries(table.columns.map(({ name, kind }) => [name, kind]));
}
