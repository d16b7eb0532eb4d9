// Folds for cross-validation in which every fold has both classes and no group is cut.
import { DataError } from '@dlqr/core/errors';
import { type Split, stratifiedGroupKFold, stratifiedKFold } from '@dlqr/data-split';
import { fewestGroups, type LabelledRows, requireBothClasses } from './heldOutRows.ts';

/**
 * As many folds as were asked for; fewer where a class lies in fewer groups, at least two.
 *
 * @returns the folds, in the order of their numbers
 * @throws {DataError} when a class has fewer rows than there are folds, lies in one group, or is missing
 * from a fold
 */
export function classFolds(labelled: LabelledRows, wanted: number, seed: number): Split[] {
  const { y, groups, classNames } = labelled;
  const all = Int32Array.from(y, (_, row) => row);
  const counts = [0, 1].map((code) => y.reduce((sum, value) => sum + Number(value === code), 0));
  const rare = counts.findIndex((count) => count < wanted);
  if (rare >= 0) {
    throw new DataError(
      `the class "${classNames[rare]}" has ${counts[rare]} rows; expected at least ${wanted}, one a fold`,
      { hint: 'Take fewer folds, or give more rows of that class.' },
    );
  }
  const numFolds = Math.min(wanted, fewestGroups(labelled, all));
  if (numFolds < 2) {
    throw new DataError(`${numFolds} folds are too few; a class lies in one group alone`, {
      hint: 'Group by another column, or leave --group out.',
    });
  }
  const options = { numFolds, shuffle: true, seed };
  const folds = groups
    ? [...stratifiedGroupKFold(y, groups, options)]
    : [...stratifiedKFold(y, options)];
  for (const [index, { train, test }] of folds.entries()) {
    requireBothClasses(labelled, train, `the training rows of fold ${index}`);
    requireBothClasses(labelled, test, `fold ${index}`);
  }
  return folds;
}
