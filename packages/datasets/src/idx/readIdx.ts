// Reads the IDX format, in which MNIST and its kin are published.
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DataError } from '@dlqr/core/errors';
import { requireFile } from '../files/fileKind.ts';

/** Largest content of a compressed file; a few kilobytes of gzip can unpack to any size. */
const MAX_BYTES = 2 ** 31;

/** The values of an IDX file, in row-major order. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;
}

/** Element types by their code in the third byte: bytes each, and how to read them (big-endian). */
const ELEMENT_TYPES: Readonly<
  Record<number, { readonly size: number; read(view: DataView, count: number): IdxArray['data'] }>
> = {
  8: { size: 1, read: (view) => new Uint8Array(bytesOf(view)) },
  9: { size: 1, read: (view) => new Int8Array(bytesOf(view)) },
  11: {
    size: 2,
    read: (view, count) => Int16Array.from({ length: count }, (_, i) => view.getInt16(2 * i)),
  },
  12: {
    size: 4,
    read: (view, count) => Int32Array.from({ length: count }, (_, i) => view.getInt32(4 * i)),
  },
  13: {
    size: 4,
    read: (view, count) => Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i)),
  },
  14: {
    size: 8,
    read: (view, count) => Float64Array.from({ length: count }, (_, i) => view.getFloat64(8 * i)),
  },
};

/**
 * Reads an IDX file, plain or compressed with gzip.
 *
 * @param path such as `train-images-idx3-ubyte` or `train-images-idx3-ubyte.gz`
 * @throws {FileError} when there is no such file
 * @throws {DataError} when the file is no IDX file, its gzip is damaged, or it is shorter or longer
 *   than its own header says
 * @example (await readIdx('train-images-idx3-ubyte')).shape // [60000, 28, 28]
 * @see the description of the format on the MNIST page, http://yann.lecun.com/exdb/mnist/
 */
export async function readIdx(path: string): Promise<IdxArray> {
  await requireFile(path, 'IDX file');
  const bytes = await unzipped(path, await readFile(path));
  const [zero, alsoZero, typeCode = 0, numAxes = 0] = bytes;
  const type = ELEMENT_TYPES[typeCode];
  if (zero !== 0 || alsoZero !== 0 || !type || numAxes === 0) {
    const magic = bytes.subarray(0, 4).toString('hex');
    throw new DataError(
      `${path} is no IDX file: it begins with the bytes ${magic || '(none)'}; expected 0000, a type (08 to 0e) and a number of axes`,
      { hint: 'Take an intact copy of the file.' },
    );
  }
  const headerBytes = 4 + 4 * numAxes;
  if (bytes.length < headerBytes) throw lengthError(path, bytes.length, `${headerBytes} or more`);
  const shape = Array.from({ length: numAxes }, (_, axis) => bytes.readUInt32BE(4 + 4 * axis));
  const count = shape.reduce((product, length) => product * length, 1);
  const expected = headerBytes + count * type.size;
  if (bytes.length !== expected) {
    throw lengthError(path, bytes.length, `${expected} for the shape [${shape.join(', ')}]`);
  }
  const body = new DataView(bytes.buffer, bytes.byteOffset + headerBytes, count * type.size);
  return { shape, data: type.read(body, count) };
}

async function unzipped(path: string, bytes: Buffer): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return promisify(gunzip)(bytes, { maxOutputLength: MAX_BYTES }).catch((cause: Error) => {
    throw new DataError(`${path} is a damaged gzip file: ${cause.message}`, {
      cause,
      hint: 'Take an intact copy of the file.',
    });
  });
}

function lengthError(path: string, received: number, expected: string): DataError {
  return new DataError(`${path} has ${received} bytes; expected ${expected}`, {
    hint: 'The copy is cut short or mixed up: take an intact one.',
  });
}

function bytesOf(view: DataView): ArrayBuffer {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice().buffer;
}
