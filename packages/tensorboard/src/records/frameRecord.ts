// Puts bytes into the frame of a TFRecord.
import { maskedCrc32c } from './crc32c.ts';

/** Length and its checksum stand before the data, the checksum of the data behind it. */
export const HEADER_BYTES = 12;
export const FOOTER_BYTES = 4;

/**
 * A record of a TFRecord file: length (8 bytes, little endian), its masked CRC-32C, the data, and
 * the masked CRC-32C of the data.
 *
 * @see https://www.tensorflow.org/tutorials/load_data/tfrecord
 */
export function frameRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(HEADER_BYTES + data.length + FOOTER_BYTES);
  frameInto(record, 0, data);
  return record;
}

/** Writes the record into a longer array, from an offset on. */
export function frameInto(target: Uint8Array, offset: number, data: Uint8Array): void {
  const { length } = data;
  putUint32(target, offset, length >>> 0);
  putUint32(target, offset + 4, Math.floor(length / 2 ** 32));
  putUint32(target, offset + 8, maskedCrc32c(target.subarray(offset, offset + 8)));
  target.set(data, offset + HEADER_BYTES);
  putUint32(target, offset + HEADER_BYTES + length, maskedCrc32c(data));
}

function putUint32(target: Uint8Array, offset: number, value: number): void {
  target[offset] = value;
  target[offset + 1] = value >>> 8;
  target[offset + 2] = value >>> 16;
  target[offset + 3] = value >>> 24;
}
