// Values of categorical columns: what they may be and how they are ordered.
import { DataError, ShapeError } from '@dlqr/core/errors';

/** A category; null is a missing value. */
export type Category = string | number | boolean | null;

/** Rows of categories, [rows][columns]. */
export type CategoryRows = readonly (readonly Category[])[];

/** The order of kinds; within a kind texts go by character and numbers by size. */
const KIND_ORDER = ['boolean', 'number', 'string', 'object'];

/** Ascending order: false and true, numbers, texts, null. */
export function compareCategories(a: Category, b: Category): number {
  if (typeof a !== typeof b) return KIND_ORDER.indexOf(typeof a) - KIND_ORDER.indexOf(typeof b);
  if (a === b || a === null || b === null) return 0;
  return a < b ? -1 : 1;
}

/**
 * A value as a category: NaN and undefined are missing, -0 is 0.
 *
 * @throws {DataError} when it is no text, finite number, boolean or missing value
 */
export function readCategory(value: unknown, place: string): Category {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
  throw new DataError(`${place} is ${String(value)}; expected a text, a finite number or null`);
}

/**
 * Columns of categories from rows.
 *
 * @param numColumns how many columns there must be; as many as in the first row where it is left out
 * @returns [columns][rows]
 * @throws {ShapeError} when rows differ in length or there are other columns than expected
 * @throws {DataError} when a value is no category
 */
export function readCategoryColumns(rows: CategoryRows, numColumns?: number): Category[][] {
  const width = numColumns ?? rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, () => new Array<Category>(rows.length));
  rows.forEach((row, rowIndex) => {
    if (row.length !== width) {
      throw new ShapeError(`row ${rowIndex} has ${row.length} values; expected ${width}`);
    }
    columns.forEach((column, columnIndex) => {
      column[rowIndex] = readCategory(row[columnIndex], `row ${rowIndex}, column ${columnIndex}`);
    });
  });
  return columns;
}

/** As `readCategoryColumns`, for fitting: there must be rows and columns. */
export function readTrainingColumns(rows: CategoryRows): Category[][] {
  const columns = readCategoryColumns(rows);
  if (rows.length > 0 && columns.length > 0) return columns;
  throw new ShapeError(
    `there are ${rows.length} rows and ${columns.length} columns; expected at least one of each to fit`,
  );
}

/** Rows of one column, such as a list of colors. */
export function categoryRows(values: Iterable<Category>): Category[][] {
  return Array.from(values, (value) => [value]);
}
