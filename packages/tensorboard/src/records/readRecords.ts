// Reads the records of a TFRecord file, also of one that is still written.
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
 * The records of a file, in order, as many at once as a block of the file holds. It ends quietly
 * before a record that is not all there: the file may be growing still, or its writer was killed.
 *
 * @throws {FileError} when the file cannot be read, or a checksum is wrong; the message has the
 * byte offset of the record
 */
export async function* readRecords(
  path: string,
): AsyncGenerator<readonly TFRecord[], void, undefined> {
  const file = await open(path).catch((cause: Error) => {
    throw new FileError(`cannot read ${path}: ${cause.message}`, { cause });
  });
  try {
    let offset = 0;
    let wanted = BLOCK_BYTES;
    while (true) {
      const block = await readBlock(file, offset, wanted);
      const { records, end, missing } = recordsOf(block, path, offset);
      if (records.length > 0) yield records;
      else if (block.length < wanted) return; // the file ends here
      offset += end;
      wanted = Math.max(BLOCK_BYTES, missing);
    }
  } finally {
    await file.close();
  }
}

/** As many bytes as wanted, fewer at the end of the file. */
async function readBlock(file: FileHandle, offset: number, wanted: number): Promise<Uint8Array> {
  const { size } = await file.stat(); // a cut-off record may tell of any length
  const block = new Uint8Array(Math.max(0, Math.min(wanted, size - offset)));
  let filled = 0;
  while (filled < block.length) {
    const { bytesRead } = await file.read(block, filled, block.length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return block.subarray(0, filled);
}

interface Found {
  readonly records: readonly TFRecord[];
  /** Where in the block the first record begins that is not all there. */
  readonly end: number;
  /** Its size, as far as it is known. */
  readonly missing: number;
}

/** The records at the beginning of a block, up to one that is damaged or not all there. */
function recordsOf(block: Uint8Array, path: string, blockOffset: number): Found {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const records: TFRecord[] = [];
  let start = 0;
  while (start + HEADER_BYTES <= block.length) {
    const offset = blockOffset + start;
    const bodyStart = start + HEADER_BYTES;
    const isSound =
      maskedCrc32c(block.subarray(start, start + 8)) === view.getUint32(start + 8, true);
    const length = view.getUint32(start, true) + view.getUint32(start + 4, true) * 2 ** 32;
    const size = HEADER_BYTES + length + FOOTER_BYTES;
    if (isSound && start + size > block.length) return { records, end: start, missing: size };
    const data = block.subarray(bodyStart, bodyStart + length);
    const isWhole = isSound && maskedCrc32c(data) === view.getUint32(bodyStart + length, true);
    if (!isWhole) {
      if (records.length > 0) break; // what is before it comes first
      throw damage(path, offset, isSound ? 'the data of the record' : 'the length of the record');
    }
    records.push({ offset, data });
    start += size;
  }
  return { records, end: start, missing: HEADER_BYTES };
}

function damage(path: string, offset: number, what: string): FileError {
  return new FileError(`${path}, byte ${offset}: the checksum of ${what} is wrong`, {
    hint:
      offset === 0
        ? 'It may be no event file at all.'
        : 'The file is damaged from here on: take an intact copy.',
  });
}
