// Lays many small pictures out as one, from which TensorBoard's projector cuts them.
import { ShapeError } from '@dlqr/core/errors';
import type { Raster } from '@dlqr/core/png';
import { type Pixels, picturesOf } from '../images/pixels.ts';

/** All pictures as one, and the size of each. */
export interface Sprite {
  readonly picture: Raster;
  readonly width: number;
  readonly height: number;
}

/** The projector takes no more than this in each direction. */
const MAX_SIDE = 8192;

/**
 * The pictures row by row in a square of as many rows as columns.
 *
 * @throws {ShapeError} when there are not `numPoints` pictures, or they are too large together
 */
export function spriteOf(images: Pixels, numPoints: number): Sprite {
  const pictures = picturesOf(images, Number.POSITIVE_INFINITY);
  const [first] = pictures;
  if (!first || pictures.length !== numPoints) {
    throw new ShapeError(
      `there are ${pictures.length} pictures and ${numPoints} points; expected a picture a point`,
    );
  }
  const { width, height, channels } = first;
  const side = Math.ceil(Math.sqrt(numPoints));
  if (side * Math.max(width, height) > MAX_SIDE) {
    throw new ShapeError(
      `${numPoints} pictures of ${width} x ${height} make one of ${side * width} x ${side * height}; the projector takes ${MAX_SIDE} x ${MAX_SIDE} at most`,
      { hint: 'Give fewer points or smaller pictures.' },
    );
  }
  const rowBytes = side * width * channels;
  const bytes = new Uint8Array(side * height * rowBytes);
  for (const [index, picture] of pictures.entries()) {
    const [row, column] = [Math.floor(index / side), index % side];
    for (let y = 0; y < height; y++) {
      const line = picture.bytes.subarray(y * width * channels, (y + 1) * width * channels);
      bytes.set(line, (row * height + y) * rowBytes + column * width * channels);
    }
  }
  const picture = { width: side * width, height: side * height, channels, bytes };
  return { picture, width, height };
}
