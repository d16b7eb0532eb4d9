// Reads the first rows of a CSV file, from which its format is found out.
import { DataError } from '@dlqr/core/errors';
import Papa from 'papaparse';
import { textBlocks } from '../files/textBlocks.ts';
import type { TextEncoding } from '../files/textEncoding.ts';

const MAX_ROWS = 100;

/** The beginning of a file, cut behind a line break unless it is the whole file. */
export interface CsvSample {
  readonly text: string;
  readonly isWholeFile: boolean;
}

/**
 * @param skipLines lines before the header
 * @throws {DataError} when there is nothing behind them, or no line ends within the first mebibyte
 */
export async function readSample(
  path: string,
  encoding: TextEncoding,
  skipLines: number,
): Promise<CsvSample> {
  const blocks = textBlocks(path, encoding, skipLines);
  const first = await nextText(blocks);
  const second = await nextText(blocks);
  await blocks.return(undefined);
  if (first.trim() === '') {
    const behind = skipLines > 0 ? ` behind its first ${skipLines} lines` : '';
    throw new DataError(`${path} is empty${behind}`, {
      hint: 'Expected a line of column names and at least one row.',
    });
  }
  if (second === '') return { text: first, isWholeFile: true };
  const end = first.lastIndexOf('\n') + 1;
  if (end > 0) return { text: first.slice(0, end), isWholeFile: false };
  throw new DataError(`${path} has no line break in its first mebibyte; expected lines of cells`, {
    hint: 'Check that it is a CSV file.',
  });
}

/** The first rows of a sample that are not blank, cut as that delimiter would. */
export function sampleRows(
  { text, isWholeFile }: CsvSample,
  delimiter: string,
  quote: string | null,
): string[][] {
  const { data } = Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    preview: MAX_ROWS,
    ...(quote === null ? { fastMode: true } : { quoteChar: quote }),
  });
  const rows = isWholeFile || data.length === MAX_ROWS ? data : data.slice(0, -1);
  return rows.filter((row) => !isBlankRow(row));
}

/** Whether a row is that of a line with nothing on it. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.length === 1 && (cells[0] as string).trim() === '';
}

async function nextText(blocks: AsyncGenerator<string>): Promise<string> {
  const { value, done } = await blocks.next();
  return done ? '' : value;
}
