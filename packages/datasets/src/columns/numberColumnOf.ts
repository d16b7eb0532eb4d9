// Gets a column that must be one of numbers, or says why it is not.
import { DataError } from '@dlqr/core/errors';
import { columnOf, type NumberColumn, type Table } from '@dlqr/core/table';
import type { ReadTable } from './buildTable.ts';
import { quoted } from './columnError.ts';

/**
 * The numbers of a column, for a target or a feature that cannot be anything else.
 *
 * @param table as a reader gave it, so that the error can name the cell that is to blame
 * @throws {DataError} when there is no such column, or it holds texts or dates
 * @example numberColumnOf(await readCsv('cars.csv'), 'mpg').values // Float64Array [18, 15, …]
 */
export function numberColumnOf(
  table: Table & Partial<Pick<ReadTable, 'warnings'>>,
  name: string,
): NumberColumn {
  const column = columnOf(table, name);
  if (column.kind === 'number') return column;
  const warning = table.warnings?.find((candidate) => candidate.column === name);
  if (warning) {
    throw new DataError(`${warning.message}; expected a column of numbers`, {
      hint: 'Correct those cells, or leave them empty where the value is not known.',
    });
  }
  const example = column.kind === 'date' ? '' : `, such as ${quoted(column.categories[0] ?? '')}`;
  const held = column.kind === 'date' ? 'dates' : 'texts';
  throw new DataError(`column "${name}" holds ${held}${example}; expected a column of numbers`, {
    hint: 'Name another column, or turn this one into numbers first.',
  });
}
