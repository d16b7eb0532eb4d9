// Work on a matrix column by column.
import type { Matrix } from './matrix.ts';

/** A copy of one column, [rows]. */
export function columnValues(
  { values, numRows, numColumns }: Matrix,
  column: number,
): Float64Array {
  const copy = new Float64Array(numRows);
  for (let row = 0, index = column; row < numRows; row++, index += numColumns) {
    copy[row] = values[index] as number;
  }
  return copy;
}

/** One column without its missing values, in ascending order. */
export function sortedPresent(matrix: Matrix, column: number): Float64Array {
  return presentValues(columnValues(matrix, column)).sort();
}

/** The values that are not missing, in their order; a new array. */
export function presentValues(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) present[count++] = value;
  return present.subarray(0, count);
}

/** The numbers 0 to `count - 1`. */
export function indices(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** One number for each column. */
export function perColumn({ numColumns }: Matrix, make: (column: number) => number): Float64Array {
  return Float64Array.from({ length: numColumns }, (_, column) => make(column));
}

/** A matrix of the same shape, made value by value, column after column. */
export function mapColumns(
  matrix: Matrix,
  mapOf: (column: number) => (value: number) => number,
): Matrix {
  const { values, numRows, numColumns } = matrix;
  const mapped = new Float64Array(values.length);
  for (let column = 0; column < numColumns; column++) {
    const map = mapOf(column);
    for (let index = column; index < values.length; index += numColumns) {
      mapped[index] = map(values[index] as number);
    }
  }
  return { values: mapped, numRows, numColumns };
}

/** A new matrix whose columns are written by `valueAt(row, column)`. */
export function buildMatrix(
  numRows: number,
  numColumns: number,
  valueAt: (row: number, column: number) => number,
): Matrix {
  const values = new Float64Array(numRows * numColumns);
  let index = 0;
  for (let row = 0; row < numRows; row++) {
    for (let column = 0; column < numColumns; column++) values[index++] = valueAt(row, column);
  }
  return { values, numRows, numColumns };
}
