// The few operations on matrices that a net needs, on rows of plain numbers (float64).
import { ShapeError } from '@dlqr/core/errors';

/** Rows of equal length. */
export type Matrix = readonly (readonly number[])[];

/**
 * The matrix product: [m, k] and [k, n] to [m, n].
 *
 * @throws {ShapeError} when the inner sizes differ
 * @example product([[1, 2]], [[3], [4]]) // [[11]]
 */
export function product(left: Matrix, right: Matrix): Matrix {
  const inner = left[0]?.length ?? 0;
  if (inner !== right.length) {
    throw new ShapeError(`cannot multiply rows of ${inner} by ${right.length} rows`);
  }
  const columns = transpose(right);
  return left.map((row) => columns.map((column) => dot(row, column)));
}

/** Rows become columns. */
export function transpose(matrix: Matrix): Matrix {
  return (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] as number));
}

/** A function of each element. */
export function mapped(matrix: Matrix, apply: (value: number) => number): Matrix {
  return matrix.map((row) => row.map(apply));
}

/** A function of each pair of elements of two matrices of one shape. */
export function zipped(
  left: Matrix,
  right: Matrix,
  apply: (a: number, b: number) => number,
): Matrix {
  return left.map((row, r) => row.map((value, c) => apply(value, right[r]?.[c] as number)));
}

/** The same row added to every row: [m, n] and [n] to [m, n]. */
export function plusRow(matrix: Matrix, row: readonly number[]): Matrix {
  return matrix.map((values) => values.map((value, column) => value + (row[column] as number)));
}

/** The sum over the rows: [m, n] to [n]. */
export function columnSums(matrix: Matrix): number[] {
  return transpose(matrix).map((column) => column.reduce((sum, value) => sum + value, 0));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
}
