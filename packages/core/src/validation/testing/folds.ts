// Folds and metrics for tests, made by hand: core knows no splitter and no metric.
import type { FoldMetric } from '../foldMetric.ts';
import type { FoldRows } from '../foldRows.ts';

/** K folds, row `r` tested in fold `r % numFolds`. */
export function everyKth(numRows: number, numFolds: number): FoldRows[] {
  const rows = Array.from({ length: numRows }, (_, row) => row);
  return Array.from({ length: numFolds }, (_, fold) => ({
    train: Int32Array.from(rows.filter((row) => row % numFolds !== fold)),
    test: Int32Array.from(rows.filter((row) => row % numFolds === fold)),
  }));
}

/** K runs of neighbouring rows, one tested in each fold: scikit-learn's `KFold` where K divides the rows. */
export function neighbours(numRows: number, numFolds: number): FoldRows[] {
  const rows = Array.from({ length: numRows }, (_, row) => row);
  const foldOf = (row: number) => Math.floor((row * numFolds) / numRows);
  return Array.from({ length: numFolds }, (_, fold) => ({
    train: Int32Array.from(rows.filter((row) => foldOf(row) !== fold)),
    test: Int32Array.from(rows.filter((row) => foldOf(row) === fold)),
  }));
}

/** mean((yTrue - yPred)^2) */
export const squaredError: FoldMetric = meanOf('squaredError', (error) => error ** 2);

/** mean(|yTrue - yPred|) */
export const absoluteError: FoldMetric = meanOf('absoluteError', Math.abs);

function meanOf(name: string, of: (error: number) => number): FoldMetric {
  return {
    name,
    direction: 'min',
    compute: (yTrue: ArrayLike<number>, yPred: ArrayLike<number>) => {
      const each = Array.from(yTrue, (truth, row) => of(truth - (yPred[row] as number)));
      return each.reduce((sum, value) => sum + value, 0) / each.length;
    },
  };
}
