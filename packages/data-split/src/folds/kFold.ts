// K folds of equal size.
import { Random } from '@dlqr/core/random';
import { checkFolds, checkRows } from '../base/checks.ts';
import { type Splits, splitsOf, splitsOfFolds } from '../base/splits.ts';
import { DEFAULT_FOLDS, type FoldOptions } from './foldOptions.ts';

/**
 * K-fold cross-validation: each row is tested exactly once.
 *
 * For rows without classes, groups or time. The first `numRows % numFolds` folds have one row more
 * than the others. Without `shuffle` a fold is a run of neighbouring rows.
 *
 * @param numRows at least `numFolds`
 * @returns `numFolds` splits; indices ascend
 * @throws {ValueError} when there are fewer rows than folds, or fewer than 2 folds
 * @example [...kFold(4, { numFolds: 2 })][0] // { train: [2, 3], test: [0, 1] }
 * @see sklearn.model_selection.KFold
 */
export function kFold(numRows: number, options: FoldOptions = {}): Splits {
  const { numFolds = DEFAULT_FOLDS, shuffle = false, seed = 0 } = options;
  checkRows(numRows);
  checkFolds(numFolds, numRows, 'rows');
  const random = shuffle ? new Random(seed, 'kFold') : null;
  const foldOfRow = equalFolds(numRows, numFolds, random);
  return splitsOf(numFolds, () => splitsOfFolds(foldOfRow, numFolds));
}

/** The fold of each item: `numFolds` runs whose lengths differ by one at most, in random order if so asked. */
export function equalFolds(numItems: number, numFolds: number, random: Random | null): Int32Array {
  const foldOfItem = new Int32Array(numItems);
  for (let fold = 0; fold < numFolds; fold++) {
    foldOfItem.fill(fold, ...foldBounds(numItems, numFolds, fold));
  }
  return random ? random.shuffle(foldOfItem) : foldOfItem;
}

/** Where an unshuffled fold begins and ends; the first `numItems % numFolds` have one item more. */
export function foldBounds(
  numItems: number,
  numFolds: number,
  fold: number,
): readonly [start: number, end: number] {
  const [size, larger] = [Math.floor(numItems / numFolds), numItems % numFolds];
  const start = fold * size + Math.min(fold, larger);
  return [start, start + size + (fold < larger ? 1 : 0)];
}
