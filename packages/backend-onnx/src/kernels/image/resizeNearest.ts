// Resizing by repeating or leaving out pixels, and its gradient.
import { gather, matMul, multiply, reshape, transpose } from '../../graph/ops.ts';
import { node, scalar, type Value } from '../../graph/value.ts';
import { asFloat } from '../dtypes.ts';
import { known } from '../known.ts';
import { doubled } from './doubled.ts';
import { nearestSources, type ResizeAttributes } from './resizeSources.ts';

type Size = readonly [number, number];

/** How often each pixel is repeated; null where that differs. */
function repeats(sources: readonly number[], size: number): number | null {
  const times = sources.length / size;
  return sources.every((source, index) => source === Math.floor(index / times)) &&
    Number.isInteger(times)
    ? times
    : null;
}

/** @param images [batch, height, width, channels] */
export function resizeNearest(images: Value, size: Size, attrs: ResizeAttributes): Value {
  const [rows, columns] = sourcesOf(images, size, attrs);
  if (images.dtype === 'float32' && rows.times === 2 && columns.times === 2) {
    return transpose(doubled(transpose(images, [0, 3, 1, 2])), [0, 2, 3, 1]);
  }
  return [rows, columns].reduce((resized, { sources, times }, index) => {
    if (times === 1) return resized;
    return gather(resized, known([sources.length], 'int32', sources), index + 1);
  }, images);
}

/** Every pixel has the sum of the gradients of the pixels that were made from it. */
export function resizeNearestGradient(dy: Value, images: Value, attrs: ResizeAttributes): Value {
  const gradient = asFloat(dy);
  const size = dy.shape.slice(1, 3) as unknown as Size;
  const [rows, columns] = sourcesOf(images, size, attrs);
  if (rows.times !== null && columns.times !== null) {
    return blockSums(gradient, [rows.times, columns.times]);
  }
  const [batch, height, width, channels] = images.shape as [number, number, number, number];
  const lines = reshape(gradient, [batch, size[0], size[1] * channels]);
  const narrow = matMul(selection(rows.sources, height), lines);
  const pixels = reshape(narrow, [batch * height, size[1], channels]);
  return reshape(matMul(selection(columns.sources, width), pixels), images.shape);
}

interface AxisSources {
  readonly sources: readonly number[];
  readonly times: number | null;
}

function sourcesOf(images: Value, size: Size, attrs: ResizeAttributes): [AxisSources, AxisSources] {
  const along = (axis: 0 | 1): AxisSources => {
    const old = images.shape[axis + 1] as number;
    const sources = nearestSources(old, size[axis], attrs);
    return { sources, times: repeats(sources, old) };
  };
  return [along(0), along(1)];
}

/** The sum of each block of pixels. */
function blockSums(dy: Value, block: Size): Value {
  const [rows, columns] = block;
  if (rows * columns === 1) return dy;
  const x = transpose(dy, [0, 3, 1, 2]);
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const shape = [batch, channels, height / rows, width / columns];
  const attributes = { kernel_shape: block, strides: block };
  const means = node('AveragePool', [x], shape, 'float32', attributes);
  return transpose(multiply(means, scalar(rows * columns)), [0, 2, 3, 1]);
}

/** 1 where a new pixel was made from an old one; [old, new]. */
function selection(sources: readonly number[], size: number): Value {
  const numbers = Array.from({ length: size }, (_, old) => {
    return sources.map((source) => (source === old ? 1 : 0));
  });
  return known([size, sources.length], 'float32', numbers.flat());
}
