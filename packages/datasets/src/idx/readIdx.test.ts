import { gzipSync } from 'node:zlib';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { testFile } from '../testing/testFile.ts';
import { readIdx } from './readIdx.ts';

/** An IDX file by the description of the format: magic, lengths, then values, big-endian. */
function idx(type: number, shape: readonly number[], hexValues: string): Buffer {
  const lengths = shape.map((length) => length.toString(16).padStart(8, '0')).join('');
  const magic = `0000${type.toString(16).padStart(2, '0')}${shape.length.toString(16).padStart(2, '0')}`;
  return Buffer.from(magic + lengths + hexValues, 'hex');
}

describe('readIdx', () => {
  it.each([
    ['unsigned bytes', 0x08, '00ff', Uint8Array.of(0, 255)],
    ['signed bytes', 0x09, '7f80', Int8Array.of(127, -128)],
    ['16-bit integers', 0x0b, '0102ff00', Int16Array.of(258, -256)],
    ['32-bit integers', 0x0c, '00010203ffffffff', Int32Array.of(66051, -1)],
    ['32-bit floats', 0x0d, '3fc00000c0000000', Float32Array.of(1.5, -2)],
    ['64-bit floats', 0x0e, '3ff80000000000007ff0000000000000', Float64Array.of(1.5, Infinity)],
  ])('reads %s', async (_name, type, hexValues, expected) => {
    const file = idx(type, [2], hexValues);
    expect(await readIdx(await testFile('x', file))).toEqual({ shape: [2], data: expected });
    expect((await readIdx(await testFile('x.gz', gzipSync(file)))).data).toEqual(expected);
  });

  it('reads several axes', async () => {
    const { shape, data } = await readIdx(await testFile('x', idx(8, [2, 1, 3], '010203040506')));
    expect(shape).toEqual([2, 1, 3]);
    expect(data).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
  });

  it('reads an axis of length 0', async () => {
    expect(await readIdx(await testFile('x', idx(8, [0, 28], '')))).toEqual({
      shape: [0, 28],
      data: new Uint8Array(0),
    });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'begins with the bytes (none)'],
    ['a text', Buffer.from('a,b\n'), 'begins with the bytes 612c620a'],
    ['an unknown type', Buffer.from('00000a0100000000', 'hex'), 'begins with the bytes 00000a01'],
    ['no axes', Buffer.from('00000800', 'hex'), 'begins with the bytes 00000800'],
    ['half a header', Buffer.from('0000080200000001', 'hex'), 'has 8 bytes; expected 12 or more'],
    ['a value too few', idx(8, [3], '0102'), 'has 10 bytes; expected 11 for the shape [3]'],
    ['a value too many', idx(0x0b, [1], '01020304'), 'has 12 bytes; expected 10 for the shape [1]'],
    [
      'a gzip file that is cut',
      gzipSync(idx(8, [4], '01020304')).subarray(0, -9),
      'is a damaged gzip file',
    ],
  ])('refuses %s', async (_name, bytes, message) => {
    await expect(readIdx(await testFile('x-ubyte', bytes))).rejects.toMatchObject({
      code: 'DLQR_DATA',
      message: expect.stringContaining(message),
    });
  });

  it('names a missing file', async () => {
    const path = `${await temporaryDirectory()}/no-ubyte`;
    await expect(readIdx(path)).rejects.toThrow(`there is no IDX file ${path}`);
  });
});
