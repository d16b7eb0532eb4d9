// Folds that the data set brings along.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { type Splits, splitsOf, splitsOfFolds } from '../base/splits.ts';

/**
 * Cross-validation with folds that are given, such as those of a published benchmark.
 *
 * @param foldOfRow the fold of each row, [rows]: whole numbers, -1 for rows that always train; a fold
 * number may be left out
 * @returns one split a fold that occurs, in ascending order; indices ascend
 * @throws {ShapeError} when there are no rows
 * @throws {ValueError} when a number is not whole or below -1, or all are -1
 * @example [...predefinedSplit([0, 1, -1, 1])][1] // { train: [0, 2], test: [1, 3] }
 * @see sklearn.model_selection.PredefinedSplit
 */
export function predefinedSplit(foldOfRow: ArrayLike<number>): Splits {
  if (foldOfRow.length === 0) throw new ShapeError('foldOfRow is empty; expected one fold a row');
  const given = Array.from(foldOfRow);
  const wrong = given.findIndex((fold) => !Number.isSafeInteger(fold) || fold < -1);
  if (wrong >= 0) {
    throw new ValueError(`foldOfRow[${wrong}] is ${given[wrong]}; expected a whole number or -1`);
  }
  const folds = [...new Set(given)].filter((fold) => fold >= 0).sort((a, b) => a - b);
  if (folds.length === 0) {
    throw new ValueError('foldOfRow holds only -1, so that nothing is tested; expected a fold');
  }
  const place = new Map(folds.map((fold, index) => [fold, index]));
  const placeOfRow = Int32Array.from(given, (fold) => place.get(fold) ?? -1);
  return splitsOf(folds.length, () => splitsOfFolds(placeOfRow, folds.length));
}
