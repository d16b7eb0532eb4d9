// What a caller may say of a CSV file that the reader would else find out.
import { ValueError } from '@dlqr/core/errors';
import type { ColumnTypes } from '../columns/buildTable.ts';
import type { TextEncoding } from '../files/textEncoding.ts';

/** How to read a CSV file; everything left out is found out from the file. */
export interface CsvOptions {
  /** One character between cells; found out among comma, semicolon, tab and bar. */
  readonly delimiter?: string;
  /** The character around cells that contain delimiters; null where quotes are ordinary text. Default `"`. */
  readonly quote?: '"' | "'" | null;
  /** Whether the first row names the columns; or the names, for a file that does not. */
  readonly header?: boolean | readonly string[];
  /** Lines before the header, such as a banner. Default 0. */
  readonly skipLines?: number;
  /** Types of columns by name; a cell that does not fit is an error. */
  readonly columns?: ColumnTypes;
  /** Texts that mean "no value", instead of the usual ones. */
  readonly missing?: readonly string[];
  /** What divides whole part and fraction. Default: the point; with semicolons also the comma. */
  readonly decimalMark?: '.' | ',';
  readonly encoding?: TextEncoding;
  /** Whether a file of one column is meant so. Default false: it mostly is a wrong delimiter. */
  readonly allowOneColumn?: boolean;
}

/** @throws {ValueError} when an option cannot be meant */
export function checkCsvOptions({ delimiter, quote, skipLines, header }: CsvOptions): void {
  if (delimiter !== undefined && (delimiter.length !== 1 || '\r\n"'.includes(delimiter))) {
    throw new ValueError(
      `delimiter is ${JSON.stringify(delimiter)}; expected one character that is no quote or line break`,
    );
  }
  if (quote !== undefined && quote !== null && quote === delimiter) {
    throw new ValueError(`quote and delimiter are both ${JSON.stringify(quote)}`);
  }
  if (skipLines !== undefined && (!Number.isSafeInteger(skipLines) || skipLines < 0)) {
    throw new ValueError(`skipLines is ${skipLines}; expected a whole number of at least 0`);
  }
  if (Array.isArray(header) && header.length === 0) {
    throw new ValueError('header is an empty list; expected the names of the columns');
  }
}
