// A table held by columns: what readers give, splits cut and preprocessing consumes.
import { DataError, ShapeError } from '../errors/index.ts';

/** Numbers; a missing value is NaN. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly values: Float64Array;
}

/** Texts, stored once each: `categories[codes[row]]`; a missing value has the code -1. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly name: string;
  readonly codes: Int32Array;
  readonly categories: readonly string[];
}

/** Points in time as milliseconds since 1970-01-01 UTC; a missing value is NaN. */
export interface DateColumn {
  readonly kind: 'date';
  readonly name: string;
  readonly values: Float64Array;
}

/** A column of any kind. */
export type Column = NumberColumn | CategoryColumn | DateColumn;

/** Columns of equal length, in the order of the file. */
export interface Table {
  readonly columns: readonly Column[];
  readonly numRows: number;
}

/**
 * Makes a table of columns.
 *
 * @throws {ShapeError} when the columns differ in length
 * @throws {DataError} when two columns have the same name
 * @example tableOf([{ kind: 'number', name: 'mpg', values: Float64Array.of(18, 15) }]).numRows // 2
 */
export function tableOf(columns: readonly Column[]): Table {
  const numRows = columns[0] ? columnLength(columns[0]) : 0;
  const seen = new Set<string>();
  for (const column of columns) {
    if (columnLength(column) !== numRows) {
      throw new ShapeError(
        `column "${column.name}" has ${columnLength(column)} rows; expected ${numRows}`,
      );
    }
    if (seen.has(column.name)) throw new DataError(`two columns are named "${column.name}"`);
    seen.add(column.name);
  }
  return { columns, numRows };
}

/**
 * The column of that name.
 *
 * @throws {DataError} when there is none; the message lists those there are
 */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const names = table.columns.map((candidate) => candidate.name);
  const near = names.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  throw new DataError(`there is no column "${name}"; the columns are ${names.join(', ')}`, {
    hint: near ? `Did you mean "${near}"?` : 'Give one of these names, spelled as in the header.',
  });
}

/** The table without the columns of those names. */
export function withoutColumns(table: Table, names: readonly string[]): Table {
  const columns = table.columns.filter((column) => !names.includes(column.name));
  return { columns, numRows: columns.length === 0 ? 0 : table.numRows };
}

/** The rows at those indices, in that order. Categories are kept as they are, used or not. */
export function takeRows(table: Table, indices: ArrayLike<number>): Table {
  const columns = table.columns.map((column): Column => {
    if (column.kind !== 'category') {
      const values = Float64Array.from(indices, (row) => column.values[row] as number);
      return { ...column, values };
    }
    return { ...column, codes: Int32Array.from(indices, (row) => column.codes[row] as number) };
  });
  return { columns, numRows: indices.length };
}

function columnLength(column: Column): number {
  return column.kind === 'category' ? column.codes.length : column.values.length;
}
