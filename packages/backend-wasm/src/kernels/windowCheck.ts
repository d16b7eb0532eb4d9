// Guards the heap: XNNPACK computes output sizes of its own and writes as much as it thinks right.

import { ShapeError } from '@dlqr/core/errors';
import type { backend_util } from '@tensorflow/tfjs';

/**
 * Whether XNNPACK will write exactly the output that TensorFlow.js has made room for.
 *
 * The two differ for a padding given as a number when filter or stride are not square, and for
 * rounding up: there the stock kernels write over their neighbours.
 *
 * @throws {ShapeError} when the window does not fit into the images at all
 */
export function fitsWindows(kernelName: string, sizes: backend_util.Conv2DInfo): boolean {
  const { inHeight, inWidth, outHeight, outWidth, padInfo } = sizes;
  const window = `${sizes.effectiveFilterHeight}x${sizes.effectiveFilterWidth}`;
  const images = `${inHeight + padInfo.top + padInfo.bottom}x${inWidth + padInfo.left + padInfo.right}`;
  if (outHeight < 1 || outWidth < 1) {
    throw new ShapeError(
      `${kernelName}: a window of ${window} does not fit into images of ${images} pixels (padding included)`,
      { hint: 'Use a smaller filter, fewer poolings, padding "same" or larger images.' },
    );
  }
  const expected = (inSize: number, edges: number, windowSize: number, stride: number): number =>
    Math.floor((inSize + edges - windowSize) / stride) + 1;
  return (
    outHeight ===
      expected(
        inHeight,
        padInfo.top + padInfo.bottom,
        sizes.effectiveFilterHeight,
        sizes.strideHeight,
      ) &&
    outWidth ===
      expected(inWidth, padInfo.left + padInfo.right, sizes.effectiveFilterWidth, sizes.strideWidth)
  );
}
