import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCsv } from '../csv/readCsv.ts';
import type { PublishedFile } from '../download/downloadFile.ts';
import { columnValues } from '../testing/columnValues.ts';
import { testFolder } from '../testing/testFile.ts';
import { serveFile, sha256, testServer } from '../testing/testServer.ts';
import type { LoadOptions } from './dataSource.ts';
import { type Dataset, type DatasetDefinition, defineDataset, describeSource } from './dataset.ts';
import type { TableData } from './datasetData.ts';

const FULL = Buffer.from('a,b\n1,2\n3,4\n');

beforeEach(() => {
  vi.stubEnv('DLQR_DATA_DIR', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A data set "toy" whose full file a server of this test has, and whose embedded one is in a package. */
async function toy(
  file: Partial<PublishedFile> = {},
  changes: Partial<DatasetDefinition<TableData>> = {},
  served: Buffer = FULL,
) {
  const server = await testServer(serveFile(served));
  const root = await testFolder({
    'project/node_modules/toy-data/package.json': '{"name": "toy-data", "version": "1.2.9"}',
    'project/node_modules/toy-data/data/toy.csv': 'a,b\n0,0\n',
    'data/other/x.csv': '',
  });
  const dataset = defineDataset<TableData>({
    name: 'toy',
    title: 'Toy',
    task: 'regression',
    licence: 'CC0',
    citation: 'nobody',
    homepage: 'https://example.org/toy',
    files: [
      {
        name: 'toy.csv',
        urls: [`${server.origin}/toy.csv`],
        sha256: sha256(FULL),
        maxBytes: 100,
        ...file,
      },
    ],
    embedded: { name: 'toy-data', version: '1.2.3', files: ['data/toy.csv'] },
    read: async ([path = '']) => ({
      kind: 'table',
      table: await readCsv(path),
      target: 'b',
      features: ['a'],
    }),
    ...changes,
  });
  const options: LoadOptions = {
    cacheDir: join(root, 'cache'),
    resolveFrom: join(root, 'project'),
  };
  const load = (more: LoadOptions = {}) => dataset.load({ ...options, ...more });
  return { dataset, load, root, requests: server.requests };
}

/** Puts a file at `<root>/<...parts>`. */
async function put(content: string | Buffer, ...parts: string[]): Promise<string> {
  const path = join(...parts);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function firstCell(dataset: Promise<{ data: TableData }>): Promise<unknown> {
  return columnValues((await dataset).data.table).a?.[0];
}

describe('the source "auto"', () => {
  it('takes the data folder first, then the cache, then the embedded set, and downloads nothing', async () => {
    const { load, root, requests } = await toy();
    const dataDir = join(root, 'data');
    expect(await load({ dataDir })).toMatchObject({
      provenance: {
        kind: 'embedded',
        package: 'toy-data@1.2.9',
        files: [join(root, 'project/node_modules/toy-data/data/toy.csv')],
      },
    });
    const cached = await put(FULL, root, 'cache/toy/toy.csv');
    expect(await load({ dataDir })).toMatchObject({
      provenance: { kind: 'cache', files: [cached] },
    });
    const own = await put('a,b\n7,7\n', dataDir, 'toy/toy.csv');
    const loaded = await load({ dataDir });
    expect(loaded.provenance).toEqual({ kind: 'data-dir', files: [own] });
    expect(columnValues(loaded.data.table).a).toEqual([7]);
    expect(requests).toHaveLength(0);
  });

  it('is the default, and takes the data folder from the environment', async () => {
    const { load, root } = await toy();
    await put('a,b\n7,7\n', root, 'data/toy/toy.csv');
    vi.stubEnv('DLQR_DATA_DIR', join(root, 'data'));
    expect(await firstCell(load())).toBe(7);
    expect(await firstCell(load({ dataDir: '' }))).toBe(0); // no data folder at all
  });

  it('takes the cache from the environment', async () => {
    const { load, root, dataset } = await toy();
    await put(FULL, root, 'other-cache/toy/toy.csv');
    vi.stubEnv('DLQR_CACHE_DIR', join(root, 'other-cache'));
    expect((await dataset.load()).provenance.kind).toBe('cache');
    expect((await load()).provenance.kind).toBe('embedded');
  });

  it('removes a damaged file from the cache and says so', async () => {
    const { load, root } = await toy();
    const cached = await put('a,b\n1,2\n', root, 'cache/toy/toy.csv');
    await expect(load()).rejects.toMatchObject({
      code: 'DLQR_FILE',
      message: `${cached} was damaged; it has been removed from the cache`,
      hint: expect.stringContaining("source 'full'"),
    });
    expect(existsSync(cached)).toBe(false);
    expect((await load()).provenance.kind).toBe('embedded');
  });
});

describe('the source "full"', () => {
  it('takes the data folder first, then the cache, then downloads', async () => {
    const { load, root, requests } = await toy();
    const seen: string[] = [];
    const first = await load({ source: 'full', onProgress: ({ file }) => seen.push(file) });
    expect(first.provenance).toEqual({
      kind: 'download',
      files: [join(root, 'cache/toy/toy.csv')],
    });
    expect(columnValues(first.data.table).a).toEqual([1, 3]);
    expect(seen).toContain('toy.csv');
    expect((await load({ source: 'full' })).provenance.kind).toBe('cache');
    expect(requests).toHaveLength(1);
    await put('a,b\n7,7\n', root, 'data/toy/toy.csv');
    const own = await load({ source: 'full', dataDir: join(root, 'data') });
    expect(own.provenance.kind).toBe('data-dir');
  });

  it('downloads again what is damaged in the cache', async () => {
    const { load, root } = await toy();
    await put('a,b\n1,2\n', root, 'cache/toy/toy.csv');
    expect((await load({ source: 'full' })).provenance.kind).toBe('download');
    expect(await readFile(join(root, 'cache/toy/toy.csv'))).toEqual(FULL);
  });

  it('never falls back to the embedded set', async () => {
    const { load } = await toy({ sha256: '00' });
    await expect(load({ source: 'full' })).rejects.toMatchObject({ code: 'DLQR_DOWNLOAD' });
  });

  it('keeps nothing in the cache that has no checksum and cannot be read', async () => {
    const page = Buffer.from('<html>sorry</html>');
    const { load, root } = await toy({ sha256: 'not-published' }, {}, page);
    await expect(load({ source: 'full' })).rejects.toMatchObject({ code: 'DLQR_DATA' });
    expect(existsSync(join(root, 'cache/toy/toy.csv'))).toBe(false);
  });
});

describe('the source "embedded"', () => {
  it('looks nowhere else', async () => {
    const { load, root } = await toy();
    await put('a,b\n7,7\n', root, 'data/toy/toy.csv');
    await put(FULL, root, 'cache/toy/toy.csv');
    const loaded = await load({ source: 'embedded', dataDir: join(root, 'data') });
    expect(loaded.provenance.kind).toBe('embedded');
    expect(describeSource(loaded)).toBe('toy from toy-data@1.2.9; licence: CC0');
  });

  it('gives the install line where the package is missing', async () => {
    const { load, root } = await toy();
    await expect(
      load({ source: 'embedded', resolveFrom: join(root, 'data') }),
    ).rejects.toMatchObject({
      code: 'DLQR_UNAVAILABLE',
      message: 'the data set toy needs the package toy-data, which is not installed',
      hint: 'Install it: npm install toy-data@1.2.3',
    });
  });

  it('is the set that stands in, and says so', async () => {
    const { dataset } = await toy();
    const { load } = await toy({}, { name: 'big', embedded: dataset });
    const { root } = await toy();
    const loaded = await load({ source: 'embedded', resolveFrom: join(root, 'project') });
    expect(loaded).toMatchObject({
      requested: 'big',
      info: { name: 'toy' },
      provenance: { kind: 'embedded', package: 'toy-data@1.2.9' },
    });
    expect(describeSource(loaded)).toBe(
      'toy (the embedded stand-in for big) from toy-data@1.2.9; licence: CC0',
    );
    const automatic = await load({ source: 'auto', resolveFrom: join(root, 'project') });
    expect(automatic.provenance.kind).toBe('embedded');
  });

  it('is an error where there is none', async () => {
    const { load } = await toy({}, { embedded: null });
    await expect(load({ source: 'auto' })).rejects.toMatchObject({
      code: 'DLQR_UNAVAILABLE',
      message: 'toy is not in any npm package',
      hint: expect.stringContaining("source 'full'"),
    });
  });
});

describe('a path', () => {
  it('is a file or a folder', async () => {
    const { load, root } = await toy();
    const path = await put('a,b\n9,9\n', root, 'mine/anything.csv');
    expect(await load({ source: path })).toMatchObject({
      provenance: { kind: 'path', files: [path] },
    });
    await expect(load({ source: join(root, 'mine') })).rejects.toMatchObject({
      code: 'DLQR_FILE',
      message: `${join(root, 'mine')} has no toy.csv, which toy needs`,
      hint: expect.stringContaining('https://example.org/toy'),
    });
    const inside = await put('a,b\n8,8\n', root, 'mine/toy.csv');
    expect((await load({ source: join(root, 'mine') })).provenance.files).toEqual([inside]);
    await expect(load({ source: join(root, 'nowhere') })).rejects.toMatchObject({
      code: 'DLQR_FILE',
      message: `there is no file or folder ${join(root, 'nowhere')} to load toy from`,
    });
  });

  it('may have the other names of a file', async () => {
    const { load, root } = await toy({ alsoNamed: ['unpacked'] } as Partial<PublishedFile>, {
      read: async ([path = '']) => ({
        kind: 'table',
        table: await readCsv(join(path, 'x.csv')),
        target: 'b',
        features: ['a'],
      }),
    });
    await put('a,b\n9,9\n', root, 'mine/unpacked/x.csv');
    const unpacked = join(root, 'mine/unpacked');
    expect((await load({ source: unpacked })).provenance.files).toEqual([unpacked]);
    expect((await load({ source: join(root, 'mine') })).provenance.files).toEqual([unpacked]);
  });
});

describe('a data folder', () => {
  it('must exist, and hold the file where it has a folder for the set', async () => {
    const { load, root } = await toy();
    await expect(load({ dataDir: join(root, 'nowhere') })).rejects.toMatchObject({
      code: 'DLQR_FILE',
      message: `the data folder ${join(root, 'nowhere')} is not a folder`,
    });
    await put('x', root, 'data/toy/tyo.csv');
    await expect(load({ dataDir: join(root, 'data') })).rejects.toThrow('has no toy.csv');
  });
});

describe('an abort', () => {
  it('ends the loading', async () => {
    const { load, requests } = await toy();
    const signal = AbortSignal.abort();
    await expect(load({ source: 'full', signal })).rejects.toMatchObject({
      code: 'DLQR_INTERRUPTED',
    });
    await expect(load({ signal })).rejects.toMatchObject({ code: 'DLQR_INTERRUPTED' });
    expect(requests).toHaveLength(0);
  });
});

it('tells the facts without loading', async () => {
  const { dataset }: { dataset: Dataset<TableData> } = await toy();
  expect(dataset.info).toMatchObject({ name: 'toy', licence: 'CC0', files: [{ name: 'toy.csv' }] });
  expect(Object.keys(dataset.info)).not.toContain('read');
});

it('describes a download', async () => {
  const { load, root } = await toy();
  expect(describeSource(await load({ source: 'full' }))).toBe(
    `toy downloaded to ${join(root, 'cache/toy/toy.csv')}; licence: CC0`,
  );
});
