// Finds out whether the first row of a CSV file names the columns.
import type { CellOptions } from '../columns/cellOptions.ts';
import { parseIsoDate } from '../columns/parseDate.ts';
import { parseNumber } from '../columns/parseNumber.ts';

type Reading = Pick<CellOptions, 'missing' | 'decimalMark'>;

/**
 * Whether the first row is a header: no cell of it is a number or a date; or, since names may be
 * years, some column has a text in it above nothing but values.
 *
 * @param rows the first rows of the file, the first one included
 */
export function detectHeader(rows: readonly (readonly string[])[], reading: Reading): boolean {
  const [first = [], ...others] = rows;
  if (!first.some((cell) => isValue(cell, reading))) return true;
  return first.some(
    (cell, index) =>
      !isValue(cell, reading) && !isMissing(cell, reading) && holdsValues(others, index, reading),
  );
}

function holdsValues(
  rows: readonly (readonly string[])[],
  index: number,
  reading: Reading,
): boolean {
  const cells = rows.map((row) => row[index] ?? '').filter((cell) => !isMissing(cell, reading));
  return cells.length > 0 && cells.every((cell) => isValue(cell, reading));
}

function isValue(cell: string, { decimalMark }: Reading): boolean {
  const text = cell.trim();
  return !Number.isNaN(parseNumber(text, decimalMark)) || !Number.isNaN(parseIsoDate(text));
}

function isMissing(cell: string, { missing }: Reading): boolean {
  return missing.has(cell.trim());
}
