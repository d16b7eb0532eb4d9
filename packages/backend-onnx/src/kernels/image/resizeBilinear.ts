// Resizing by interpolating between neighbouring pixels, and its gradient.
import { gemm, matMul, reshape, sameShape, transpose } from '../../graph/ops.ts';
import { integers, node, type Value } from '../../graph/value.ts';
import { asFloat } from '../dtypes.ts';
import { known } from '../known.ts';
import { linearSources, type ResizeAttributes } from './resizeSources.ts';

/** @param images [batch, height, width, channels] */
export function resizeBilinear(
  images: Value,
  size: readonly [number, number],
  { alignCorners, halfPixelCenters }: ResizeAttributes,
): Value {
  const x = asFloat(images);
  if (sameShape(images.shape.slice(1, 3), size)) return x;
  const entered = transpose(x, [0, 3, 1, 2]);
  const shape = [...entered.shape.slice(0, 2), ...size];
  const unaligned = halfPixelCenters ? 'half_pixel' : 'asymmetric';
  const y = node('Resize', [entered, null, null, integers(shape)], shape, 'float32', {
    mode: 'linear',
    coordinate_transformation_mode: alignCorners ? 'align_corners' : unaligned,
  });
  return transpose(y, [0, 2, 3, 1]);
}

/** The gradient: interpolation is a product with a matrix on either side, and so is this. */
export function resizeBilinearGradient(dy: Value, images: Value, attrs: ResizeAttributes): Value {
  const entered = transpose(asFloat(dy), [0, 3, 1, 2]);
  const [batch, channels, newHeight, newWidth] = entered.shape as [number, number, number, number];
  const [, height, width] = images.shape as [number, number, number, number];
  const lines = reshape(entered, [batch * channels * newHeight, newWidth]);
  const narrow = gemm(lines, interpolation(width, newWidth, attrs), false, true);
  const planes = reshape(narrow, [batch * channels, newHeight, width]);
  const dx = matMul(interpolation(height, newHeight, attrs), planes);
  return transpose(reshape(dx, [batch, channels, height, width]), [0, 2, 3, 1]);
}

/** How much of each old pixel is in each new one; [old, new]. */
function interpolation(size: number, newSize: number, attrs: ResizeAttributes): Value {
  const numbers = new Float64Array(size * newSize);
  linearSources(size, newSize, attrs).forEach(({ low, high, fraction }, index) => {
    numbers[low * newSize + index] = (numbers[low * newSize + index] ?? 0) + 1 - fraction;
    numbers[high * newSize + index] = (numbers[high * newSize + index] ?? 0) + fraction;
  });
  return known([size, newSize], 'float32', numbers);
}
