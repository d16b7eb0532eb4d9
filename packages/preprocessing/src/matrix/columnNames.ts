// Names for the columns of a matrix.
import { ShapeError } from '@dlqr/core/errors';

/**
 * The given names, or x0, x1, … where there are none.
 *
 * @throws {ShapeError} when there is not one name a column
 */
export function columnNames(numColumns: number, names?: readonly string[]): string[] {
  if (names === undefined) return Array.from({ length: numColumns }, (_, column) => `x${column}`);
  if (names.length === numColumns) return [...names];
  throw new ShapeError(
    `there are ${names.length} names; expected one for each of ${numColumns} columns`,
  );
}
