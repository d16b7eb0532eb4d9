// Lists the image files of a folder that has no classes: new images to predict.
import { extname } from 'node:path';
import { DataError, FileError } from '@dlqr/core/errors';
import { filesBelow } from '../files/classFolders.ts';
import { pathKind } from '../files/fileKind.ts';

const EXTENSIONS: ReadonlySet<string> = new Set([
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.gif',
  '.tif',
  '.tiff',
  '.avif',
]);

/** Whether a file's name is that of an image. */
export function isImageName(name: string): boolean {
  return EXTENSIONS.has(extname(name).toLowerCase());
}

/**
 * The images below a folder, at any depth, by name; of a file, the file itself.
 *
 * @returns paths, the same order on every system
 * @throws {FileError} when there is no such file or folder
 * @throws {DataError} when there are no images in the folder, or the file's name is not that of one
 * @example await listImages('new') // ['new/1.png', 'new/2.png', 'new/more/1.jpg']
 */
export async function listImages(path: string): Promise<string[]> {
  const kind = await pathKind(path);
  if (kind === null) throw new FileError(`there is no file or folder ${path}`);
  const accepted = [...EXTENSIONS].map((extension) => extension.slice(1)).join(', ');
  if (kind === 'file') {
    if (isImageName(path)) return [path];
    throw new DataError(`${path} is no image; expected a file of ${accepted}`);
  }
  const paths = await filesBelow(path, isImageName);
  if (paths.length > 0) return paths;
  throw new DataError(`${path} holds no images; expected files of ${accepted}`);
}
