// How much worse predictions get when a column is shuffled: what the model relies on.
import { Random } from '@dlqr/core/random';
import type { Features } from './features.ts';

/** The importance of one source column. */
export interface ColumnImportance {
  readonly column: string;
  /** The mean rise of the error over the repeats, in the error's unit; near 0: not used. */
  readonly mean: number;
  /** Its standard deviation over the repeats. */
  readonly standardDeviation: number;
}

/** What `permutationImportance` may be told. */
export interface PermutationOptions {
  /** Shuffles a column; default 5. */
  readonly numRepeats?: number;
  readonly seed?: number;
}

/**
 * The permutation importance of each source column.
 *
 * All features that were made of a column are shuffled together: a column that became twelve
 * one-hot features is still one column.
 *
 * @param x features of rows that the model was not fitted to, [rows, features]
 * @param sourceColumns the column that each feature was made of, [features]
 * @param errorOf the error of predictions for such features, lower is better
 * @returns sorted, the most important first
 * @see Breiman, "Random Forests", 2001, section 10
 */
export async function permutationImportance(
  x: Features,
  sourceColumns: readonly string[],
  errorOf: (x: Features) => Promise<number>,
  options: PermutationOptions = {},
): Promise<ColumnImportance[]> {
  const { numRepeats = 5, seed = 0 } = options;
  const reference = await errorOf(x);
  const importances: ColumnImportance[] = [];
  for (const column of new Set(sourceColumns)) {
    const features = sourceColumns.flatMap((source, index) => (source === column ? [index] : []));
    const rises: number[] = [];
    for (let repeat = 0; repeat < numRepeats; repeat++) {
      const order = new Random(seed, 'importance', column, repeat).permutation(x.numRows);
      rises.push((await errorOf(withShuffled(x, features, order))) - reference);
    }
    importances.push({ column, ...meanAndDeviation(rises) });
  }
  return importances.sort((a, b) => b.mean - a.mean);
}

function withShuffled(x: Features, features: readonly number[], order: Int32Array): Features {
  const values = x.values.slice();
  for (let row = 0; row < x.numRows; row++) {
    const from = (order[row] as number) * x.numColumns;
    for (const feature of features) {
      values[row * x.numColumns + feature] = x.values[from + feature] as number;
    }
  }
  return { ...x, values };
}

function meanAndDeviation(values: readonly number[]): { mean: number; standardDeviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardDeviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}
