// Reads the records of a TFRecord file one after another, also of one that is still written.
import { type FileHandle, open } from 'node:fs/promises';
import { FileError } from '@dlqr/core/errors';
import { maskedCrc32c } from './crc32c.ts';
import { FOOTER_BYTES, HEADER_BYTES } from './frameRecord.ts';

const BLOCK_BYTES = 256 * 1024;

/** The data of a record, and where the record begins in the file. */
export interface TFRecord {
  readonly offset: number;
  readonly data: Uint8Array;
}

/**
 * The records of a file, in order. It ends quietly before a record that is not all there: the file
 * may be growing still, or its writer was killed.
 *
 * @throws {FileError} when the file cannot be read, or a checksum is wrong; the message has the
 * byte offset of the record
 */
export async function* readRecords(path: string): AsyncGenerator<TFRecord> {
  const file = await open(path).catch((cause: Error) => {
    throw new FileError(`cannot read ${path}: ${cause.message}`, { cause });
  });
  try {
    const blocks = new BlockReader(file);
    let offset = 0;
    while (true) {
      const header = await blocks.bytes(offset, HEADER_BYTES);
      if (!header) return;
      const length = lengthOf(header, path, offset);
      const body = await blocks.bytes(offset + HEADER_BYTES, length + FOOTER_BYTES);
      if (!body) return;
      const data = body.subarray(0, length);
      if (maskedCrc32c(data) !== viewOf(body).getUint32(length, true)) {
        throw damage(path, offset, 'the data of the record');
      }
      yield { offset, data };
      offset += HEADER_BYTES + length + FOOTER_BYTES;
    }
  } finally {
    await file.close();
  }
}

function lengthOf(header: Uint8Array, path: string, offset: number): number {
  const view = viewOf(header);
  if (maskedCrc32c(header.subarray(0, 8)) !== view.getUint32(8, true)) {
    throw damage(path, offset, 'the length of the record');
  }
  return Number(view.getBigUint64(0, true));
}

function damage(path: string, offset: number, what: string): FileError {
  return new FileError(`${path}, byte ${offset}: the checksum of ${what} is wrong`, {
    hint:
      offset === 0
        ? 'It may be no event file at all.'
        : 'The file is damaged from here on: take an intact copy.',
  });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads a file in large blocks, whatever sizes are asked for. */
class BlockReader {
  readonly #file: FileHandle;
  #block: Uint8Array = new Uint8Array(0);
  #blockStart = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** The bytes at an offset; null where the file ends before them. */
  async bytes(offset: number, length: number): Promise<Uint8Array | null> {
    if (offset + length > this.#blockStart + this.#block.length) {
      const { size } = await this.#file.stat(); // a cut-off record may tell of any length
      await this.#load(offset, Math.min(Math.max(length, BLOCK_BYTES), Math.max(0, size - offset)));
    }
    const start = offset - this.#blockStart;
    const bytes = this.#block.subarray(start, start + length);
    return bytes.length === length ? bytes : null;
  }

  async #load(offset: number, length: number): Promise<void> {
    const block = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#file.read(block, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    this.#block = block.subarray(0, filled);
    this.#blockStart = offset;
  }
}
