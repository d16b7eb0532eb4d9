// Streams the rows of a CSV file, with the line on which each begins.
import { Readable } from 'node:stream';
import { DataError } from '@dlqr/core/errors';
import Papa from 'papaparse';
import { countLineBreaks, type Row } from '../columns/buildTable.ts';
import { textBlocks } from '../files/textBlocks.ts';
import type { TextEncoding } from '../files/textEncoding.ts';
import { isBlankRow } from './csvSample.ts';

/** All that must be known to cut a file into cells. */
export interface CsvFormat {
  readonly path: string;
  readonly encoding: TextEncoding;
  readonly skipLines: number;
  readonly delimiter: string;
  readonly quote: string | null;
}

/** A quoted cell may go over this many blocks; a longer one is a quote that was never closed. */
const MAX_BLOCKS_PER_ROW = 16;

/**
 * Gives every row that is not blank to the visitor. Memory holds one block of the file at a time.
 *
 * @throws {DataError} when a quote is not closed, or text follows a closing quote
 */
export async function visitCsvRows(format: CsvFormat, visit: (row: Row) => void): Promise<void> {
  const walk = new RowWalk(format, visit);
  const input = Readable.from(walk.blocks());
  try {
    await new Promise<void>((resolve, reject) => {
      Papa.parse<string[]>(input, {
        delimiter: format.delimiter,
        newline: '\n',
        ...(format.quote === null ? { fastMode: true } : { quoteChar: format.quote }),
        chunk: (results) => walk.take(results),
        complete: () => resolve(),
        error: reject,
      });
    });
  } finally {
    input.destroy(); // closes the file when an error ends the reading early
  }
}

/** Where the reading of one file stands. */
class RowWalk {
  readonly #format: CsvFormat;
  readonly #visit: (row: Row) => void;
  #line: number;
  #blocksWithoutRow = 0;
  /** Without a quote so far, no cell can contain a line break. */
  #quoteSeen = false;

  constructor(format: CsvFormat, visit: (row: Row) => void) {
    this.#format = format;
    this.#visit = visit;
    this.#line = format.skipLines + 1;
  }

  async *blocks(): AsyncGenerator<string> {
    const { path, encoding, skipLines, quote } = this.#format;
    for await (const block of textBlocks(path, encoding, skipLines)) {
      this.#quoteSeen ||= quote !== null && block.includes(quote);
      yield block;
    }
  }

  take({ data, errors }: Papa.ParseResult<string[]>): void {
    this.#blocksWithoutRow = data.length === 0 ? this.#blocksWithoutRow + 1 : 0;
    if (this.#blocksWithoutRow > MAX_BLOCKS_PER_ROW) throw this.#quoteError(this.#line, 'unclosed');
    const problems = new Map(errors.toReversed().map((error) => [error.row, error])); // the first of a row
    const multiline = this.#quoteSeen;
    for (let index = 0; index < data.length; index++) {
      const cells = data[index] as string[];
      const problem = problems.get(index);
      if (problem) throw this.#quoteError(this.#lineOfLastCell(cells), problem.code);
      if (!isBlankRow(cells)) this.#visit({ cells, line: this.#line, multiline });
      this.#line += 1 + (multiline ? countAllLineBreaks(cells) : 0);
    }
  }

  #lineOfLastCell(cells: readonly string[]): number {
    return this.#line + countAllLineBreaks(cells.slice(0, -1));
  }

  #quoteError(line: number, code: string): DataError {
    const what =
      code === 'InvalidQuotes'
        ? 'text follows the closing quote of a cell'
        : 'a cell begins with a quote that is never closed';
    return new DataError(`${this.#format.path}, line ${line}: ${what}`, {
      hint: 'Close the quote, double a quote that belongs to the text, or set quote: null where quotes are ordinary text.',
    });
  }
}

function countAllLineBreaks(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + countLineBreaks(cell), 0);
}
