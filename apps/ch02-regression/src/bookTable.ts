// The book's own data preparation, kept to be compared with.
import type { LoadedTable } from '@dlqr/app-kit';
import { UsageError } from '@dlqr/core/errors';

/** What the book's script takes for the quality is the column before it. */
const BOOK_TARGET = 'alcohol';

/**
 * The wine table as the book's script cuts it: the target is column 10, which is the alcohol, and
 * the inputs are columns 0 to 8. The quality is not used at all.
 *
 * @throws {UsageError} when the table is not that of the wines
 */
export function bookTable(loaded: LoadedTable): LoadedTable {
  const { columns, numRows } = loaded.table;
  if (columns[10]?.name !== BOOK_TARGET || columns[11]?.name !== 'quality') {
    throw new UsageError(`--as-in-book needs the wine data; ${loaded.dataset.name} is another`, {
      hint: 'Give --data full.',
    });
  }
  return {
    ...loaded,
    table: { columns: [...columns.slice(0, 9), columns[10]], numRows },
    target: BOOK_TARGET,
    warnings: [
      ...loaded.warnings,
      "As in the book's script, this predicts the alcohol (column 10) from columns 0 to 8, not the " +
        'quality. Leave --as-in-book out to predict the quality.',
    ],
  };
}
