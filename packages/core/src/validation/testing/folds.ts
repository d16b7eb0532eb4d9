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

/** mean((yTrue - yPred)^2) */
export const squaredError: FoldMetric = {
  name: 'squaredError',
  direction: 'min',
  compute: (yTrue: ArrayLike<number>, yPred: ArrayLike<number>) => {
    const squares = Array.from(yTrue, (truth, row) => (truth - (yPred[row] as number)) ** 2);
    return squares.reduce((sum, square) => sum + square, 0) / squares.length;
  },
};
