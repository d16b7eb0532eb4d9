import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { readJson } from './readJson.ts';
import { writeFileAtomic, writeJsonAtomic } from './writeFileAtomic.ts';

describe('writeFileAtomic', () => {
  it('makes folders, replaces the content and leaves nothing else behind', async () => {
    const folder = join(await temporaryDirectory(), 'a', 'b');
    const path = join(folder, 'file.txt');
    await writeFileAtomic(path, 'old');
    await writeFileAtomic(path, [Buffer.from('ne'), Buffer.from('w')]);
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['file.txt']);
  });

  it('keeps the old content and cleans up when the name cannot be taken', async () => {
    const folder = await temporaryDirectory();
    await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
    await expect(writeFileAtomic(join(folder, 'taken'), 'x')).rejects.toThrow(/cannot write/);
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('ends, with an error, in a working directory that was deleted', async () => {
    const before = process.cwd();
    const folder = await mkdtemp(join(tmpdir(), 'dlqr-gone-'));
    process.chdir(folder);
    try {
      await rm(folder, { recursive: true });
      await expect(writeFileAtomic('a/b.txt', 'x')).rejects.toThrow('cannot write a/b.txt');
    } finally {
      process.chdir(before);
    }
  });
});

describe('readJson', () => {
  it('reads what writeJsonAtomic wrote', async () => {
    const path = join(await temporaryDirectory(), 'x.json');
    await writeJsonAtomic(path, { a: [1, null] });
    expect(await readJson(path, 'file')).toEqual({ a: [1, null] });
  });

  it.each([
    ['a missing file', null, /no such file/],
    ['an empty file', '', /is empty/],
    ['a cut-off file', '{"a": ', /is not JSON/],
  ])('says what is wrong with %s', async (_, content, message) => {
    const path = join(await temporaryDirectory(), 'x.json');
    if (content !== null) await writeFile(path, content);
    await expect(readJson(path, 'run file')).rejects.toThrow(message);
  });

  it('says that a folder is no file', async () => {
    await expect(readJson(await temporaryDirectory(), 'run file')).rejects.toThrow(/EISDIR/);
  });
});
