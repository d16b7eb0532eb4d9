// Leaves out the rows of a table that lack a value.
import { type Table, takeRows } from '@dlqr/core/table';

/**
 * The rows in which no column is missing, in their order.
 *
 * @example completeRows(cars).numRows // 392 of 406
 */
export function completeRows(table: Table): Table {
  const rows = Array.from({ length: table.numRows }, (_, row) => row);
  return takeRows(
    table,
    rows.filter((row) =>
      table.columns.every((column) =>
        column.kind === 'category'
          ? (column.codes[row] as number) >= 0
          : !Number.isNaN(column.values[row] as number),
      ),
    ),
  );
}
