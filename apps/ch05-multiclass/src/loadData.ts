// Gets the data that `--data` means, ready to be trained on: digits, images, or a table.
import {
  type ImagePart,
  type LoadedImages,
  loadImages,
  loadTable,
  meansImages,
  type Terminal,
} from '@dlqr/app-kit';
import type { RunDataset } from '@dlqr/core';
import { UsageError } from '@dlqr/core/errors';
import { datasets, type ImageSet } from '@dlqr/datasets';
import {
  type ClassifierData,
  type LabelledArray,
  prepareArrays,
  prepareTable,
} from '@dlqr/multiclass-classification';
import type { Config } from './config.ts';

/** Data that is ready, and what is to be said of it. */
export interface Loaded {
  readonly data: ClassifierData;
  readonly dataset: RunDataset;
  /** Where it came from, in one sentence. */
  readonly source: string;
  readonly warnings: readonly string[];
  /** Whether these are the digits of the book. */
  readonly isBookData: boolean;
  /** What to call a test row where it is shown. */
  nameOfTestRow(row: number): string;
}

/** A twelfth of the training digits validates: the last 5,000 of 60,000, as in the book. */
const VALIDATION_PARTS = 12;

/** Training images of `--quick`, where a set is published in random order. */
const QUICK_IMAGES = 12_000;

/**
 * Loads and prepares the data.
 *
 * @throws {UsageError} when a file of one's own comes without `--target`
 * @throws {DataError | FileError | UnavailableError} when the data cannot be had or used
 */
export async function loadData(
  config: Config,
  { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<Loaded> {
  const resolveFrom = import.meta.filename;
  // The embedded digits are the full set: nothing has to be downloaded.
  const data = config.data === 'full' ? 'embedded' : config.data;
  if (data === 'embedded' || (await meansImages(data))) {
    const { imageSize, target, group } = config;
    if (target !== undefined || group !== undefined) {
      throw new UsageError('--target and --group are for tables; these are images', {
        hint: 'Leave them out: the class of an image is its folder.',
      });
    }
    const size = [imageSize, imageSize] as const;
    const sets = { embedded: datasets.mnist, full: datasets.mnist };
    return ofImages(
      await loadImages({ data, ...sets, size, resolveFrom, terminal, signal }),
      config,
    );
  }
  const sets = { embedded: datasets['wine-quality'], full: datasets['wine-quality'] };
  const loaded = await loadTable({ ...config, ...sets, resolveFrom, terminal, signal });
  const { table, dataset, source, warnings } = loaded;
  return {
    data: prepareTable(table, { ...loaded, seed: config.seed, split: config.split }),
    ...{ dataset, source, warnings, isBookData: false },
    nameOfTestRow: (row) => `row ${row + 1}`,
  };
}

function ofImages(loaded: LoadedImages, { seed, quick, split }: Config): Loaded {
  const { classNames, shape, dataset, source, paths } = loaded;
  const isPublished = paths.train === undefined;
  const arrayOf = ({ images, labels, numImages }: ImageSet, atMost = numImages): LabelledArray => {
    const count = Math.min(numImages, atMost);
    const values = images.subarray(0, count * (images.length / numImages));
    return { x: { values, shape: [count, ...shape] }, labels: labels.subarray(0, count) };
  };
  const train = arrayOf(loaded.train, quick && isPublished ? QUICK_IMAGES : undefined);
  const numTrain = train.x.shape[0] as number;
  const data = prepareArrays(
    {
      train,
      ...(loaded.validation && { validation: arrayOf(loaded.validation) }),
      ...(loaded.test && { test: arrayOf(loaded.test) }),
    },
    {
      ...{ classNames, seed, split },
      ...(isPublished && { lastForValidation: Math.round(numTrain / VALIDATION_PARTS) }),
    },
  );
  const testPart: ImagePart = loaded.test ? 'test' : 'train';
  return {
    ...{ data, dataset, source, warnings: [] },
    isBookData: dataset.name === datasets.mnist.info.name,
    nameOfTestRow: (row) => paths[testPart]?.[row] ?? `test image ${row + 1}`,
  };
}
