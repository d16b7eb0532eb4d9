// Pixels as the bytes of a PNG file, so that a figure can carry images inside.
import { constants, crc32, deflateSync } from 'node:zlib';

/** Grey or red, green and blue, a byte each, row by row from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly bytes: Uint8Array;
}

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const COLOUR_TYPES = { 1: 0, 3: 2 } as const;
const DIFFERENCE_TO_LEFT = 1;

/**
 * A PNG file of eight bits a channel.
 *
 * Only runs are compressed, after each byte has been replaced by its difference to the pixel on its
 * left: unlike a search for repetitions, this gives the same bytes on every processor.
 *
 * @see https://www.w3.org/TR/png-3/
 */
export function encodePng({ width, height, channels, bytes }: Raster): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  header.writeUInt8(COLOUR_TYPES[channels], 9);
  const lineLength = width * channels;
  const filtered = new Uint8Array(height * (lineLength + 1));
  for (let row = 0; row < height; row++) {
    const start = row * (lineLength + 1);
    filtered[start] = DIFFERENCE_TO_LEFT;
    for (let at = 0; at < lineLength; at++) {
      const here = row * lineLength + at;
      const left = at < channels ? 0 : (bytes[here - channels] as number);
      filtered[start + 1 + at] = (bytes[here] as number) - left; // modulo 256
    }
  }
  const data = deflateSync(filtered, { level: 9, strategy: constants.Z_RLE });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
