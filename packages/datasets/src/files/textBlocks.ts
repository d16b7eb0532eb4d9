// Streams a text file block by block, decoded, with one kind of line break.
import { createReadStream } from 'node:fs';
import { BLOCK_BYTES, blockDecoder, type TextEncoding } from './textEncoding.ts';

/**
 * The text of a file in blocks of about a mebibyte. Every line break (CR LF, CR, LF) is given as
 * `\n`; the byte order mark is left out.
 *
 * @param skipLines lines at the beginning to leave out
 */
export async function* textBlocks(
  path: string,
  encoding: TextEncoding,
  skipLines = 0,
): AsyncGenerator<string> {
  let linesToSkip = skipLines;
  for await (const block of decodedBlocks(path, encoding)) {
    const { rest, linesLeft } = dropLines(block, linesToSkip);
    linesToSkip = linesLeft;
    if (rest !== '') yield rest;
  }
}

async function* decodedBlocks(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decode = blockDecoder(encoding);
  let heldBack = ''; // a CR at the end of a block may be the first half of CR LF
  for await (const bytes of createReadStream(path, { highWaterMark: BLOCK_BYTES })) {
    const text = heldBack + decode(bytes as Buffer);
    heldBack = text.endsWith('\r') ? '\r' : '';
    yield withPlainBreaks(heldBack ? text.slice(0, -1) : text);
  }
  yield withPlainBreaks(heldBack + decode());
}

function withPlainBreaks(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

function dropLines(text: string, count: number): { rest: string; linesLeft: number } {
  let start = 0;
  let linesLeft = count;
  while (linesLeft > 0) {
    const end = text.indexOf('\n', start);
    if (end < 0) return { rest: '', linesLeft };
    start = end + 1;
    linesLeft--;
  }
  return { rest: text.slice(start), linesLeft };
}
