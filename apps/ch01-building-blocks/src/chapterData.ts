// The real data of the chapter: a table, its target, and training rows ready for a net.
import type { LoadedTable } from '@dlqr/app-kit';
import { prepareRegression, type RegressionData } from '@dlqr/regression';

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
 * Makes a loaded table ready.
 *
 * @throws {DataError} when the target or the columns cannot be used
 */
export function chapterDataOf(loaded: LoadedTable, seed: number): ChapterData {
  const { table, target, group } = loaded;
  const regression = prepareRegression(table, { target, seed, ...(group && { group }) });
  const { x, y } = regression.train;
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const squares = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const targetDeviation = Math.sqrt(squares / y.length);
  return {
    ...loaded,
    regression,
    x: { values: x.values, shape: [x.numRows, x.numColumns] },
    y: y.map((value) => (value - mean) / targetDeviation),
    targetDeviation,
  };
}
