// Builds PNG images pixel by pixel.
import { crc32, deflateSync } from 'node:zlib';

/** Bytes per pixel by colour type: grey, red-green-blue, both with opacity. */
const COLOUR_TYPES: Readonly<Record<number, number>> = { 1: 0, 3: 2, 2: 4, 4: 6 };

/**
 * A PNG image.
 *
 * @param pixels [height, width, channels], row-major
 * @see Portable Network Graphics (PNG) Specification, third edition, sections 5 and 11
 */
export function buildPng(
  height: number,
  width: number,
  channels: 1 | 2 | 3 | 4,
  pixels: readonly number[],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits per channel
  header[9] = COLOUR_TYPES[channels] as number;
  const rowBytes = width * channels;
  const rows = Array.from({ length: height }, (_, row) => [
    0, // no filter
    ...pixels.slice(row * rowBytes, (row + 1) * rowBytes),
  ]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
