// Pictures as arrays of numbers, and the bytes that they become.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import type { Raster } from '@dlqr/core/png';

/** One picture or several of the same size. */
export interface Pixels {
  /** Floats from 0 to 1 (what is outside is cut off) or bytes from 0 to 255. */
  readonly values: Float32Array | Float64Array | Uint8Array | Uint8ClampedArray;
  /**
   * [height, width], [height, width, channels] or [pictures, height, width, channels]; channels are
   * 1 (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGB and alpha).
   */
  readonly shape: readonly number[];
}

/**
 * The pictures, 8 bits a channel, the first `maxPictures` of them.
 *
 * @throws {ShapeError} when the shape is none of a picture or does not fit the number of values
 * @throws {ValueError} when the values are of a type that says nothing of their range
 */
export function picturesOf({ values, shape }: Pixels, maxPictures: number): Raster[] {
  const isBytes = values instanceof Uint8Array || values instanceof Uint8ClampedArray;
  if (!isBytes && !(values instanceof Float32Array) && !(values instanceof Float64Array)) {
    throw new ValueError(
      'the values of the picture are neither floats nor bytes; expected a Float32Array or Float64Array from 0 to 1, or a Uint8Array',
    );
  }
  const full =
    shape.length === 2 ? [1, ...shape, 1] : shape.length === 3 ? [1, ...shape] : [...shape];
  const [numPictures = 0, height = 0, width = 0, channels = 0] = full;
  const isWhole = full.every((size) => Number.isSafeInteger(size) && size >= 0);
  if (full.length !== 4 || !isWhole || height * width === 0 || channels < 1 || channels > 4) {
    throw new ShapeError(
      `the shape of the picture is [${shape.join(', ')}]; expected [height, width], [height, width, channels] or [pictures, height, width, channels] with 1 to 4 channels`,
    );
  }
  const size = height * width * channels;
  if (values.length !== numPictures * size) {
    throw new ShapeError(
      `the picture has ${values.length} values; its shape [${shape.join(', ')}] has ${numPictures * size}`,
    );
  }
  return Array.from({ length: Math.min(numPictures, maxPictures) }, (_, index) => {
    const part = values.subarray(index * size, (index + 1) * size);
    return { width, height, channels, bytes: isBytes ? new Uint8Array(part) : bytesOf(part) };
  });
}

/** As tf.image.convert_image_dtype makes bytes of floats: NaN becomes 0. */
function bytesOf(values: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(values, (value) => Math.max(0, Math.min(255, Math.floor(value * 255.5))));
}
