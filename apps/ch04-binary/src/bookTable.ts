// The book's own data preparation, kept to be compared with.
import type { LoadedTable } from '@dlqr/app-kit';
import { withoutColumns } from '@dlqr/core';

/** The table as the book's script splits it: at random, whatever belongs together. */
export function bookTable(loaded: LoadedTable): LoadedTable {
  const { group, table, warnings, ...rest } = loaded;
  if (group === undefined) return loaded;
  return {
    ...rest,
    table: withoutColumns(table, [group]),
    warnings: [
      ...warnings,
      `As in the book's script, rows of one ${group} stand on both sides of the split, which flatters ` +
        'every score. Leave --as-in-book out to keep them apart.',
    ],
  };
}
