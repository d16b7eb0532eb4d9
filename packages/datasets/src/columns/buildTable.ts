// Turns rows of texts into a table of typed columns; knows nothing of file formats.
import { DataError, ValueError } from '@dlqr/core/errors';
import { type Column, type Table, tableOf } from '@dlqr/core/table';
import type { CellOptions } from './cellOptions.ts';
import type { BuiltColumn, ColumnBuilder } from './columnBuilder.ts';
import { COLUMN_TYPES, type ColumnType } from './columnType.ts';
import type { ColumnWarning } from './columnWarning.ts';
import { DeclaredColumn } from './declaredColumn.ts';
import { InferredColumn } from './inferredColumn.ts';

/** A table as a reader gives it: with what it noticed about the columns. */
export interface ReadTable extends Table {
  readonly warnings: readonly ColumnWarning[];
}

/** Column types by name, for the columns that shall not be found out from their cells. */
export type ColumnTypes = Readonly<Record<string, ColumnType>>;

/** One row. Its cells stand on one line, or begin on it and go on where a cell has line breaks. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
  /** Whether cells may contain line breaks. */
  readonly multiline: boolean;
}

/** Gives every row, in order, to the visitor; may be called twice and must give the same rows. */
export type RowFeed = (visit: (row: Row) => void) => Promise<void>;

/**
 * Reads all rows into columns, finding out the types that are not declared.
 *
 * @param names the columns, in the order of the cells
 * @throws {ValueError} when a type is declared for a column that does not exist, or is unknown
 * @throws {DataError} when a cell is not of its declared type
 */
export async function buildTable(
  names: readonly string[],
  types: ColumnTypes,
  options: CellOptions,
  feed: RowFeed,
): Promise<ReadTable> {
  checkTypes(names, types, options.path);
  const declared = new Map(Object.entries(types)); // a column may be named "constructor"
  const builders = names.map((name): ColumnBuilder => {
    const type = declared.get(name);
    return type ? new DeclaredColumn(name, type, options) : new InferredColumn(name, options);
  });
  const numRows = await feedColumns(feed, builders);
  const built = builders.map((builder) => builder.finish());
  const columns = await completed(built, builders, options, feed, numRows);
  const warnings = built.flatMap(({ warning }) => warning ?? []);
  return { ...tableOf(columns), warnings };
}

/** Reads the columns that turned out to hold texts a second time, as texts. */
async function completed(
  built: readonly BuiltColumn[],
  builders: readonly ColumnBuilder[],
  options: CellOptions,
  feed: RowFeed,
  numRows: number,
): Promise<Column[]> {
  const again = builders.map(({ name }, index) =>
    built[index]?.column ? null : new DeclaredColumn(name, 'category', options),
  );
  if (again.some((builder) => builder) && (await feedColumns(feed, again)) !== numRows) {
    throw new DataError(`${options.path} changed while it was read`, { hint: 'Read it again.' });
  }
  return built.map(({ column }, index) => (column ?? again[index]?.finish().column) as Column);
}

/** @returns the number of rows */
async function feedColumns(
  feed: RowFeed,
  builders: readonly (ColumnBuilder | null)[],
): Promise<number> {
  let numRows = 0;
  await feed(({ cells, line, multiline }) => {
    numRows++;
    let cellLine = line;
    for (let index = 0; index < builders.length; index++) {
      const cell = cells[index] as string;
      builders[index]?.add(cell, cellLine);
      if (multiline) cellLine += countLineBreaks(cell);
    }
  });
  return numRows;
}

/** Line breaks in a text that has `\n` only. */
export function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function checkTypes(names: readonly string[], types: ColumnTypes, path: string): void {
  for (const [name, type] of Object.entries(types)) {
    if (!names.includes(name)) {
      throw new ValueError(
        `columns declares "${name}", which ${path} does not have; it has ${names.join(', ')}`,
        { hint: 'Spell the name as in the header.' },
      );
    }
    if (!COLUMN_TYPES.includes(type)) {
      throw new ValueError(
        `columns declares "${name}" as '${type}'; expected one of ${COLUMN_TYPES.join(', ')}`,
      );
    }
  }
}
