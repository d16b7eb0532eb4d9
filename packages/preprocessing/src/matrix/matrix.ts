// The one form in which numbers pass between the transformers: dense, row-major, 64 bits.
import { DataError, ShapeError } from '@dlqr/core/errors';

/** A dense matrix, row-major: row `r`, column `c` is `values[r * numColumns + c]`; missing is NaN. */
export interface Matrix {
  readonly values: Float64Array; // [numRows * numColumns]
  readonly numRows: number;
  readonly numColumns: number;
}

/** A matrix, or rows of numbers (plain or typed arrays) of equal length. */
export type MatrixLike = Matrix | readonly ArrayLike<number>[];

/**
 * A matrix from rows; a matrix is given back as it is.
 *
 * @param rows [rows, columns]
 * @throws {ShapeError} when rows differ in length, or `values` has not rows x columns entries
 * @example matrixOf([[1, 2], [3, 4]]) // { values: [1, 2, 3, 4], numRows: 2, numColumns: 2 }
 */
export function matrixOf(rows: MatrixLike): Matrix {
  if (!isRows(rows)) return checkShape(rows);
  const numColumns = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * numColumns);
  rows.forEach((row, index) => {
    if (row.length !== numColumns) {
      throw new ShapeError(`row ${index} has ${row.length} values; expected ${numColumns}`);
    }
    values.set(row, index * numColumns);
  });
  return { values, numRows: rows.length, numColumns };
}

/**
 * A matrix of one column, such as a regression target for a `StandardScaler`.
 *
 * @param values [rows]
 * @example columnMatrix([1, 2, 3]) // { values: [1, 2, 3], numRows: 3, numColumns: 1 }
 */
export function columnMatrix(values: ArrayLike<number>): Matrix {
  const column = values instanceof Float64Array ? values : Float64Array.from(values);
  return { values: column, numRows: column.length, numColumns: 1 };
}

/**
 * The rows of a matrix as plain arrays.
 *
 * @returns [rows][columns]
 * @example toRows(matrixOf([[1, 2]])) // [[1, 2]]
 */
export function toRows(matrix: Matrix): number[][] {
  const { values, numRows, numColumns } = checkShape(matrix);
  return Array.from({ length: numRows }, (_, row) =>
    Array.from(values.subarray(row * numColumns, (row + 1) * numColumns)),
  );
}

/**
 * Reads what a transformer was given.
 *
 * @param input rows or a matrix
 * @param options.numColumns how many columns there must be; any where it is left out
 * @param options.allowMissing whether values may be NaN
 * @throws {ShapeError} when there are other columns than expected
 * @throws {DataError} when a value is infinite, or missing where that is not allowed
 */
export function readMatrix(
  input: MatrixLike,
  options: { readonly numColumns?: number; readonly allowMissing: boolean },
): Matrix {
  const matrix = matrixOf(input);
  const expected = options.numColumns ?? matrix.numColumns;
  // Without rows a list of rows cannot tell its columns.
  if (matrix.numColumns !== expected && matrix.values.length + matrix.numRows > 0) {
    throw new ShapeError(`there are ${matrix.numColumns} columns; expected ${expected}, as in fit`);
  }
  const { values } = matrix;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (Number.isFinite(value) || (options.allowMissing && Number.isNaN(value))) continue;
    const [row, column] = [Math.floor(index / expected), index % expected];
    throw new DataError(`row ${row}, column ${column} is ${value}; expected a finite number`, {
      hint: Number.isNaN(value)
        ? 'Fill in missing values first, with SimpleImputer.'
        : 'Replace infinite values, or mark them as missing (NaN).',
    });
  }
  return { ...matrix, numColumns: expected };
}

/** As `readMatrix`, for fitting: there must be rows and columns. */
export function readTrainingMatrix(
  input: MatrixLike,
  options: { readonly numColumns?: number; readonly allowMissing: boolean },
): Matrix {
  const matrix = readMatrix(input, options);
  if (matrix.numRows > 0 && matrix.numColumns > 0) return matrix;
  throw new ShapeError(
    `there are ${matrix.numRows} rows and ${matrix.numColumns} columns; expected at least one of each to fit`,
  );
}

function isRows(input: MatrixLike): input is readonly ArrayLike<number>[] {
  return Array.isArray(input);
}

function checkShape(matrix: Matrix): Matrix {
  const { values, numRows, numColumns } = matrix;
  if (values.length === numRows * numColumns) return matrix;
  throw new ShapeError(
    `the matrix has ${values.length} values; expected ${numRows} rows x ${numColumns} columns`,
  );
}
