import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describeShared, sharedPath, temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { buildTarGz, type TarTestEntry } from '../testing/buildTarGz.ts';
import { buildZip, type ZipTestEntry } from '../testing/buildZip.ts';
import { testFile } from '../testing/testFile.ts';
import { type UnpackOptions, unpackArchive, unpackedFolder } from './unpackArchive.ts';

// Written by Python's zipfile and tarfile: set/a.txt is "alpha\n" 40 times; the other holds "beta".
const PYTHON_ZIP = Buffer.from(
  'UEsDBBQAAAAAAAAAIVgAAAAAAAAAAAAAAAAEAAAAc2V0L1BLAwQUAAAACAAAACFYBlZmOgsAAADwAAAACQAAAHNldC9hLnR4dEvMKchI5EocMSQAUEsDBBQAAAgIAAAAIVhjBJGPBgAAAAQAAAAPAAAAc2V0L2RlZXAvw6kudHh0S0otSQQAUEsBAhQDFAAAAAAAAAAhWAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAIABAAAAAHNldC9QSwECFAMUAAAACAAAACFYBlZmOgsAAADwAAAACQAAAAAAAAAAAAAAgAEiAAAAc2V0L2EudHh0UEsBAhQDFAAACAgAAAAhWGMEkY8GAAAABAAAAA8AAAAAAAAAAAAAAIABVAAAAHNldC9kZWVwL8OpLnR4dFBLBQYAAAAAAwADAKYAAACHAAAAAAA=',
  'base64',
);
const PYTHON_TAR_GZ = Buffer.from(
  'H4sIAOXQA2sC/+3VPwrCMBQG8MyeoifI/6ST4OjoFZ400EGk1Ai9kufwYqYdhJaKUyLY7zfkZcvw5eNxcQtRsKxkUjs3zWQ5V+7e145VjhVwv0Xq05Nsm/iUP/E4xKz5e2s/5m/8Mv/ap+9SSeSfHV26lnbbORks+s/F4UTDMVAT+nz9X+n9u/Na63n/ldRKsWpA/7NT1lcdxXY/roEmhE5cf0Q8H+MWQkOLKhH7t/0vpZ333xglDfZ/CecQCS0AAAAAAAAAAAAAAAAA+A8v+eicEAAoAAA=',
  'base64',
);

/** Where an archive would be unpacked, and what lies beside that place afterwards. */
async function unpack(bytes: Uint8Array, options?: UnpackOptions) {
  const archive = await testFile('archive', bytes);
  const parent = await temporaryDirectory();
  const folder = join(parent, 'out');
  const error = await unpackArchive(archive, folder, options).catch((thrown: Error) => thrown);
  return { folder, error, left: await readdir(parent) };
}

describe('unpackArchive', () => {
  it('unpacks what Python zips', async () => {
    const { folder, error, left } = await unpack(PYTHON_ZIP);
    expect(error).toBeUndefined();
    expect(left).toEqual(['out']);
    expect(await readFile(join(folder, 'set/a.txt'), 'utf8')).toBe('alpha\n'.repeat(40));
    expect(await readFile(join(folder, 'set/deep/é.txt'), 'utf8')).toBe('beta');
  });

  it('unpacks what Python tars, long names included', async () => {
    const { folder, error, left } = await unpack(PYTHON_TAR_GZ);
    expect(error).toBeUndefined();
    expect(left).toEqual(['out']);
    expect(await readFile(join(folder, 'set/a.txt'), 'utf8')).toBe('alpha\n'.repeat(40));
    expect(await readFile(join(folder, `set/deep/${'n'.repeat(120)}/é.txt`), 'utf8')).toBe('beta');
  });

  it('unpacks a zip without entries', async () => {
    const { folder, error } = await unpack(buildZip([]));
    expect(error).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes backslashes in a zip for slashes', async () => {
    const { folder } = await unpack(buildZip([{ name: 'a\\b.txt', content: 'x' }]));
    expect(await readFile(join(folder, 'a/b.txt'), 'utf8')).toBe('x');
  });

  const OUTSIDE = 'would be written outside of its folder';
  it.each<[string, ZipTestEntry, string]>([
    ['a path upwards', { name: '../evil.txt', content: 'x' }, OUTSIDE],
    ['a path upwards in the middle', { name: 'a/../../evil.txt', content: 'x' }, OUTSIDE],
    ['a path upwards with backslashes', { name: '..\\evil.txt', content: 'x' }, OUTSIDE],
    ['an absolute path', { name: '/tmp/evil.txt', content: 'x' }, OUTSIDE],
    ['a drive', { name: 'C:/evil.txt', content: 'x' }, OUTSIDE],
    ['a NUL in the name', { name: 'a\0b', content: 'x' }, OUTSIDE],
    ['a folder upwards', { name: '../evil/' }, OUTSIDE],
    ['a link', { name: 'link', content: '/etc/passwd', mode: 0o120777 }, 'is a link'],
    ['an encrypted entry', { name: 'x', content: 'x', encrypted: true }, 'is encrypted'],
    ['a wrong checksum', { name: 'x', content: 'x', crc: 1 }, 'is damaged'],
  ])('refuses a zip with %s', async (_name, entry, message) => {
    const { error, left } = await unpack(buildZip([{ name: 'good.txt', content: 'ok' }, entry]));
    expect(error).toMatchObject({ code: 'DLQR_DATA', message: expect.stringContaining(message) });
    expect(left).toEqual([]);
  });

  it.each<[string, TarTestEntry, string]>([
    ['a path upwards', { name: '../evil.txt', content: 'x' }, OUTSIDE],
    ['an absolute path', { name: '/tmp/evil.txt', content: 'x' }, OUTSIDE],
    ['a backslash', { name: '..\\evil.txt', content: 'x' }, OUTSIDE],
    [
      'a symbolic link',
      { name: 'link', type: '2', linkTo: '/etc' },
      'is a link or a device (SymbolicLink)',
    ],
    [
      'a hard link',
      { name: 'link', type: '1', linkTo: 'good.txt' },
      'is a link or a device (Link)',
    ],
    ['a device', { name: 'null', type: '3' }, 'is a link or a device (CharacterDevice)'],
    ['a pipe', { name: 'pipe', type: '6' }, 'is a link or a device (FIFO)'],
    ['an unknown type', { name: 'x', type: 'Z' }, 'is of the unknown type'],
  ])('refuses a tar.gz with %s', async (_name, entry, message) => {
    const entries = [{ name: 'good.txt', content: 'ok' }, entry, { name: 'more', content: 'x' }];
    const { error, left } = await unpack(buildTarGz(entries));
    expect(error).toMatchObject({ code: 'DLQR_DATA', message: expect.stringContaining(message) });
    expect(left).toEqual([]);
  });

  it('writes nothing through a link that an earlier entry would make', async () => {
    const outside = await temporaryDirectory();
    const { error } = await unpack(
      buildTarGz([
        { name: 'way', type: '2', linkTo: outside },
        { name: 'way/evil.txt', content: 'x' },
      ]),
    );
    expect(error).toMatchObject({ code: 'DLQR_DATA' });
    expect(await readdir(outside)).toEqual([]);
  });

  const THREE = ['a', 'b', 'c'].map((name) => ({ name, content: 'x'.repeat(1000) }));
  it.each<[UnpackOptions, string]>([
    [{ maxEntries: 2 }, 'it has more than 2 entries'],
    [{ maxEntryBytes: 999 }, 'entry "a" has 1000 bytes; at most 999 are allowed'],
    [{ maxTotalBytes: 2999 }, 'it unpacks to more than 2999 bytes'],
  ])('keeps to the limits %j', async (limits, message) => {
    for (const bytes of [buildZip(THREE), buildTarGz(THREE)]) {
      const { error, left } = await unpack(bytes, limits);
      expect(error).toMatchObject({ code: 'DLQR_DATA', message: expect.stringContaining(message) });
      expect(left).toEqual([]);
    }
    const within = { maxEntries: 3, maxEntryBytes: 1000, maxTotalBytes: 3000 };
    expect((await unpack(buildZip(THREE), within)).error).toBeUndefined();
    expect((await unpack(buildTarGz(THREE), within)).error).toBeUndefined();
  });

  it('does not believe the size that a zip entry declares', async () => {
    const lying = buildZip([{ name: 'x', content: 'x'.repeat(5000), declaredBytes: 10 }]);
    const { error, left } = await unpack(lying, { maxEntryBytes: 100 });
    expect(error).toMatchObject({ code: 'DLQR_FILE' });
    expect(left).toEqual([]);
  });

  it('stops at a gzip stream that unpacks without end', async () => {
    const zeros = gzipSync(Buffer.alloc(40 * 2 ** 20)); // blocks of zeros: no entry that could be counted
    const { error, left } = await unpack(zeros, { maxTotalBytes: 2 ** 20, maxEntries: 1 });
    expect(error).toMatchObject({ code: 'DLQR_DATA' });
    expect(left).toEqual([]);
  });

  it.each([
    ['zip', buildZip(THREE)],
    ['tar.gz', buildTarGz(THREE)],
    ['zip by Python', PYTHON_ZIP],
    ['tar.gz by Python', PYTHON_TAR_GZ],
  ])('leaves nothing behind of a %s that is cut anywhere', async (_name, bytes) => {
    for (let length = 4; length < bytes.length; length += 7) {
      const { error, left } = await unpack(bytes.subarray(0, length));
      expect(error, `cut at ${length}`).toMatchObject({ code: 'DLQR_FILE' });
      expect(left).toEqual([]);
    }
  });

  it('refuses a tar with a damaged header, and one that ends within an entry', async () => {
    const tar = gunzipSync(buildTarGz(THREE));
    const damaged = Buffer.from(tar);
    damaged[5] = 0x7a; // in the first name: its checksum is wrong now
    for (const bytes of [damaged, tar.subarray(0, 1100)]) {
      const { error, left } = await unpack(gzipSync(bytes));
      expect(error).toMatchObject({ code: 'DLQR_FILE' });
      expect(left).toEqual([]);
    }
  });

  it('refuses a name that comes twice', async () => {
    const twice = [
      { name: 'a', content: '1' },
      { name: 'a', content: '2' },
    ];
    const within = [
      { name: 'a', content: '1' },
      { name: 'a/b', content: '2' },
    ];
    for (const bytes of [
      buildZip(twice),
      buildTarGz(twice),
      buildZip(within),
      buildTarGz(within),
    ]) {
      const { error, left } = await unpack(bytes);
      expect(error).toMatchObject({ message: expect.stringContaining('is in it twice') });
      expect(left).toEqual([]);
    }
  });

  it('refuses other formats, a missing archive, and a folder that exists', async () => {
    expect((await unpack(Buffer.from('text'))).error).toMatchObject({
      code: 'DLQR_FILE',
      message: expect.stringContaining('is neither a zip nor a tar.gz archive'),
    });
    const parent = await temporaryDirectory();
    await expect(unpackArchive(join(parent, 'no.zip'), join(parent, 'x'))).rejects.toMatchObject({
      code: 'DLQR_FILE',
    });
    const archive = await testFile('a.zip', PYTHON_ZIP);
    await expect(unpackArchive(archive, parent)).rejects.toThrow('exists already');
    expect(await readdir(parent)).toEqual([]);
  });

  it('clears what a killed process has left', async () => {
    const archive = await testFile('a.zip', PYTHON_ZIP);
    const folder = join(await temporaryDirectory(), 'out');
    await mkdir(`${folder}.tmp/set`, { recursive: true });
    await writeFile(`${folder}.tmp/set/rest.txt`, 'x');
    await unpackArchive(archive, folder);
    expect((await readdir(join(folder, 'set'))).sort()).toEqual(['a.txt', 'deep']);
  });

  it('stops when told, and leaves nothing behind', async () => {
    for (const bytes of [PYTHON_ZIP, PYTHON_TAR_GZ]) {
      const { error, left } = await unpack(bytes, { signal: AbortSignal.abort() });
      expect(error).toMatchObject({ code: 'DLQR_INTERRUPTED' });
      expect(left).toEqual([]);
    }
  });
});

describe('unpackedFolder', () => {
  it('unpacks once, and again when the archive has changed', async () => {
    const archive = await testFile('a.zip', PYTHON_ZIP);
    const cache = join(await temporaryDirectory(), 'cache');
    const folder = await unpackedFolder(archive, cache);
    const { ino } = await stat(folder);
    expect(await unpackedFolder(archive, cache)).toBe(folder);
    expect((await stat(folder)).ino).toBe(ino);
    await utimes(archive, 1, 1);
    const other = await unpackedFolder(archive, cache);
    expect(other).not.toBe(folder);
    expect(await readFile(join(other, 'set/deep/é.txt'), 'utf8')).toBe('beta');
  });

  it('unpacks once for all who ask at the same time', async () => {
    const archive = await testFile('a.tgz', PYTHON_TAR_GZ);
    const cache = await temporaryDirectory();
    const folders = await Promise.all([1, 2, 3].map(() => unpackedFolder(archive, cache)));
    expect(new Set(folders).size).toBe(1);
    expect(await readdir(cache)).toHaveLength(1);
  });
});

describeShared('data', 'published archives', () => {
  it('unpacks the sentence pairs', async () => {
    const folder = join(await temporaryDirectory(), 'fra');
    await unpackArchive(sharedPath('data/fra-eng/fra-eng.zip') as string, folder);
    const text = await readFile(join(folder, 'fra-eng/fra.txt'), 'utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(167_130);
  });
});
