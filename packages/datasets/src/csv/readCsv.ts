// Reads a CSV file into a table of typed columns.
import { DataError } from '@dlqr/core/errors';
import { buildTable, type ReadTable, type Row } from '../columns/buildTable.ts';
import { type CellOptions, MISSING_TOKENS } from '../columns/cellOptions.ts';
import { requireFile } from '../files/fileKind.ts';
import { detectEncoding } from '../files/textEncoding.ts';
import { type CsvOptions, checkCsvOptions } from './csvOptions.ts';
import { type CsvFormat, visitCsvRows } from './csvRows.ts';
import { readSample, sampleRows } from './csvSample.ts';
import { delimitersIn, detectDelimiter } from './detectDelimiter.ts';
import { detectHeader } from './detectHeader.ts';

/**
 * Reads a CSV file of any size into a table, finding out delimiter, encoding, header and types.
 *
 * A column is one of numbers or dates only if all of its cells that are not missing are; else it is
 * one of texts, and where a few cells are to blame a warning names the first of them. The file is
 * streamed: memory holds the finished columns and one block of text. A file in which a column turns
 * to texts late is read twice.
 *
 * @param path a text file in UTF-8, UTF-16 with a byte order mark, or Windows-1252 (Latin-1)
 * @returns the columns in the order of the file, and what was noticed about them
 * @throws {FileError} when there is no such file
 * @throws {DataError} when a row has more or fewer cells than the header, a quote is not closed, the
 *   header has empty or equal names, there are no rows, there is one column only, a cell is not of
 *   its declared type, a column of numbers holds an infinity, or the file is no text; the message
 *   names file, line and column
 * @throws {ValueError} when an option cannot be meant
 * @example
 * const table = await readCsv('winequality-white.csv');
 * table.numRows; // 4898
 * table.columns[0]; // { kind: 'number', name: 'fixed acidity', values: Float64Array(4898) }
 * @see RFC 4180
 */
export async function readCsv(path: string, options: CsvOptions = {}): Promise<ReadTable> {
  checkCsvOptions(options);
  await requireFile(path, 'CSV file');
  const { format, names, hasHeader, cells } = await csvLayout(path, options);
  const table = await buildTable(names, options.columns ?? {}, cells, (visit) =>
    visitDataRows(format, names, hasHeader, visit),
  );
  if (table.numRows > 0) return table;
  throw new DataError(`${path} has a header but no rows`, { hint: 'Expected at least one row.' });
}

interface CsvLayout {
  readonly format: CsvFormat;
  readonly names: readonly string[];
  readonly hasHeader: boolean;
  readonly cells: CellOptions;
}

async function csvLayout(path: string, options: CsvOptions): Promise<CsvLayout> {
  const { quote = '"', skipLines = 0, header } = options;
  const encoding = options.encoding ?? (await detectEncoding(path));
  const sample = await readSample(path, encoding, skipLines);
  const delimiter = options.delimiter ?? detectDelimiter(sample, quote);
  const cells: CellOptions = {
    path,
    unit: 'line',
    missing: new Set(options.missing ?? MISSING_TOKENS),
    decimalMark: options.decimalMark ?? (delimiter === ';' ? 'either' : '.'),
  };
  const rows = sampleRows(sample, delimiter, quote);
  const [first = []] = rows;
  if (first.length === 1 && !options.allowOneColumn) {
    throw oneColumnError(path, first[0] as string, delimiter);
  }
  const given = typeof header === 'object' ? header : null;
  const hasHeader = typeof header === 'object' ? false : (header ?? detectHeader(rows, cells));
  const names = given ?? columnNames(first, hasHeader);
  if (hasHeader) checkNames(path, names);
  return { format: { path, encoding, skipLines, delimiter, quote }, names, hasHeader, cells };
}

async function visitDataRows(
  format: CsvFormat,
  names: readonly string[],
  hasHeader: boolean,
  visit: (row: Row) => void,
): Promise<void> {
  let isHeader = hasHeader;
  await visitCsvRows(format, (row) => {
    if (isHeader) {
      isHeader = false;
      return;
    }
    if (row.cells.length !== names.length) throw raggedError(format, row, names.length);
    visit(row);
  });
}

function columnNames(first: readonly string[], hasHeader: boolean): string[] {
  return first.map((cell, index) => (hasHeader ? cell.trim() : `column${index + 1}`));
}

function checkNames(path: string, names: readonly string[]): void {
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    if (name === '') {
      throw new DataError(`${path}: column ${index + 1} has no name in the header`, {
        hint: 'Name it in the file, or give all names with `header` and leave out the line with `skipLines`. pandas writes a nameless first column unless told index=False.',
      });
    }
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      throw new DataError(`${path}: columns ${earlier} and ${index + 1} are both named "${name}"`, {
        hint: 'Rename one of them in the header.',
      });
    }
    seen.set(name, index + 1);
  }
}

function oneColumnError(path: string, cell: string, delimiter: string): DataError {
  const shown = delimiter === '\t' ? 'tab' : JSON.stringify(delimiter);
  return new DataError(
    `${path} has one column only when it is cut at ${shown}; its first line is ${JSON.stringify(cell.slice(0, 80))}`,
    {
      hint: `Set delimiter to the right one (in that line: ${delimitersIn(cell)}), skipLines where it is a banner, or allowOneColumn: true where one column is meant.`,
    },
  );
}

function raggedError({ path, skipLines }: CsvFormat, row: Row, numColumns: number): DataError {
  const cells = row.cells.length === 1 ? '1 cell' : `${row.cells.length} cells`;
  return new DataError(`${path}, line ${row.line}: ${cells}; expected ${numColumns}`, {
    hint:
      row.line === skipLines + 2
        ? 'Skip a banner before the header with skipLines, or set delimiter.'
        : 'Put cells that contain the delimiter into quotes, or correct the line.',
  });
}
