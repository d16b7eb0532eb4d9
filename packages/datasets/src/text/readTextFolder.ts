// Reads plain-text corpora: one file, or a folder with one subfolder per class.
import { type ClassFiles, type ClassFilesOptions, listClassFiles } from '../files/classFolders.ts';
import { requireFile } from '../files/fileKind.ts';
import { readText } from '../files/textEncoding.ts';

/** Labelled texts. */
export interface TextFolder extends ClassFiles {
  /** [texts], as they stand in the files */
  readonly texts: readonly string[];
}

/**
 * The text of a file: UTF-8, UTF-16 with a byte order mark, or else Windows-1252 (Latin-1).
 *
 * @throws {FileError} when there is no such file
 * @throws {DataError} when it is no text; the message says what it is
 */
export async function readTextFile(path: string): Promise<string> {
  await requireFile(path, 'text file');
  return readText(path);
}

/**
 * Reads a corpus in which every file is a text and every subfolder a class, such as
 * `aclImdb/train/{neg,pos}` or `mini_newsgroups/<group>`.
 *
 * Each file is decoded on its own: UTF-8 where it is valid, else Windows-1252.
 *
 * @returns texts, labels and paths, class by class and by file name within a class
 * @throws {FileError} when there is no such folder
 * @throws {DataError} when there are no subfolders, one of them is empty, or a file is no text
 * @example
 * const reviews = await readTextFolder('aclImdb/train', { classNames: ['neg', 'pos'] });
 * reviews.labels[0]; // 0, the index of 'neg'
 */
export async function readTextFolder(
  folder: string,
  options: ClassFilesOptions = {},
): Promise<TextFolder> {
  const files = await listClassFiles(folder, 'texts', () => true, options);
  const texts: string[] = [];
  for (const path of files.paths) texts.push(await readText(path));
  return { ...files, texts };
}
