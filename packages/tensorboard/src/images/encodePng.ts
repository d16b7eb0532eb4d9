// Encodes pictures as PNG files.
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** The colour type of PNG by the number of channels: grey, grey and alpha, RGB, RGB and alpha. */
const COLOUR_TYPES = [0, 4, 2, 6] as const;

/** Each byte is stored as its difference from the one to the left, which packs better. */
const FILTER_SUB = 1;

/** The bytes of a picture, 8 bits a channel, and its size. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
  readonly channels: number;
  /** Row by row, height * width * channels. */
  readonly bytes: Uint8Array;
}

/** @see https://www.w3.org/TR/png-3/ */
export function encodePng({ width, height, channels, bytes }: Picture): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, COLOUR_TYPES[channels - 1] as number, 0, 0, 0], 8);
  const rowBytes = width * channels;
  const rows = new Uint8Array(height * (rowBytes + 1));
  for (let row = 0; row < height; row++) {
    const start = row * (rowBytes + 1);
    rows[start] = FILTER_SUB;
    for (let index = 0; index < rowBytes; index++) {
      const left = index < channels ? 0 : (bytes[row * rowBytes + index - channels] as number);
      rows[start + 1 + index] = (bytes[row * rowBytes + index] as number) - left;
    }
  }
  const none = new Uint8Array(0);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', none)];
  return new Uint8Array(Buffer.concat([SIGNATURE, ...chunks]));
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** Width and height of a PNG file; null when it is none. */
export function pngSize(file: Uint8Array): { width: number; height: number } | null {
  if (file.length < 24 || SIGNATURE.some((byte, index) => file[index] !== byte)) return null;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
