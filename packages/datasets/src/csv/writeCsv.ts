// Writes a table as a CSV file.
import { ValueError } from '@dlqr/core/errors';
import { writeFileAtomic } from '@dlqr/core/files';
import type { Column, Table } from '@dlqr/core/table';
import Papa from 'papaparse';

const ROWS_PER_BLOCK = 10_000;
const MS_PER_DAY = 86_400_000;

/** How to write a CSV file. */
export interface WriteCsvOptions {
  /** One character between cells. Default: a comma. */
  readonly delimiter?: string;
}

/**
 * Writes a table as CSV (UTF-8, `\n`), replacing the file in one step.
 *
 * Numbers are written with the digits that give the same 64 bits again; dates as ISO 8601 in UTC,
 * without the time where no row of the column has one; missing values as empty cells, or as `NA`
 * where the table has one column. `readCsv(path, { columns: columnTypesOf(table) })` gives the table
 * back, but for spaces around texts, line breaks inside them (which become `\n`), and texts that
 * mean "missing".
 *
 * @throws {ValueError} when a number is infinite or a date is out of range, since no reader takes it,
 *   or the table has no columns
 * @throws {FileError} when the disk does not take the file
 * @example await writeCsv(table, 'predictions.csv')
 * @see RFC 4180
 */
export async function writeCsv(
  table: Table,
  path: string,
  { delimiter = ',' }: WriteCsvOptions = {},
): Promise<void> {
  if (table.columns.length === 0) throw new ValueError('the table has no columns to write');
  const missing = table.columns.length === 1 ? 'NA' : '';
  const cellsOf = table.columns.map((column) => cellText(column, missing));
  const unparse = (rows: string[][]): Buffer =>
    Buffer.from(`${Papa.unparse(rows, { delimiter, newline: '\n' })}\n`);
  const blocks = [unparse([table.columns.map(({ name }) => name)])];
  for (let start = 0; start < table.numRows; start += ROWS_PER_BLOCK) {
    const numRows = Math.min(ROWS_PER_BLOCK, table.numRows - start);
    const rows = Array.from({ length: numRows }, (_, index) =>
      cellsOf.map((cell) => cell(start + index)),
    );
    blocks.push(unparse(rows));
  }
  await writeFileAtomic(path, blocks);
}

/** Gives the text of a column's cell at a row. */
function cellText(column: Column, missing: string): (row: number) => string {
  if (column.kind === 'category') {
    return (row) => column.categories[column.codes[row] as number] ?? missing;
  }
  const written = column.kind === 'number' ? String : dateText(column.values);
  return (row) => {
    const value = column.values[row] as number;
    if (Number.isNaN(value)) return missing;
    if (Number.isFinite(value) && (column.kind === 'number' || isWritableDate(value))) {
      return written(value);
    }
    throw new ValueError(
      `row ${row + 1} of column "${column.name}" is ${value}; expected a finite ${column.kind}`,
      { hint: 'Replace it, or make it NaN to leave the cell empty.' },
    );
  };
}

function dateText(times: Float64Array): (time: number) => string {
  const wholeDays = times.every((time) => Number.isNaN(time) || time % MS_PER_DAY === 0);
  return (time) => new Date(time).toISOString().slice(0, wholeDays ? 10 : undefined);
}

/** Whether ISO 8601 writes the year with four digits, which is all that readers take. */
function isWritableDate(time: number): boolean {
  const year = new Date(time).getUTCFullYear();
  return year >= 0 && year <= 9999;
}
