import { existsSync, readdirSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from '@dlqr/core/errors';
import { temporaryDirectory } from '@dlqr/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';
import { SIMPLE_RECORD } from '../events/goldenRecords.cases.ts';
import { frameRecord } from './frameRecord.ts';
import { readRecords } from './readRecords.ts';

let path = '';
beforeEach(async () => {
  path = join(await temporaryDirectory(), 'records');
});

async function recordsOf(bytes: Uint8Array): Promise<(readonly [number, Uint8Array])[]> {
  await writeFile(path, bytes);
  const found: (readonly [number, Uint8Array])[] = [];
  for await (const records of readRecords(path)) {
    for (const { offset, data } of records) found.push([offset, data]);
  }
  return found;
}

const filled = (length: number, value: number) => new Uint8Array(length).fill(value);

describe('records', () => {
  it('are framed as TensorBoard frames them', () => {
    const record = Buffer.from(SIMPLE_RECORD, 'hex');
    expect(Buffer.from(frameRecord(record.subarray(12, -4))).toString('hex')).toBe(SIMPLE_RECORD);
  });

  it('come back with their offsets, whatever their sizes', async () => {
    // A read takes 256 KiB: records that end at, before and behind its end, and larger ones.
    const sizes = [0, 1, 262_144 - 12 - 4 - 33, 7, 262_144, 1_000_000, 3, 0];
    const datas = sizes.map((size, index) => filled(size, index));
    let offset = 0;
    const expected = datas.map((data) => {
      const entry = [offset, data] as const;
      offset += data.length + 16;
      return entry;
    });
    const found = await recordsOf(Buffer.concat(datas.map(frameRecord)));
    expect(found.map(([start]) => start)).toEqual(expected.map(([start]) => start));
    for (const [index, [, data]] of found.entries()) {
      expect(Buffer.compare(data, datas[index] as Uint8Array)).toBe(0);
    }
  });

  it('may be larger than a read and end with the file', async () => {
    const [entry] = await recordsOf(frameRecord(filled(300_000, 7)));
    expect(entry?.[1]).toHaveLength(300_000);
  });

  it.skipIf(!existsSync('/proc/self/fd'))(
    'leave no file open, read to the end or not',
    async () => {
      const numOpen = () => readdirSync('/proc/self/fd').length;
      const before = numOpen();
      await recordsOf(Buffer.concat([frameRecord(filled(5, 1)), frameRecord(filled(5, 2))]));
      for await (const _ of readRecords(path)) break;
      await expect(recordsOf(Buffer.from('damaged, and long enough'))).rejects.toThrow(FileError);
      expect(numOpen()).toBe(before);
    },
  );

  it('end quietly before one that is cut off at any byte', async () => {
    const whole = Buffer.concat([frameRecord(filled(5, 1)), frameRecord(filled(9, 2))]);
    for (let length = 0; length < whole.length; length++) {
      const found = await recordsOf(whole.subarray(0, length));
      expect(found).toHaveLength(length < 21 ? 0 : 1);
    }
    expect(await recordsOf(whole)).toHaveLength(2);
  });

  it('are refused with their offset when any bit of one is wrong', async () => {
    const whole = Buffer.concat([frameRecord(filled(5, 1)), frameRecord(filled(9, 2))]);
    for (let byte = 21; byte < whole.length; byte++) {
      const damaged = Uint8Array.from(whole);
      damaged[byte] = (damaged[byte] as number) ^ (1 << (byte % 8));
      const reading = recordsOf(damaged);
      await expect(reading).rejects.toThrow(FileError);
      await expect(reading).rejects.toThrow(`${path}, byte 21: the checksum of the`);
    }
  });

  it('before a damaged one come first', async () => {
    const whole = Buffer.concat([frameRecord(filled(5, 1)), frameRecord(filled(9, 2))]);
    whole[40] = 0;
    await writeFile(path, whole);
    const reading = readRecords(path);
    expect((await reading.next()).value).toMatchObject([{ offset: 0, data: filled(5, 1) }]);
    await expect(reading.next()).rejects.toThrow('byte 21');
  });

  it('that come while the file is read are read too', async () => {
    await writeFile(path, frameRecord(filled(3, 1)));
    const seen: number[] = [];
    for await (const records of readRecords(path)) {
      seen.push(...records.map(({ data }) => data[0] as number));
      if (seen.length < 4) await appendFile(path, frameRecord(filled(3, seen.length + 1)));
    }
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('are not sought in a file of another kind, or in none', async () => {
    await expect(recordsOf(Buffer.from('epoch,loss\n0,1\n1,2\n'))).rejects.toMatchObject({
      message: expect.stringContaining('byte 0'),
      hint: 'It may be no event file at all.',
    });
    const missing = readRecords(join(path, 'none')).next();
    await expect(missing).rejects.toThrow(FileError);
  });
});
