// Rows in whatever form, seen as columns of numbers.
import { ShapeError } from '@dlqr/core/errors';

/** A dense matrix, row-major. */
export interface MatrixLike {
  /** [numRows * numColumns] */
  readonly values: ArrayLike<number>;
  readonly numRows: number;
  readonly numColumns: number;
}

/** A column of a table: numbers (missing: NaN), or codes of categories (missing: -1). */
export type ColumnLike = { readonly name?: string } & (
  | { readonly values: ArrayLike<number> }
  | { readonly codes: ArrayLike<number>; readonly categories: readonly string[] }
);

/** A table by columns, such as those of `@dlqr/core/table`. */
export interface TableLike {
  readonly columns: readonly ColumnLike[];
  readonly numRows: number;
}

/** Rows of numbers, a matrix, or a table. */
export type RowsLike = readonly ArrayLike<number>[] | MatrixLike | TableLike;

/** One column: row `r` is `values[offset + r * stride]`. */
export interface StridedColumn {
  readonly values: ArrayLike<number>;
  readonly offset: number;
  readonly stride: number;
}

/**
 * The columns of rows in any form, without copying a matrix or a table.
 *
 * @throws {ShapeError} when rows or columns differ in length
 */
export function columnsOf(input: RowsLike): { columns: StridedColumn[]; numRows: number } {
  if (isRows(input)) return columnsOfMatrix(flatten(input));
  return 'columns' in input ? columnsOfTable(input) : columnsOfMatrix(input);
}

function isRows(input: RowsLike): input is readonly ArrayLike<number>[] {
  return Array.isArray(input);
}

function columnsOfMatrix({ values, numRows, numColumns }: MatrixLike): {
  columns: StridedColumn[];
  numRows: number;
} {
  if (values.length !== numRows * numColumns) {
    throw new ShapeError(
      `the matrix has ${values.length} values; expected ${numRows} x ${numColumns}`,
    );
  }
  const columns = Array.from({ length: numColumns }, (_, offset) => ({
    values,
    offset,
    stride: numColumns,
  }));
  return { columns, numRows };
}

function columnsOfTable({ columns, numRows }: TableLike): {
  columns: StridedColumn[];
  numRows: number;
} {
  const strided = columns.map((column, index) => {
    const values = 'codes' in column ? uniqueCodes(column) : column.values;
    if (values.length !== numRows) {
      throw new ShapeError(`column ${index} has ${values.length} rows; expected ${numRows}`);
    }
    return { values, offset: 0, stride: 1 };
  });
  return { columns: strided, numRows };
}

/** The codes; a text that is listed twice counts as one. */
function uniqueCodes({
  codes,
  categories,
}: {
  readonly codes: ArrayLike<number>;
  readonly categories: readonly string[];
}): ArrayLike<number> {
  const first = new Map<string, number>();
  for (const [code, text] of categories.entries()) if (!first.has(text)) first.set(text, code);
  if (first.size === categories.length) return codes;
  return Int32Array.from(codes, (code) => first.get(categories[code] ?? '') ?? code);
}

function flatten(rows: readonly ArrayLike<number>[]): MatrixLike {
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
