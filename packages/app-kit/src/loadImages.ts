// Gets the labelled images that `--data` means: embedded, full, a data set by name, or a folder.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunDataset } from '@dlqr/core';
import { DataError, UsageError } from '@dlqr/core/errors';
import {
  type ClassFiles,
  type Dataset,
  type DatasetRegistry,
  datasetNamed,
  describeSource,
  type ImageSet,
  type ImageSplits,
  isDatasetName,
  listImageFolder,
  readImages,
} from '@dlqr/datasets';
import type { Terminal } from './terminal.ts';

/** Labelled images of one size, divided where they are published so. */
export interface LoadedImages {
  readonly classNames: readonly string[];
  /** [height, width, channels] */
  readonly shape: readonly [number, number, number];
  readonly train: ImageSet;
  readonly validation?: ImageSet;
  readonly test?: ImageSet;
  /** The files of each part, [images]; empty for data sets. */
  readonly paths: Readonly<Partial<Record<ImagePart, readonly string[]>>>;
  readonly dataset: RunDataset;
  /** Where the images came from, in one sentence. */
  readonly source: string;
}

/** The parts that a folder may be divided into. */
export type ImagePart = 'train' | 'validation' | 'test';

/** Which images an app offers, and what the user asked for. */
export interface ImageRequest {
  /** What `--data` says. */
  readonly data: string;
  /** The app's data sets. */
  readonly embedded: Dataset<ImageSplits>;
  readonly full: Dataset<ImageSplits>;
  /** What the images of a folder are scaled to: [height, width] in pixels. */
  readonly size: readonly [number, number];
  /** Channels of the images of a folder: 1 grey, 3 colour; default 3. */
  readonly channels?: 1 | 3;
  /** A file of the app, whose dependencies hold the embedded data and sharp. */
  readonly resolveFrom: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** The names of the registry's data sets of images; the compiler keeps the list complete. */
type ImageSetName = {
  [Name in keyof DatasetRegistry]: DatasetRegistry[Name] extends Dataset<ImageSplits>
    ? Name
    : never;
}[keyof DatasetRegistry];

const IMAGE_SETS: Readonly<Record<ImageSetName, true>> = { mnist: true, cifar10: true };

/** Whether `--data` means images: a data set of images by its name, or a folder. */
export async function meansImages(data: string): Promise<boolean> {
  if (isDatasetName(data)) return Object.hasOwn(IMAGE_SETS, data);
  return isFolder(data);
}

/**
 * Loads labelled images.
 *
 * A folder has one subfolder a class; or folders `train` and `test`, or `train` and `validation`, that
 * have. Validation images without test images stand for the test: their publisher held them out.
 *
 * @throws {UsageError} when the data set of that name is a table
 * @throws {DataError | FileError | DownloadError | UnavailableError} when the images cannot be had
 */
export async function loadImages(request: ImageRequest): Promise<LoadedImages> {
  const { data, embedded, full } = request;
  if (data === 'embedded') return fromDataset(embedded, 'embedded', request);
  if (data === 'full') return fromDataset(full, 'full', request);
  if (!isDatasetName(data)) return fromFolder(request);
  if (!Object.hasOwn(IMAGE_SETS, data)) {
    throw new UsageError(`${data} is a table; this chapter needs images`);
  }
  // The embedded set is the set itself, whole; others are taken from where they were put or published.
  const source = data === embedded.info.name ? 'auto' : 'full';
  return fromDataset(datasetNamed(data) as Dataset<ImageSplits>, source, request);
}

async function fromDataset(
  dataset: Dataset<ImageSplits>,
  source: string,
  { terminal, signal, resolveFrom }: ImageRequest,
): Promise<LoadedImages> {
  const onProgress = onceNoted(terminal, 'downloading the full data set (once)');
  const loaded = await dataset.load({ source, signal, resolveFrom, onProgress });
  const { data, info, provenance } = loaded;
  const { classNames, shape, train, test } = data;
  const place = provenance.package ?? provenance.files.join(', ');
  return {
    ...{ classNames, shape, train, test, paths: {} },
    dataset: {
      name: info.name,
      source: `${provenance.kind} (${place})`,
      licence: info.licence,
      citation: info.citation,
      rows: train.numImages + test.numImages,
    },
    source: describeSource(loaded),
  };
}

async function fromFolder(request: ImageRequest): Promise<LoadedImages> {
  const { data: folder, terminal } = request;
  if (!(await isFolder(folder))) throw new DataError(`there is no folder ${folder}`);
  const listed = await listParts(folder);
  const { classNames } = listed.train;
  const parts = Object.entries(listed) as [ImagePart, ClassFiles][];
  const total = parts.reduce((sum, [, { paths }]) => sum + paths.length, 0);
  terminal.note(`reading ${total} images of ${classNames.length} classes`);
  const read = new Map<ImagePart, ImageSet>();
  for (const [part, files] of parts) read.set(part, await readPart(files, request));
  const [validation, test] = [read.get('validation'), read.get('test')];
  const [height, width] = request.size;
  return {
    classNames,
    shape: [height, width, request.channels ?? 3],
    train: read.get('train') as ImageSet,
    ...(validation && { validation }),
    ...(test && { test }),
    paths: Object.fromEntries(parts.map(([part, { paths }]) => [part, paths])),
    dataset: {
      name: folder,
      source: `the folder ${folder}`,
      licence: 'your own',
      citation: '',
      rows: total,
    },
    source: `${folder}, ${total} images of ${classNames.length} classes, scaled to ${width}x${height}`,
  };
}

/** The files of each part; of a folder that is not divided, all are training images. */
async function listParts(folder: string): Promise<ListedParts> {
  const names = await readdir(folder);
  const nameOf = (choices: readonly string[]) => choices.find((name) => names.includes(name));
  const [train, test] = [nameOf(['train', 'training']), nameOf(['test'])];
  const validation = nameOf(['validation', 'val', 'valid']);
  if (train === undefined || (test ?? validation) === undefined) {
    return { train: await listImageFolder(folder) };
  }
  const listed = { train: await listImageFolder(join(folder, train)) };
  const { classNames } = listed.train;
  const partOf = (name: string) => listImageFolder(join(folder, name), { classNames });
  if (test === undefined) return { ...listed, test: await partOf(validation as string) };
  if (validation === undefined) return { ...listed, test: await partOf(test) };
  return { ...listed, validation: await partOf(validation), test: await partOf(test) };
}

type ListedParts = { readonly train: ClassFiles } & Readonly<
  Partial<Record<Exclude<ImagePart, 'train'>, ClassFiles>>
>;

async function readPart({ paths, labels }: ClassFiles, request: ImageRequest): Promise<ImageSet> {
  const { size, channels = 3, resolveFrom } = request;
  const { images, numImages } = await readImages(paths, { size, channels, resolveFrom });
  return { images, labels, numImages };
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function onceNoted(terminal: Terminal, text: string): () => void {
  let noted = false;
  return () => {
    if (!noted) terminal.note(text);
    noted = true;
  };
}
