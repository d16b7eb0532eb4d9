// Tensors as typed arrays on the wasm heap, without copies.
import { type TensorInfo, util } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/**
 * The numbers of a tensor where they lie.
 *
 * The array is only good until the next allocation: when the heap grows, all older views are cut
 * off. Make every output first, then take the views.
 */
export function heapView(
  backend: BackendWasm,
  info: TensorInfo,
): Float32Array | Int32Array | Uint8Array {
  return backend.typedArrayFromHeap(info) as Float32Array | Int32Array | Uint8Array;
}

/** A tensor of its own with the same numbers. */
export function heapCopy(backend: BackendWasm, info: TensorInfo): TensorInfo {
  const copy = backend.makeOutput(info.shape, info.dtype);
  heapView(backend, copy).set(heapView(backend, info));
  return copy;
}

/** A tensor of the given shape that is filled with one number. */
export function heapFilled(
  backend: BackendWasm,
  shape: number[],
  dtype: TensorInfo['dtype'],
  value: number,
): TensorInfo {
  const filled = backend.makeOutput(shape, dtype);
  heapView(backend, filled).fill(value);
  return filled;
}

/** How many numbers a shape has. */
export function sizeOf(shape: readonly number[]): number {
  return util.sizeFromShape([...shape]);
}
