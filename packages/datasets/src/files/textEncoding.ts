// Finds out how the text of a file is encoded, and decodes it.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { DataError } from '@dlqr/core/errors';
import { binaryFormat } from './binaryFormat.ts';

/** Encodings that are told apart. Windows-1252 is Latin-1 with quotes and dashes in its empty range. */
export type TextEncoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** Bytes read at a time. */
export const BLOCK_BYTES: number = 2 ** 20;

/**
 * The encoding of a text file: that of its byte order mark, else UTF-8 where the whole file is valid
 * UTF-8, else Windows-1252, in which every byte is a character.
 *
 * @throws {DataError} when the file is no text; the message says what it is
 */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const block of createReadStream(path, { highWaterMark: BLOCK_BYTES })) {
      if (first) {
        refuseBinary(path, block as Buffer);
        const marked = markedEncoding(block as Buffer);
        if (marked) return marked;
      }
      first = false;
      decoder.decode(block as Buffer, { stream: true });
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252'; // what a fatal TextDecoder throws
    throw error;
  }
  return 'utf-8';
}

/**
 * The text of a file, decoded as `detectEncoding` finds right, without the byte order mark.
 *
 * @throws {DataError} when the file is no text
 */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path);
  refuseBinary(path, bytes.subarray(0, BLOCK_BYTES));
  const marked = markedEncoding(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}

/** Decodes block by block; for Windows-1252 a byte is a character, whatever stands around it. */
export function blockDecoder(encoding: TextEncoding): (block?: Uint8Array) => string {
  if (encoding === 'windows-1252') return (block) => (block ? decodeWindows1252(block) : '');
  const decoder = new TextDecoder(encoding);
  return (block) => (block ? decoder.decode(block, { stream: true }) : decoder.decode());
}

/** What Windows-1252 has where Latin-1 has control characters; five places are empty in both. */
const WINDOWS_1252: string = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** By hand, since some releases of Node decode it as plain Latin-1. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\x80-\x9f]/g, (character) =>
    WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80),
  );
}

function refuseBinary(path: string, head: Uint8Array): void {
  const format = binaryFormat(head);
  if (!format) return;
  throw new DataError(`${path} is ${format}; expected a text file`, {
    hint: 'Unpack it, or save it as CSV or plain text, and give that file.',
  });
}

function markedEncoding(bytes: Uint8Array): TextEncoding | null {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null;
}
