// The real data of the chapter: a table, its target, and training rows ready for a net.
import type { LoadedTable } from '@dlqr/app-kit';
import { Random, takeRows } from '@dlqr/core';
import { prepareRegression, type RegressionData } from '@dlqr/regression';

/** Rows that the chapter looks at: it shows what happens, one update at a time. */
const MAX_ROWS = 1000;

/** The data of the sections that need some. */
export interface ChapterData extends LoadedTable {
  /** Split and preprocessed as in chapter 2. */
  readonly regression: RegressionData;
  /** Features of the training rows, standardised, [rows, features]. */
  readonly x: { readonly values: Float32Array; readonly shape: readonly [number, number] };
  /** Targets of the training rows in standard deviations from their mean, [rows]. */
  readonly y: Float32Array;
  /** One such deviation, in the target's own unit. */
  readonly targetDeviation: number;
}

/**
 * Makes a loaded table ready; of a large one so many rows are drawn, and stay in their order.
 *
 * @throws {DataError} when the target or the columns cannot be used
 */
export function chapterDataOf(loaded: LoadedTable, seed: number): ChapterData {
  const { target, group } = loaded;
  const { table, warnings } = drawn(loaded, seed);
  const regression = prepareRegression(table, { target, seed, ...(group && { group }) });
  const { x, y } = regression.train;
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const squares = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const targetDeviation = Math.sqrt(squares / y.length);
  return {
    ...loaded,
    table,
    warnings: [...warnings, ...regression.warnings],
    regression,
    x: { values: x.values, shape: [x.numRows, x.numColumns] },
    y: y.map((value) => (value - mean) / targetDeviation),
    targetDeviation,
  };
}

function drawn({ table, warnings }: LoadedTable, seed: number) {
  const { numRows } = table;
  if (numRows <= MAX_ROWS) return { table, warnings };
  const rows = new Random(seed, 'rows').sample(numRows, MAX_ROWS).sort();
  const note = `The chapter looks at ${MAX_ROWS} of the ${numRows} rows, drawn at random.`;
  return { table: takeRows(table, rows), warnings: [...warnings, note] };
}
