// K folds that never cut a group.
import { Random } from '@dlqr/core/random';
import { checkFolds } from '../base/checks.ts';
import { encodeSorted, type Labels } from '../base/labels.ts';
import { type Splits, splitsOf, splitsOfFolds } from '../base/splits.ts';
import { DEFAULT_FOLDS, type FoldOptions } from './foldOptions.ts';
import { equalFolds } from './kFold.ts';

/**
 * K-fold cross-validation in which all rows of a group are tested together.
 *
 * For rows that come in families: several measurements of one patient, several frames of one film,
 * exact copies (`duplicateGroups`). Without `shuffle` the groups go, largest first, to the fold that
 * has the fewest rows, so that the folds are near equal in rows; with it they are dealt at random,
 * and the folds are equal in groups.
 *
 * @param groups the group of each row, [rows]
 * @returns `numFolds` splits; indices ascend
 * @throws {ValueError} when there are fewer groups than folds
 * @throws {DataError} when a group is missing
 * @example [...groupKFold(['x', 'y', 'x', 'z'], { numFolds: 2 })][0] // { train: [1, 3], test: [0, 2] }
 * @see sklearn.model_selection.GroupKFold
 */
export function groupKFold(groups: Labels, options: FoldOptions = {}): Splits {
  const { numFolds = DEFAULT_FOLDS, shuffle = false, seed = 0 } = options;
  const { codes, counts } = encodeSorted(groups, 'groups');
  checkFolds(numFolds, counts.length, 'groups');
  const foldOfGroup = shuffle
    ? equalFolds(counts.length, numFolds, new Random(seed, 'groupKFold'))
    : balancedFolds(counts, numFolds);
  const foldOfRow = codes.map((group) => foldOfGroup[group] as number);
  return splitsOf(numFolds, () => splitsOfFolds(foldOfRow, numFolds));
}

/** The fold of each group: largest group first, each to the lightest fold. */
function balancedFolds(counts: Int32Array, numFolds: number): Int32Array {
  const order = Int32Array.from(counts, (_, group) => group);
  // Of two groups of one size the later goes first, as in scikit-learn.
  order.sort((a, b) => (counts[b] as number) - (counts[a] as number) || b - a);
  const weights = new Array<number>(numFolds).fill(0);
  const foldOfGroup = new Int32Array(counts.length);
  for (const group of order) {
    const lightest = weights.indexOf(Math.min(...weights));
    weights[lightest] = (weights[lightest] as number) + (counts[group] as number);
    foldOfGroup[group] = lightest;
  }
  return foldOfGroup;
}
