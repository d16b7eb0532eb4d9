// Numbers in ordinary memory with a shape: what batches are cut from.
import * as tf from '@tensorflow/tfjs';
import { ShapeError, ValueError } from '../errors/index.ts';

/** Element types that a model is fed. */
export type HostValues = Float32Array | Int32Array | Uint8Array;

/** An array in ordinary memory, row-major: [rows, ...rowShape]. */
export interface HostArray {
  readonly values: HostValues;
  readonly shape: readonly number[];
}

/** Nested lists of numbers. */
export type NestedNumbers = number | readonly NestedNumbers[];

/** What may be given as an array: a tensor, a flat array with a shape, a flat array, nested lists. */
export type ArrayInput =
  | tf.Tensor
  | HostArray
  | Float32Array
  | Float64Array
  | Int32Array
  | Uint8Array
  | readonly NestedNumbers[];

/**
 * The array in ordinary memory; one-dimensional input becomes a column, [rows, 1].
 *
 * @param what its role, for errors: "x", "y"
 * @throws {ShapeError} when nested lists are ragged, or values do not fill the shape
 */
export function hostArrayOf(input: ArrayInput, what: string): HostArray {
  const array = readArray(input, what);
  const size = array.shape.reduce((product, length) => product * length, 1);
  if (size !== array.values.length) {
    throw new ShapeError(
      `${what} has ${array.values.length} values; the shape [${array.shape.join(', ')}] holds ${size}`,
    );
  }
  if (array.shape.length === 0) {
    throw new ShapeError(`${what} is a single number; expected an array with one row a sample`);
  }
  return array.shape.length === 1 ? { values: array.values, shape: [size, 1] } : array;
}

function readArray(input: ArrayInput, what: string): HostArray {
  if (input instanceof tf.Tensor) {
    return { values: input.dataSync() as HostValues, shape: input.shape };
  }
  if (input instanceof Float64Array) {
    return { values: Float32Array.from(input), shape: [input.length] };
  }
  if (ArrayBuffer.isView(input)) return { values: input, shape: [input.length] };
  if (Array.isArray(input)) {
    return nestedArray(input, what, (size) => new Float32Array(size));
  }
  if (input !== null && typeof input === 'object' && 'shape' in input) return input as HostArray;
  throw new ValueError(`${what} is ${typeof input}; expected a tensor, a typed array or lists`);
}

/**
 * Nested lists as one flat array with its shape.
 *
 * @param make gives the flat array, of the precision that is wanted
 * @throws {ShapeError} when they are ragged
 */
export function nestedArray<Values extends Float32Array | Float64Array>(
  lists: readonly NestedNumbers[],
  what: string,
  make: (size: number) => Values,
): { readonly values: Values; readonly shape: readonly number[] } {
  const shape: number[] = [];
  for (let level: NestedNumbers | undefined = lists; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
  }
  const values = make(shape.reduce((product, length) => product * length, 1));
  let filled = 0;
  const fill = (item: NestedNumbers, depth: number): void => {
    if (typeof item === 'number' && depth === shape.length) values[filled++] = item;
    else if (Array.isArray(item) && item.length === shape[depth]) {
      for (const part of item) fill(part, depth + 1);
    } else {
      throw new ShapeError(`${what} has rows of different shapes; expected [${shape.join(', ')}]`);
    }
  };
  fill(lists, 0);
  return { values, shape };
}

/** The number of rows. */
export function numRowsOf(array: HostArray): number {
  return array.shape[0] ?? 0;
}

/** A tensor of the rows at `indices`, in that order: [indices, ...rowShape]. */
export function gatherRows(array: HostArray, indices: Int32Array): tf.Tensor {
  const rowShape = array.shape.slice(1);
  const rowSize = rowShape.reduce((product, length) => product * length, 1);
  const source = array.values;
  const rows = new (source.constructor as new (length: number) => HostValues)(
    indices.length * rowSize,
  );
  for (let row = 0; row < indices.length; row++) {
    const start = (indices[row] as number) * rowSize;
    if (rowSize === 1) rows[row] = source[start] as number;
    else rows.set(source.subarray(start, start + rowSize), row * rowSize);
  }
  const dtype = source instanceof Float32Array ? 'float32' : 'int32';
  const values = rows instanceof Uint8Array ? new Int32Array(rows) : rows;
  return tf.tensor(values, [indices.length, ...rowShape], dtype);
}
