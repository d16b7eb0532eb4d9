// Reads the first rows of a CSV file, from which its format is found out.
import { DataError } from '@dlqr/core/errors';
import Papa from 'papaparse';
import { textBlocks } from '../files/textBlocks.ts';
import type { TextEncoding } from '../files/textEncoding.ts';

const MAX_ROWS = 100;

/**
 * The beginning of a file, about a mebibyte of whole lines.
 *
 * @param skipLines lines before the header
 * @throws {DataError} when there is nothing behind them, or no line ends within the first mebibyte
 */
export async function readSample(
  path: string,
  encoding: TextEncoding,
  skipLines: number,
): Promise<string> {
  const blocks = textBlocks(path, encoding, skipLines);
  // Two blocks, since skipped lines may leave next to nothing of the first.
  const text = (await nextText(blocks)) + (await nextText(blocks));
  const isWholeFile = (await nextText(blocks)) === '';
  await blocks.return(undefined);
  if (text.trim() === '') {
    const behind = skipLines > 0 ? ` behind its first ${skipLines} lines` : '';
    throw new DataError(`${path} is empty${behind}`, {
      hint: 'Expected a line of column names and at least one row.',
    });
  }
  if (isWholeFile) return text;
  const end = text.lastIndexOf('\n') + 1;
  if (end > 0) return text.slice(0, end);
  throw new DataError(`${path} has no line break in its first mebibyte; expected lines of cells`, {
    hint: 'Check that it is a CSV file.',
  });
}

/** The first rows of a sample that are not blank, cut as that delimiter would. */
export function sampleRows(text: string, delimiter: string, quote: string | null): string[][] {
  const { data } = Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    preview: MAX_ROWS,
    ...(quote === null ? { fastMode: true } : { quoteChar: quote }),
  });
  return data.filter((row) => !isBlankRow(row));
}

/** Whether a row is that of a line with nothing on it. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.length === 1 && (cells[0] as string).trim() === '';
}

async function nextText(blocks: AsyncGenerator<string>): Promise<string> {
  const { value, done } = await blocks.next();
  return done ? '' : value;
}
