// K folds of a series, trained on both sides of the test part but not close to it.
import { ValueError } from '@dlqr/core/errors';
import { checkCount, checkFolds, checkRows } from '../base/checks.ts';
import { rowRange, type Split, type Splits, splitsOf } from '../base/splits.ts';
import { DEFAULT_FOLDS } from '../folds/foldOptions.ts';
import { foldBounds } from '../folds/kFold.ts';

/** What `purgedKFold` may be told; distances in rows. */
export interface PurgedKFoldOptions {
  /** 2 or more; default 5. */
  readonly numFolds?: number;
  /** Rows left out of training on either side of the test part: how far a target reaches; default 0. */
  readonly purge?: number;
  /** Further rows left out behind the test part, where the series still echoes it; default 0. */
  readonly embargo?: number;
}

/**
 * K-fold cross-validation on rows in order of time: each row is tested once, and training uses rows
 * before and after the test part.
 *
 * It gives more training rows than `timeSeriesSplit` where the future may be used to assess a model,
 * but not to leak: `purge` drops rows whose target overlaps with the test part's, `embargo` those
 * that follow it too closely.
 *
 * @param numRows at least `numFolds`
 * @returns `numFolds` splits; indices ascend
 * @throws {ValueError} when there are fewer rows than folds, or a fold would be left without
 * training rows
 * @example
 * [...purgedKFold(9, { numFolds: 3, purge: 1, embargo: 1 })][1]
 * // { train: [0, 1, 8], test: [3, 4, 5] }
 * @see López de Prado, "Advances in Financial Machine Learning", 2018, chapter 7
 */
export function purgedKFold(numRows: number, options: PurgedKFoldOptions = {}): Splits {
  const { numFolds = DEFAULT_FOLDS, purge = 0, embargo = 0 } = options;
  checkRows(numRows);
  checkFolds(numFolds, numRows, 'rows');
  checkCount('purge', purge, 0);
  checkCount('embargo', embargo, 0);
  for (let fold = 0; fold < numFolds; fold++) {
    const [start, end] = foldBounds(numRows, numFolds, fold);
    if (start - purge > 0 || end + purge + embargo < numRows) continue;
    throw new ValueError(
      `a purge of ${purge} and an embargo of ${embargo} leave fold ${fold} of ${numRows} rows nothing to train on`,
      { hint: 'Give a smaller purge or embargo, or more folds.' },
    );
  }
  function* generate(): Generator<Split> {
    for (let fold = 0; fold < numFolds; fold++) {
      const [start, end] = foldBounds(numRows, numFolds, fold);
      const before = rowRange(0, start - purge);
      const behind = rowRange(end + purge + embargo, numRows);
      const train = new Int32Array(before.length + behind.length);
      train.set(before);
      train.set(behind, before.length);
      yield { train, test: rowRange(start, end) };
    }
  }
  return splitsOf(numFolds, generate);
}
