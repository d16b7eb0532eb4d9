// What a reader may be told of a column, and the words it uses for a cell that does not fit.

/**
 * The kind a column is declared to be. `date` takes ISO 8601 and, where the column leaves no doubt,
 * dates with slashes; `day-first-date` is 31/12/2024, `month-first-date` is 12/31/2024.
 */
export type ColumnType = 'number' | 'category' | 'date' | 'day-first-date' | 'month-first-date';

/** Every column type, for messages and checks. */
export const COLUMN_TYPES: readonly ColumnType[] = [
  'number',
  'category',
  'date',
  'day-first-date',
  'month-first-date',
];

/** What a cell of that type is called in a sentence. */
export const CELL_NOUNS: Readonly<Record<ColumnType, string>> = {
  number: 'a number',
  category: 'a text',
  date: 'a date (YYYY-MM-DD, or with a time behind it)',
  'day-first-date': 'a date of the form DD/MM/YYYY',
  'month-first-date': 'a date of the form MM/DD/YYYY',
};
