// Lists folders in which each subfolder is a class, always in the same order.
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '@dlqr/core/errors';
import { pathKind, requireFolder } from './fileKind.ts';

/** The files of a folder with one subfolder per class. */
export interface ClassFiles {
  readonly classNames: readonly string[];
  /** Class by class, and within a class in the order of their names. */
  readonly paths: readonly string[];
  /** [files], indices of the class names */
  readonly labels: Int32Array;
}

/** What belongs to a class, and what its files are called in messages. */
export interface ClassFilesOptions {
  /** The subfolders to use, in the order of the labels. Default: all of them, by name. */
  readonly classNames?: readonly string[];
}

/**
 * Lists the files below each subfolder, at any depth. Names are compared by UTF-16 code units, so
 * that the order is the same on every system; names that begin with a dot, and `__MACOSX`, are left out.
 *
 * @param noun what the files are: "images", "texts"
 * @param accepts whether a file of that name is one of them
 */
export async function listClassFiles(
  folder: string,
  noun: string,
  accepts: (name: string) => boolean,
  options: ClassFilesOptions,
): Promise<ClassFiles> {
  await requireFolder(folder, `folder of ${noun}`);
  const found = await subfolders(folder);
  const classNames = options.classNames ?? found;
  const absent = classNames.find((name) => !found.includes(name));
  if (absent !== undefined) {
    throw new DataError(
      `${folder} has no subfolder "${absent}"; it has ${found.join(', ') || 'none'}`,
    );
  }
  if (classNames.length === 0) throw await noClassesError(folder, noun, accepts);
  const paths: string[] = [];
  const labels: number[] = [];
  for (const [label, name] of classNames.entries()) {
    const files = await filesBelow(join(folder, name), accepts);
    if (files.length === 0) throw new DataError(`${join(folder, name)} holds no ${noun}`);
    for (const file of files) {
      paths.push(file);
      labels.push(label);
    }
  }
  return { classNames, paths, labels: Int32Array.from(labels) };
}

/** The names of the folders in a folder, links to folders included. */
async function subfolders(folder: string): Promise<string[]> {
  const names = (await entriesOf(folder)).map(({ name }) => name);
  const kinds = await Promise.all(names.map((name) => pathKind(join(folder, name))));
  return names.filter((_, index) => kinds[index] === 'directory').sort();
}

/** The files of a folder by name, then those of the folders in it; links to folders may form circles. */
export async function filesBelow(
  folder: string,
  accepts: (name: string) => boolean,
): Promise<string[]> {
  const files: string[] = [];
  const folders: string[] = [];
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) folders.push(path);
    else if (accepts(entry.name) && (await isFile(entry, path))) files.push(path);
  }
  const below: string[] = [];
  for (const path of folders.sort()) below.push(...(await filesBelow(path, accepts)));
  return [...files.sort(), ...below];
}

async function isFile(entry: Dirent, path: string): Promise<boolean> {
  return entry.isFile() || (entry.isSymbolicLink() && (await pathKind(path)) === 'file');
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !name.startsWith('.') && name !== '__MACOSX');
}

async function noClassesError(
  folder: string,
  noun: string,
  accepts: (name: string) => boolean,
): Promise<DataError> {
  const loose = (await filesBelow(folder, accepts)).length;
  const found = loose > 0 ? `has ${loose} ${noun} in it, but no subfolders` : 'has no subfolders';
  return new DataError(`${folder} ${found}; expected one subfolder for each class`, {
    hint: `Make a subfolder for each class, named after it, and put its ${noun} there.`,
  });
}
