// Reading pixels of images at computed places.
import { add, cast, gather, multiply, reshape, unary } from '../../graph/ops.ts';
import { node, scalar, type Value } from '../../graph/value.ts';

/** Places along the two axes of images; they broadcast to [crops, rows, columns]. */
export interface PixelPlaces {
  /** The image of each crop, int64 [crops, 1, 1]. */
  readonly image: Value;
  /** Whole numbers of any size as float32. */
  readonly row: Value;
  readonly column: Value;
}

/**
 * The pixels at places, [crops, rows, columns, channels]; a place outside has that at the border.
 *
 * @param images [batch, height, width, channels]
 */
export function pixelsAt(images: Value, { image, row, column }: PixelPlaces): Value {
  const [batch, height, width, channels] = images.shape as [number, number, number, number];
  const y = cast(clamped(row, 0, height - 1), 'int64');
  const x = cast(clamped(column, 0, width - 1), 'int64');
  const line = add(multiply(image, scalar(height, 'int64')), y);
  const index = add(multiply(line, scalar(width, 'int64')), x);
  return gather(reshape(images, [batch * height * width, channels]), index, 0);
}

export function clamped(x: Value, low: number, high: number): Value {
  return node('Clip', [x, scalar(low), scalar(high)], x.shape, 'float32');
}

/** To the nearest whole number; halves go up, as in JavaScript. */
export function rounded(x: Value): Value {
  return unary('Floor', add(x, scalar(0.5)));
}

/** With an axis for the channels behind. */
export function perPixel(x: Value): Value {
  return reshape(x, [...x.shape, 1]);
}

/** Whether low <= x <= high. */
export function isBetween(x: Value, low: number, high: number): Value {
  const above = node('GreaterOrEqual', [x, scalar(low)], x.shape, 'bool');
  const below = node('LessOrEqual', [x, scalar(high)], x.shape, 'bool');
  return node('And', [above, below], x.shape, 'bool');
}
