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
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(record.subarray(0, 8)), true);
  record.set(data, HEADER_BYTES);
  view.setUint32(HEADER_BYTES + data.length, maskedCrc32c(data), true);
  return record;
}
