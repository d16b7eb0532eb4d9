// Reads a JSON file that holds a list of records into a table of typed columns.
import { DataError } from '@dlqr/core/errors';
import { readJson } from '@dlqr/core/files';
import {
  buildTable,
  type ColumnTypes,
  type ReadTable,
  type RowFeed,
} from '../columns/buildTable.ts';
import { type CellOptions, MISSING_TOKENS } from '../columns/cellOptions.ts';
import { requireFile } from '../files/fileKind.ts';

/** How to read records. */
export interface RecordsOptions {
  /** Types of columns by name; a value that does not fit is an error. */
  readonly columns?: ColumnTypes;
  /** Texts that mean "no value", instead of the usual ones. */
  readonly missing?: readonly string[];
}

/**
 * Reads a JSON file of the form `[{"name": value, …}, …]` into a table.
 *
 * The columns are all names that occur, in the order of their first occurrence. Types are found out
 * as `readCsv` does: a text that spells a number counts as one. `null` and absent values are missing;
 * `true` and `false` are texts.
 *
 * @throws {FileError} when there is no such file, or it is not JSON
 * @throws {DataError} when it holds anything but a list of records of plain values; the message
 *   names the record, counted from 1
 * @example (await readRecords('cars.json')).numRows // 406
 */
export async function readRecords(path: string, options: RecordsOptions = {}): Promise<ReadTable> {
  await requireFile(path, 'JSON file');
  const records = asRecords(path, await readJson(path, 'JSON file'));
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const cells: CellOptions = {
    path,
    unit: 'record',
    missing: new Set(options.missing ?? MISSING_TOKENS),
    decimalMark: '.',
  };
  const feed: RowFeed = async (visit) => {
    for (const [index, record] of records.entries()) {
      const line = index + 1;
      visit({
        cells: names.map((name) => cellText(path, line, name, record)),
        line,
        multiline: false,
      });
    }
  };
  return buildTable(names, options.columns ?? {}, cells, feed);
}

type JsonRecord = Readonly<Record<string, unknown>>;

function asRecords(path: string, content: unknown): readonly JsonRecord[] {
  if (!Array.isArray(content) || content.length === 0) {
    const received = Array.isArray(content) ? 'an empty list' : describe(content);
    throw new DataError(`${path} holds ${received}; expected a list of records, [{…}, …]`);
  }
  const wrong = content.findIndex((record) => describe(record) !== 'a record');
  if (wrong < 0) return content;
  throw new DataError(
    `${path}, record ${wrong + 1} is ${describe(content[wrong])}; expected a record, {…}`,
  );
}

function cellText(path: string, line: number, name: string, record: JsonRecord): string {
  const value = Object.hasOwn(record, name) ? record[name] : null;
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  throw new DataError(
    `${path}, record ${line}, column "${name}": ${describe(value)}; expected a number, a text, true, false or null`,
    { hint: 'Flatten the records first.' },
  );
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a record' : `a ${typeof value}`;
}
