// Reads image files into one array of bytes.
import { availableParallelism } from 'node:os';
import { DataError, isDlqrError, ValueError } from '@dlqr/core/errors';
import { requireFile } from '../files/fileKind.ts';
import { type ImageFormat, imageDecoder } from './imageDecoder.ts';

/** How images become arrays of one size. */
export interface ReadImagesOptions {
  /** [height, width] in pixels, to which every image is scaled (bilinear, smoothed when it shrinks). */
  readonly size: readonly [number, number];
  /** 1 grey, 3 red-green-blue, 4 with opacity. Default 3. */
  readonly channels?: 1 | 3 | 4;
  /**
   * What happens to another aspect ratio: `stretch` ignores it, `crop` cuts what is too long in the
   * middle, `pad` fills up with black. Default `stretch`.
   */
  readonly fit?: 'stretch' | 'crop' | 'pad';
  /** Called after each image with the number done and the number in all. */
  readonly onProgress?: (numDone: number, numImages: number) => void;
  /** A file or folder of the project in which sharp is installed. Default: the current folder. */
  readonly resolveFrom?: string;
}

/** Images of one size. */
export interface Images {
  /** [images, height, width, channels], row-major, 0 to 255 */
  readonly images: Uint8Array;
  readonly numImages: number;
  /** [height, width, channels] */
  readonly shape: readonly [number, number, number];
}

/**
 * Reads image files (JPEG, PNG, WebP, GIF, TIFF, AVIF), scaled to one size, in the order of the paths.
 *
 * Photographs are turned upright as their EXIF says; opacity is dropped unless `channels` is 4.
 *
 * @throws {ValueError} when there are no paths or the size is not two whole numbers of at least 1
 * @throws {FileError} when a file is missing
 * @throws {DataError} when a file is damaged, cut short or no image; the message names it
 * @throws {UnavailableError} when the package sharp is not installed
 * @example (await readImages(['cat.jpg'], { size: [64, 64] })).images.length // 12288 = 64 * 64 * 3
 */
export async function readImages(
  paths: readonly string[],
  options: ReadImagesOptions,
): Promise<Images> {
  const { channels = 3, fit = 'stretch', onProgress, resolveFrom } = options;
  const format: ImageFormat = { size: options.size, channels, fit };
  checkFormat(paths, format);
  const [height, width] = options.size;
  const imageBytes = height * width * channels;
  const decode = await imageDecoder(format, resolveFrom);
  const images = allocate(paths.length, imageBytes);
  let numDone = 0;
  await inParallel(paths, async (path, index) => {
    await requireFile(path, 'image file');
    const pixels = await decode(path).catch((cause: Error) => {
      if (isDlqrError(cause)) throw cause;
      throw new DataError(`${path} is not an intact image: ${cause.message}`, {
        cause,
        hint: 'Remove the file, or take an intact copy.',
      });
    });
    images.set(pixels, index * imageBytes);
    onProgress?.(++numDone, paths.length);
  });
  return { images, numImages: paths.length, shape: [height, width, channels] };
}

function checkFormat(paths: readonly string[], { size, channels }: ImageFormat): void {
  if (paths.length === 0) throw new ValueError('there are no images to read');
  const usable =
    size.length === 2 && size.every((length) => Number.isSafeInteger(length) && length >= 1);
  if (!usable) {
    throw new ValueError(
      `size is [${size}]; expected [height, width], whole numbers of at least 1`,
    );
  }
  if (![1, 3, 4].includes(channels)) {
    throw new ValueError(`channels is ${channels}; expected 1, 3 or 4`);
  }
}

function allocate(numImages: number, imageBytes: number): Uint8Array {
  try {
    return new Uint8Array(numImages * imageBytes);
  } catch (cause) {
    const gigabytes = Math.ceil((numImages * imageBytes) / 1e9);
    throw new ValueError(
      `${numImages} images of ${imageBytes} bytes need ${gigabytes} GB, more than one array can hold`,
      { cause, hint: 'Choose a smaller size, or read the images in parts.' },
    );
  }
}

/** Works on a few items at once, beginning them in order; the first failure ends it. */
async function inParallel<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const index = next++;
      await work(items[index] as T, index).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
