// One split into training and test rows.
import { checkRows } from '../base/checks.ts';
import type { Split } from '../base/splits.ts';
import { type HoldOutOptions, holdOut } from './holdOut.ts';
import { partSizes, type TrainTestSizes } from './partSizes.ts';

/** What `trainTestSplit` may be told: sizes (a default test share of 0.25) and how rows are dealt. */
export interface TrainTestSplitOptions extends HoldOutOptions, TrainTestSizes {}

/**
 * Splits the rows once, into a training and a test part that together hold every row.
 *
 * The test part rounds up and the training part takes the rest. With `stratify` each class is in
 * each part in its share, up to one row. With `groups` a group stays in one piece, and the sizes are
 * met as nearly as whole groups allow.
 *
 * @param numRows 2 or more
 * @returns row numbers, in random order unless `shuffle` is false
 * @throws {ValueError} when the sizes do not sum to the rows, a part would be empty, a class is too
 * rare, there are too few groups, or `shuffle: false` comes with `stratify` or `groups`
 * @throws {ShapeError} when `stratify` or `groups` has not one entry a row
 * @throws {DataError} when a class or group is missing
 * @example trainTestSplit(10, { test: 0.2, shuffle: false }).test // [8, 9]
 * @see sklearn.model_selection.train_test_split
 */
export function trainTestSplit(numRows: number, options: TrainTestSplitOptions = {}): Split {
  checkRows(numRows);
  const { train, test } = options;
  const openTest = train === undefined ? (test ?? 0.25) : test;
  const [trainRows, testRows] = holdOut(partSizes(numRows, { train, test: openTest }), options);
  return { train: trainRows as Int32Array, test: testRows as Int32Array };
}
