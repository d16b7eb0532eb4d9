// Shows the columns of a table as plain lists, for comparing in tests.
import type { Column, Table } from '@dlqr/core/table';

/** The values of each column by name; null is missing, dates are ISO texts. */
export function columnValues(table: Table): Record<string, (number | string | null)[]> {
  return Object.fromEntries(table.columns.map((column) => [column.name, valuesOf(column)]));
}

function valuesOf(column: Column): (number | string | null)[] {
  if (column.kind === 'category') {
    return Array.from(column.codes, (code) => column.categories[code] ?? null);
  }
  return Array.from(column.values, (value) => {
    if (Number.isNaN(value)) return null;
    return column.kind === 'date' ? new Date(value).toISOString() : value;
  });
}
