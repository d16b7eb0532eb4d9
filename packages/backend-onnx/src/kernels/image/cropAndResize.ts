// Cuts boxes out of images and brings them to one size.
import {
  add,
  binary,
  cast,
  less,
  multiply,
  reshape,
  slice,
  subtract,
  unary,
  where,
} from '../../graph/ops.ts';
import { scalar, type Value } from '../../graph/value.ts';
import { asFloat } from '../dtypes.ts';
import { known } from '../known.ts';
import { clamped, isBetween, perPixel, pixelsAt, rounded } from './pixels.ts';

export interface CropAttributes {
  readonly cropSize: readonly [number, number];
  readonly method: 'bilinear' | 'nearest';
  readonly extrapolationValue: number;
}

/** What rounding may do to a place at the border, as a part of the image's size. */
const TOLERANCE = 1e-6;

/**
 * Crops [boxes, ...cropSize, channels].
 *
 * @param inputs `image` [batch, height, width, channels], `boxes` [boxes, 4] with the places of two
 *   opposite corners from 0 to 1, `boxInd` [boxes] with the image of each
 */
export function cropAndResize(
  { image, boxes, boxInd }: Readonly<Record<string, Value | undefined>>,
  { cropSize, method, extrapolationValue }: CropAttributes,
): Value {
  const images = asFloat(image as Value);
  const [batch, height, width] = images.shape as [number, number, number, number];
  const corners = asFloat(boxes as Value);
  const numBoxes = corners.shape[0] as number;
  const rows = placesBetween(corners, 0, cropSize[0], height);
  const columns = placesBetween(corners, 1, cropSize[1], width);
  const y = reshape(clamped(rows, 0, height - 1), [numBoxes, cropSize[0], 1]);
  const x = reshape(clamped(columns, 0, width - 1), [numBoxes, 1, cropSize[1]]);
  const owner = reshape(asFloat(boxInd as Value), [numBoxes, 1, 1]);
  const at = (row: Value, column: Value): Value =>
    pixelsAt(images, { image: cast(clamped(owner, 0, batch - 1), 'int64'), row, column });
  const crops = method === 'bilinear' ? interpolated(at, y, x) : at(rounded(y), rounded(x));
  const isInside = binary(
    'And',
    reshape(isInImage(rows, height), y.shape),
    reshape(isInImage(columns, width), x.shape),
  );
  const filled = where(perPixel(isInside), crops, scalar(extrapolationValue));
  const hasImage = perPixel(less(owner, scalar(batch)));
  return where(hasImage, filled, scalar(0));
}

/** Where the rows or columns of the crops lie in the image, [boxes, length]. */
function placesBetween(boxes: Value, axis: 0 | 1, length: number, size: number): Value {
  const [from, to] = [axis, axis + 2].map((corner) => slice(boxes, [corner], [1], [1]));
  const last = size - 1;
  const parts = Array.from({ length }, (_, index) => (length > 1 ? index / (length - 1) : 0.5));
  const ofFrom = parts.map((part) => (1 - part) * last);
  const ofTo = parts.map((part) => part * last);
  return add(
    multiply(from as Value, known([length], 'float32', ofFrom)),
    multiply(to as Value, known([length], 'float32', ofTo)),
  );
}

function isInImage(places: Value, size: number): Value {
  return isBetween(places, -TOLERANCE * size, size - 1 + TOLERANCE * size);
}

function interpolated(at: (row: Value, column: Value) => Value, y: Value, x: Value): Value {
  const [top, left] = [unary('Floor', y), unary('Floor', x)];
  const [bottom, right] = [unary('Ceil', y), unary('Ceil', x)];
  const [down, across] = [perPixel(subtract(y, top)), perPixel(subtract(x, left))];
  const between = (a: Value, b: Value, part: Value): Value =>
    add(a, multiply(subtract(b, a), part));
  const upper = between(at(top, left), at(top, right), across);
  const lower = between(at(bottom, left), at(bottom, right), across);
  return between(upper, lower, down);
}
