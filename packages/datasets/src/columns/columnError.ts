// Words the errors and warnings about cells alike, wherever they arise.
import { DataError } from '@dlqr/core/errors';
import type { CellOptions } from './cellOptions.ts';

const MAX_QUOTED = 60;

/** A cell's text in quotation marks, cut where it is long. */
export function quoted(text: string): string {
  return text.length > MAX_QUOTED ? `"${text.slice(0, MAX_QUOTED)}…"` : `"${text}"`;
}

/** An error at one cell: `prices.csv, line 17, column "price": "abc" is not a number`. */
export function cellError(
  { path, unit }: Pick<CellOptions, 'path' | 'unit'>,
  line: number,
  column: string,
  problem: string,
  hint: string,
): DataError {
  return new DataError(`${path}, ${unit} ${line}, column "${column}": ${problem}`, { hint });
}
