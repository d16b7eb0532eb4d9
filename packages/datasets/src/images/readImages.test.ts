import { join } from 'node:path';
import {
  buildPng,
  describeShared,
  expectAllClose,
  sharedPath,
  temporaryDirectory,
} from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { unpackArchive } from '../archives/unpackArchive.ts';

import { testFile, testFolder } from '../testing/testFile.ts';
import { listImages } from './listImages.ts';
import { listImageFolder, readImageFolder } from './readImageFolder.ts';
import { type ReadImagesOptions, readImages } from './readImages.ts';

/** Written by Pillow 11: 16x8 pixels, left half (200, 30, 30), right half (20, 40, 180). */
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wAARCAAIABADAREAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD5Dr8LP9VDwOv9mD/Fc//Z',
  'base64',
);

/** Says in EXIF that the camera was held so that row 0 is the right side (orientation 6). */
function turned(jpeg: Buffer): Buffer {
  const exif = Buffer.from(
    '457869660000' + '49492a0008000000' + '0100' + '120103000100000006000000' + '00000000',
    'hex',
  );
  const segment = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, exif, jpeg.subarray(2)]);
}

async function pixels(bytes: Buffer, options: ReadImagesOptions): Promise<number[]> {
  return Array.from((await readImages([await testFile('image', bytes)], options)).images);
}

const RGB = [1, 2, 3, 40, 50, 60, 7, 8, 9, 100, 110, 120, 130, 140, 150, 255, 0, 128];

describe('readImages', () => {
  it('gives the pixels of a PNG as they are', async () => {
    const png = buildPng(2, 3, 3, RGB);
    expect(await pixels(png, { size: [2, 3] })).toEqual(RGB);
  });

  it('gives the pixels of a JPEG', async () => {
    const image = await pixels(JPEG, { size: [8, 16] });
    const at = (row: number, column: number) => image.slice(3 * (row * 16 + column)).slice(0, 3);
    // Pillow decodes these two to (200, 30, 30) and (21, 40, 179).
    expectAllClose(at(3, 2), [200, 30, 30], { absolute: 2 });
    expectAllClose(at(3, 13), [21, 40, 179], { absolute: 2 });
  });

  it('turns a photograph upright', async () => {
    const image = await pixels(turned(JPEG), { size: [16, 8] });
    const at = (row: number, column: number) => image.slice(3 * (row * 8 + column)).slice(0, 3);
    for (const column of [0, 7]) {
      expectAllClose(at(0, column), [200, 30, 30], { absolute: 6 });
      expectAllClose(at(15, column), [21, 40, 179], { absolute: 6 });
    }
  });

  it('turns grey to colour, colour to grey, and drops or adds opacity', async () => {
    const grey = buildPng(1, 2, 1, [10, 200]);
    expect(await pixels(grey, { size: [1, 2] })).toEqual([10, 10, 10, 200, 200, 200]);
    expect(await pixels(grey, { size: [1, 2], channels: 1 })).toEqual([10, 200]);
    expect(await pixels(grey, { size: [1, 2], channels: 4 })).toEqual([
      10, 10, 10, 255, 200, 200, 200, 255,
    ]);
    const clear = buildPng(1, 2, 4, [9, 8, 7, 0, 6, 5, 4, 255]);
    expect(await pixels(clear, { size: [1, 2] })).toEqual([9, 8, 7, 6, 5, 4]);
    expect(await pixels(clear, { size: [1, 2], channels: 4 })).toEqual([9, 8, 7, 0, 6, 5, 4, 255]);
    const neutral = buildPng(1, 2, 3, [10, 10, 10, 200, 200, 200]);
    expectAllClose(await pixels(neutral, { size: [1, 2], channels: 1 }), [10, 200], {
      absolute: 1,
    });
  });

  it('stretches, crops or pads another aspect ratio', async () => {
    // One row of four columns: black, 100, 200, white; halved in width.
    const png = buildPng(2, 4, 1, [0, 100, 200, 255, 0, 100, 200, 255]);
    const read = (fit?: 'stretch' | 'crop' | 'pad') =>
      pixels(png, { size: [2, 2], channels: 1, ...(fit && { fit }) });
    const [left = 0, right = 0] = await read();
    expect(left).toBeLessThan(right);
    expect(await read('stretch')).toEqual(await read());
    expect(await read('crop')).toEqual([100, 200, 100, 200]);
    const tall = await pixels(buildPng(1, 2, 1, [200, 200]), {
      size: [2, 2],
      channels: 1,
      fit: 'pad',
    });
    expect(tall.toSorted((a, b) => a - b)).toEqual([0, 0, 200, 200]);
  });

  it('keeps the order of the paths and tells how far it is', async () => {
    const paths = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        testFile(`${index}.png`, buildPng(1, 1, 1, [index * 10])),
      ),
    );
    const progress: number[] = [];
    const { images, numImages, shape } = await readImages(paths, {
      size: [1, 1],
      channels: 1,
      onProgress: (numDone) => progress.push(numDone),
    });
    expect(Array.from(images)).toEqual(Array.from({ length: 20 }, (_, index) => index * 10));
    expect({ numImages, shape }).toEqual({ numImages: 20, shape: [1, 1, 1] });
    expect(progress).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it.each([
    ['a JPEG that is cut', JPEG.subarray(0, 500)],
    ['a PNG that is cut', buildPng(2, 3, 3, RGB).subarray(0, 50)],
    ['a text', Buffer.from('this is no image')],
    ['nothing', Buffer.alloc(0)],
  ])('names the file of %s', async (_name, bytes) => {
    const good = await testFile('good.png', buildPng(1, 1, 1, [0]));
    const bad = await testFile('bad.jpg', bytes);
    await expect(readImages([good, bad], { size: [4, 4] })).rejects.toMatchObject({
      code: 'DLQR_DATA',
      message: expect.stringContaining(`${bad} is not an intact image: `),
    });
  });

  it('names a missing file', async () => {
    await expect(readImages(['/no/such.png'], { size: [1, 1] })).rejects.toMatchObject({
      code: 'DLQR_FILE',
      message: 'there is no image file /no/such.png',
    });
  });

  it.each<[string, ReadImagesOptions, string]>([
    ['a size of 0', { size: [0, 5] }, 'size is [0,5]'],
    ['half a pixel', { size: [1.5, 5] }, 'size is [1.5,5]'],
    ['two channels', { size: [5, 5], channels: 2 as 1 }, 'channels is 2; expected 1, 3 or 4'],
    ['more than an array can hold', { size: [2 ** 24, 2 ** 24] }, 'more than one array can hold'],
  ])('refuses %s', async (_name, options, message) => {
    await expect(readImages(['x.png'], options)).rejects.toMatchObject({
      code: 'DLQR_VALUE',
      message: expect.stringContaining(message),
    });
  });

  it('refuses an empty list', async () => {
    await expect(readImages([], { size: [1, 1] })).rejects.toMatchObject({ code: 'DLQR_VALUE' });
  });
});

const PIXEL = buildPng(1, 1, 1, [50]);

describe('image folders', () => {
  const FILES = {
    'dogs/10.png': buildPng(1, 1, 1, [10]),
    'dogs/2.PNG': buildPng(1, 1, 1, [20]),
    'cats/a.jpeg.png': buildPng(1, 1, 1, [30]),
    'cats/notes.txt': 'no image',
    'cats/.DS_Store': 'no image',
    'labels.csv': 'no image',
  };

  it('are listed class by class, without what is no image', async () => {
    const folder = await testFolder(FILES);
    expect(await listImageFolder(folder)).toEqual({
      classNames: ['cats', 'dogs'],
      paths: ['cats/a.jpeg.png', 'dogs/10.png', 'dogs/2.PNG'].map((name) => join(folder, name)),
      labels: Int32Array.of(0, 1, 1),
    });
  });

  it('are read in that order', async () => {
    const { images, labels, shape } = await readImageFolder(await testFolder(FILES), {
      size: [1, 1],
      channels: 1,
      classNames: ['dogs', 'cats'],
    });
    expect(Array.from(images)).toEqual([10, 20, 30]);
    expect(labels).toEqual(Int32Array.of(0, 0, 1));
    expect(shape).toEqual([1, 1, 1]);
  });

  it.each<[string, Record<string, string | Buffer>, string]>([
    ['images without subfolders', { 'a.png': PIXEL }, 'has 1 images in it, but no subfolders'],
    ['a class without images', { 'a/x.png': PIXEL, 'b/x.txt': '' }, '/b holds no images'],
  ])('are refused with %s', async (_name, files, message) => {
    await expect(listImageFolder(await testFolder(files))).rejects.toMatchObject({
      code: 'DLQR_DATA',
      message: expect.stringContaining(message),
    });
  });
});

describe('listImages', () => {
  it('lists a folder at any depth, and a file as itself', async () => {
    const folder = await testFolder({
      'b.png': PIXEL,
      'a.JPG': PIXEL,
      'more/deep/1.webp': PIXEL,
      'notes.txt': 'no image',
      '.hidden.png': PIXEL,
    });
    const paths = ['a.JPG', 'b.png', 'more/deep/1.webp'].map((name) => join(folder, name));
    expect(await listImages(folder)).toEqual(paths);
    expect(await listImages(join(folder, 'b.png'))).toEqual([join(folder, 'b.png')]);
    await expect(listImages(join(folder, 'notes.txt'))).rejects.toThrow(/notes.txt is no image/);
    await expect(listImages(join(folder, 'none'))).rejects.toThrow(/no file or folder/);
    await expect(listImages(await testFolder({ 'x/a.txt': '' }))).rejects.toThrow(
      /holds no images/,
    );
  });
});

describeShared('data/cats-dogs', 'cats and dogs', () => {
  it('are 400 images each to train on, decoded as Pillow does', async () => {
    const folder = join(await temporaryDirectory(), 'pets');
    await unpackArchive(sharedPath('data/cats-dogs/cats_and_dogs_filtered.zip') as string, folder);
    const train = await listImageFolder(join(folder, 'cats_and_dogs_filtered/train'));
    expect(train.classNames).toEqual(['cats', 'dogs']);
    expect(Array.from(train.labels, Number).filter((label) => label === 0)).toHaveLength(400);
    expect(train.paths).toHaveLength(800);
    expect(train.paths[0]).toMatch(/cat\.1\.jpg$/);
    const { images } = await readImages(train.paths.slice(0, 1), { size: [160, 171] });
    const channelMean = (channel: number) =>
      images.reduce((sum, value, index) => (index % 3 === channel ? sum + value : sum), 0) /
      (images.length / 3);
    // Pillow: 171 by 160 pixels with these means of red, green and blue.
    expectAllClose([0, 1, 2].map(channelMean), [78.76356, 68.28856, 67.90771], { absolute: 0.1 });
  });
});
