// Numbers in rows as they were given: 64 bits stay 64 bits, since preprocessing comes first.
import * as tf from '@tensorflow/tfjs';
import { ShapeError } from '../errors/index.ts';
import {
  type ArrayInput,
  type HostArray,
  type HostValues,
  hostArrayOf,
  nestedArray,
} from '../training/hostArray.ts';

/** Numbers in ordinary memory, row-major: [rows, ...rowShape]. */
export interface NumericRows {
  readonly values: HostValues | Float64Array;
  readonly shape: readonly number[];
}

/** A matrix as `@dlqr/preprocessing` has it: row `r`, column `c` is `values[r * numColumns + c]`. */
export interface MatrixRows {
  readonly values: Float32Array | Float64Array;
  readonly numRows: number;
  readonly numColumns: number;
}

/** What may be given as rows of numbers: what `fit` takes, 64-bit arrays, matrices. */
export type RowsInput = ArrayInput | NumericRows | MatrixRows;

/**
 * The rows in ordinary memory; one-dimensional input becomes a column, [rows, 1].
 *
 * @param what its role, for errors: "x", "y"
 * @throws {ShapeError} when nested lists are ragged, or values do not fill the shape
 * @throws {ValueError} when it is nothing that holds numbers
 */
export function numericRowsOf(input: RowsInput, what: string): NumericRows {
  if (input instanceof Float64Array) return { values: input, shape: [input.length, 1] };
  if (isMatrix(input)) {
    return checkedSize({ values: input.values, shape: [input.numRows, input.numColumns] }, what);
  }
  if (isNested(input)) {
    const { values, shape } = nestedArray(input, what, (size) => new Float64Array(size));
    return checkedSize({ values, shape: shape.length === 1 ? [values.length, 1] : shape }, what);
  }
  if (isFloat64Rows(input)) {
    const { values, shape } = input;
    return checkedSize({ values, shape: shape.length === 1 ? [values.length, 1] : shape }, what);
  }
  return hostArrayOf(input as ArrayInput, what);
}

/** The number of rows. */
export function numRowsOf(rows: NumericRows): number {
  return rows.shape[0] ?? 0;
}

/** The numbers of one row. */
export function rowSizeOf(rows: NumericRows): number {
  return rows.shape.slice(1).reduce((product, length) => product * length, 1);
}

/** A copy of the rows at `indices`, in that order. */
export function takeNumericRows(rows: NumericRows, indices: Int32Array): NumericRows {
  const size = rowSizeOf(rows);
  const source = rows.values;
  const Values = source.constructor as new (length: number) => HostValues | Float64Array;
  const values = new Values(indices.length * size);
  for (let place = 0; place < indices.length; place++) {
    const start = (indices[place] as number) * size;
    if (size === 1) values[place] = source[start] as number;
    else values.set(source.subarray(start, start + size), place * size);
  }
  return { values, shape: [indices.length, ...rows.shape.slice(1)] };
}

/** The rows in a type that models are fed: 64 bits become 32. */
export function modelRowsOf(rows: NumericRows): HostArray {
  const { values, shape } = rows;
  return { values: values instanceof Float64Array ? Float32Array.from(values) : values, shape };
}

function isMatrix(input: RowsInput): input is MatrixRows {
  return typeof input === 'object' && input !== null && 'numRows' in input && !('shape' in input);
}

function isNested(input: RowsInput): input is Extract<ArrayInput, readonly unknown[]> {
  return Array.isArray(input);
}

function isFloat64Rows(input: RowsInput): input is NumericRows {
  return !(input instanceof tf.Tensor) && 'values' in input && input.values instanceof Float64Array;
}

function checkedSize(rows: NumericRows, what: string): NumericRows {
  const size = rows.shape.reduce((product, length) => product * length, 1);
  if (rows.shape.length > 0 && size === rows.values.length) return rows;
  throw new ShapeError(
    `${what} has ${rows.values.length} values; the shape [${rows.shape.join(', ')}] holds ${size}`,
  );
}
