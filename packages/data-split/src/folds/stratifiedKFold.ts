// K folds that keep the shares of the classes.
import { Random } from '@dlqr/core/random';
import { checkClassSizes, checkFolds } from '../base/checks.ts';
import { type EncodedLabels, encodeLabels, type Labels, rowsByLabel } from '../base/labels.ts';
import { type Splits, splitsOf, splitsOfFolds } from '../base/splits.ts';
import { DEFAULT_FOLDS, type StratifiedFoldOptions } from './foldOptions.ts';

/**
 * K-fold cross-validation in which every fold has each class in the share it has in the whole.
 *
 * For classification, above all with rare classes; for regression give `targetBins(y)`. The rows of
 * a class in two folds differ by one at most, and so do the sizes of the folds. Renaming the classes
 * changes nothing.
 *
 * @param labels the class of each row, [rows]
 * @returns `numFolds` splits; indices ascend
 * @throws {ValueError} when a class has fewer rows than there are folds (see `allowRareClasses`)
 * @throws {DataError} when a label is missing
 * @example [...stratifiedKFold(['a', 'a', 'b', 'b'], { numFolds: 2 })][0] // { train: [1, 3], test: [0, 2] }
 * @see sklearn.model_selection.StratifiedKFold
 */
export function stratifiedKFold(labels: Labels, options: StratifiedFoldOptions = {}): Splits {
  const { numFolds = DEFAULT_FOLDS, shuffle = false, seed = 0 } = options;
  const classes = encodeLabels(labels, 'labels');
  checkStratifiedFolds(classes, numFolds, options);
  const random = shuffle ? new Random(seed, 'stratifiedKFold') : null;
  const foldOfRow = stratifiedFolds(classes, numFolds, random);
  return splitsOf(numFolds, () => splitsOfFolds(foldOfRow, numFolds));
}

/** @throws {ValueError} when there are too few rows, or too few of a class, for the folds */
export function checkStratifiedFolds(
  classes: EncodedLabels,
  numFolds: number,
  { allowRareClasses = false }: StratifiedFoldOptions,
): void {
  checkFolds(numFolds, classes.codes.length, 'rows');
  if (!allowRareClasses) checkClassSizes(classes, numFolds, `${numFolds} folds`);
}

/**
 * The fold of each row. The rows, thought of as sorted by class, are dealt to the folds in turn:
 * that gives the number of each class in each fold. Then the first rows of a class go to fold 0, the
 * next to fold 1, and so on, unless they are shuffled.
 */
export function stratifiedFolds(
  classes: EncodedLabels,
  numFolds: number,
  random: Random | null,
): Int32Array {
  const foldOfRow = new Int32Array(classes.codes.length);
  const { rows, starts } = rowsByLabel(classes);
  for (let code = 0; code < classes.labels.length; code++) {
    const [start, end] = [starts[code] as number, starts[code + 1] as number];
    const folds = Int32Array.from(
      { length: end - start },
      (_, place) => (start + place) % numFolds,
    );
    if (random) random.shuffle(folds);
    else folds.sort();
    folds.forEach((fold, place) => {
      foldOfRow[rows[start + place] as number] = fold;
    });
  }
  return foldOfRow;
}
