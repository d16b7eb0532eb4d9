// Reads the binary versions of CIFAR-10 and CIFAR-100.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, FileError } from '@dlqr/core/errors';
import { requireFile, requireFolder } from '../files/fileKind.ts';
import type { ImageSet, ImageSplits } from '../images/imageSplits.ts';

const SIZE = 32;
const PLANE_BYTES = SIZE * SIZE;
const IMAGE_BYTES = 3 * PLANE_BYTES;
const SHAPE = [SIZE, SIZE, 3] as const;

/** One of the two CIFAR sets: what stands before each image, and what the files are called. */
interface CifarLayout {
  readonly labelBytes: 1 | 2;
  readonly numClasses: number;
  readonly namesFile: string;
  readonly trainFiles: RegExp;
  readonly testFile: string;
}

const CIFAR_10: CifarLayout = {
  labelBytes: 1,
  numClasses: 10,
  namesFile: 'batches.meta.txt',
  trainFiles: /^data_batch_\d+\.bin$/,
  testFile: 'test_batch.bin',
};

const CIFAR_100: CifarLayout = {
  labelBytes: 2, // the coarse class, then the fine one, which is the label
  numClasses: 100,
  namesFile: 'fine_label_names.txt',
  trainFiles: /^train\.bin$/,
  testFile: 'test.bin',
};

/**
 * Reads CIFAR-10 from the unpacked folder of its binary version.
 *
 * @param folder `cifar-10-batches-bin`, with any number of training batches
 * @returns images of 32x32x3 bytes, channels last; labels are indices of the class names
 * @throws {FileError} when the folder or one of its files is missing
 * @throws {DataError} when a batch is cut short or a label is out of range
 * @example (await readCifar10('cifar-10-batches-bin')).classNames[0] // 'airplane'
 * @see https://www.cs.toronto.edu/~kriz/cifar.html
 */
export async function readCifar10(folder: string): Promise<ImageSplits> {
  return readCifar(folder, CIFAR_10);
}

/**
 * Reads CIFAR-100 from the unpacked folder of its binary version; the labels are the fine ones.
 *
 * @param folder `cifar-100-binary`
 * @returns images of 32x32x3 bytes, channels last; labels are indices of the class names
 * @throws {FileError} when the folder or one of its files is missing
 * @throws {DataError} when a file is cut short or a label is out of range
 * @see https://www.cs.toronto.edu/~kriz/cifar.html
 */
export async function readCifar100(folder: string): Promise<ImageSplits> {
  return readCifar(folder, CIFAR_100);
}

async function readCifar(folder: string, layout: CifarLayout): Promise<ImageSplits> {
  await requireFolder(folder, 'folder of CIFAR files');
  const trainFiles = (await readdir(folder)).filter((name) => layout.trainFiles.test(name)).sort();
  if (trainFiles.length === 0) {
    throw new FileError(
      `${folder} has no training images; expected files such as data_batch_1.bin`,
      {
        hint: 'Give the folder that the binary version unpacks to.',
      },
    );
  }
  const classNames = await readClassNames(join(folder, layout.namesFile), layout.numClasses);
  const train = await readBatches(
    trainFiles.map((name) => join(folder, name)),
    layout,
  );
  const test = await readBatches([join(folder, layout.testFile)], layout);
  return { kind: 'images', shape: SHAPE, classNames, train, test };
}

async function readClassNames(path: string, numClasses: number): Promise<string[]> {
  await requireFile(path, 'file of class names');
  const names = (await readFile(path, 'utf8')).split('\n').flatMap((line) => line.trim() || []);
  if (names.length === numClasses) return names;
  throw new DataError(`${path} has ${names.length} class names; expected ${numClasses}`);
}

async function readBatches(paths: readonly string[], layout: CifarLayout): Promise<ImageSet> {
  const recordBytes = layout.labelBytes + IMAGE_BYTES;
  const batches: Buffer[] = [];
  for (const path of paths) batches.push(await readBatch(path, recordBytes));
  const numImages = batches.reduce((sum, { length }) => sum + length / recordBytes, 0);
  const images = new Uint8Array(numImages * IMAGE_BYTES);
  const labels = new Int32Array(numImages);
  let image = 0;
  for (const [index, batch] of batches.entries()) {
    for (let at = 0; at < batch.length; at += recordBytes) {
      const label = batch[at + layout.labelBytes - 1] as number;
      if (label >= layout.numClasses) {
        throw new DataError(
          `${paths[index]}, image ${at / recordBytes + 1}: label ${label}; expected 0 to ${layout.numClasses - 1}`,
          {
            hint: 'Take an intact copy of the file, and the binary version of the right CIFAR set.',
          },
        );
      }
      labels[image] = label;
      interleave(batch, at + layout.labelBytes, images, image * IMAGE_BYTES);
      image++;
    }
  }
  return { images, labels, numImages };
}

async function readBatch(path: string, recordBytes: number): Promise<Buffer> {
  await requireFile(path, 'CIFAR file');
  const bytes = await readFile(path);
  if (bytes.length > 0 && bytes.length % recordBytes === 0) return bytes;
  throw new DataError(
    `${path} has ${bytes.length} bytes; expected a multiple of ${recordBytes}, the size of one image with its label`,
    { hint: 'The copy is cut short: take an intact one.' },
  );
}

/** Copies one image from a plane each of red, green and blue to three bytes a pixel. */
function interleave(planes: Uint8Array, from: number, images: Uint8Array, to: number): void {
  for (let pixel = 0; pixel < PLANE_BYTES; pixel++) {
    const target = to + 3 * pixel; // [channel, row, column] to [row, column, channel]
    images[target] = planes[from + pixel] as number;
    images[target + 1] = planes[from + PLANE_BYTES + pixel] as number;
    images[target + 2] = planes[from + 2 * PLANE_BYTES + pixel] as number;
  }
}
