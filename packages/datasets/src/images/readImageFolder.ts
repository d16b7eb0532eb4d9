// Lists and reads folders of images with one subfolder per class.
import { type ClassFiles, type ClassFilesOptions, listClassFiles } from '../files/classFolders.ts';
import { isImageName } from './listImages.ts';
import { type Images, type ReadImagesOptions, readImages } from './readImages.ts';

/** Labelled images. */
export interface ImageFolder extends Images, ClassFiles {}

/**
 * Lists the images of a folder with one subfolder per class, without opening them.
 *
 * @returns paths and labels, class by class and by file name within a class, the same on every system
 * @throws {FileError} when there is no such folder
 * @throws {DataError} when there are no subfolders, or one of them has no images
 * @example (await listImageFolder('cats_and_dogs_filtered/train')).classNames // ['cats', 'dogs']
 */
export async function listImageFolder(
  folder: string,
  options: ClassFilesOptions = {},
): Promise<ClassFiles> {
  return listClassFiles(folder, 'images', isImageName, options);
}

/**
 * Reads a folder of images with one subfolder per class, scaled to one size.
 *
 * All images are held in memory: 25,000 of 150x150x3 are 1.7 GB. Where that is too much, take the
 * paths of `listImageFolder` and read them in parts with `readImages`.
 *
 * @returns images, labels, class names and paths, in the order of `listImageFolder`
 * @throws {FileError} when there is no such folder
 * @throws {DataError} when a class has no images, or a file is damaged; the message names it
 * @throws {UnavailableError} when the package sharp is not installed
 * @example
 * const train = await readImageFolder('cats_and_dogs_filtered/train', { size: [150, 150] });
 * train.shape; // [150, 150, 3]
 */
export async function readImageFolder(
  folder: string,
  options: ReadImagesOptions & ClassFilesOptions,
): Promise<ImageFolder> {
  const files = await listImageFolder(folder, options);
  return { ...files, ...(await readImages(files.paths, options)) };
}
