// Projective transformations of images.
import {
  add,
  binary,
  divide,
  equal,
  multiply,
  reshape,
  split,
  subtract,
  unary,
  where,
} from '../../graph/ops.ts';
import { scalar, type Value } from '../../graph/value.ts';
import { known } from '../known.ts';
import { broughtInside, type FillMode } from './fillMode.ts';
import { isBetween, perPixel, pixelsAt, rounded } from './pixels.ts';

export interface TransformAttributes {
  readonly interpolation: 'nearest' | 'bilinear';
  readonly fillMode: FillMode;
  readonly fillValue: number;
  readonly outputShape?: readonly [number, number];
}

type Read = (row: Value, column: Value) => Value;

/**
 * Every pixel of the result is read at (a0 x + a1 y + a2, b0 x + b1 y + b2) / (c0 x + c1 y + 1).
 *
 * @param image [batch, height, width, channels]
 * @param transforms [batch or 1, 8] with a, b and c in a row
 */
export function transform(image: Value, transforms: Value, attrs: TransformAttributes): Value {
  const { interpolation, fillMode, fillValue, outputShape } = attrs;
  const [batch, height, width, channels] = image.shape as [number, number, number, number];
  const [rows, columns] = outputShape ?? [height, width];
  const { row, column, isAtInfinity } = sources(transforms, rows, columns);
  const [y, x] = [broughtInside(row, height, fillMode), broughtInside(column, width, fillMode)];
  const owner = known([batch, 1, 1], 'int64', [...Array(batch).keys()]);
  const read: Read = (atRow, atColumn) => {
    const isInside = binary(
      'And',
      isBetween(atRow, 0, height - 1),
      isBetween(atColumn, 0, width - 1),
    );
    const pixels = pixelsAt(image, { image: owner, row: atRow, column: atColumn });
    return where(perPixel(isInside), pixels, scalar(fillValue));
  };
  const pixels = interpolation === 'nearest' ? read(rounded(y), rounded(x)) : blended(read, y, x);
  const result = where(perPixel(isAtInfinity), scalar(fillValue), pixels);
  return reshape(result, [batch, rows, columns, channels]);
}

function sources(
  transforms: Value,
  rows: number,
  columns: number,
): { readonly row: Value; readonly column: Value; readonly isAtInfinity: Value } {
  const number = transforms.shape[0] as number;
  const parts = split(reshape(transforms, [number, 8, 1]), Array(8).fill(1), 1);
  const x = known([1, 1, columns], 'float32', [...Array(columns).keys()]);
  const y = known([1, rows, 1], 'float32', [...Array(rows).keys()]);
  const plane = (ofX: number, ofY: number, constant: Value): Value => {
    const [factorX, factorY] = [parts[ofX] as Value, parts[ofY] as Value];
    return add(add(multiply(factorX, x), multiply(factorY, y)), constant);
  };
  const depth = plane(6, 7, scalar(1));
  return {
    column: divide(plane(0, 1, parts[2] as Value), depth),
    row: divide(plane(3, 4, parts[5] as Value), depth),
    isAtInfinity: equal(depth, scalar(0)),
  };
}

/** Between four pixels. */
function blended(read: Read, y: Value, x: Value): Value {
  const [top, left] = [unary('Floor', y), unary('Floor', x)];
  const [bottom, right] = [add(top, scalar(1)), add(left, scalar(1))];
  const [up, down] = [perPixel(subtract(bottom, y)), perPixel(subtract(y, top))];
  const [back, across] = [perPixel(subtract(right, x)), perPixel(subtract(x, left))];
  const line = (row: Value): Value =>
    add(multiply(back, read(row, left)), multiply(across, read(row, right)));
  return add(multiply(up, line(top)), multiply(down, line(bottom)));
}
