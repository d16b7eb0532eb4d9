// One split into training, validation and test rows.
import { checkRows } from '../base/checks.ts';
import type { Split } from '../base/splits.ts';
import { type HoldOutOptions, holdOut } from './holdOut.ts';
import { holdOutAdvice } from './holdOutAdvice.ts';
import { type PartSize, partSizes } from './partSizes.ts';

/** Row numbers of three parts; no row stands in two. */
export interface TrainValidationTestSplit extends Split {
  /** [validation rows] */
  readonly validation: Int32Array;
}

/** What `trainValidationTestSplit` may be told. */
export interface TrainValidationTestSplitOptions extends HoldOutOptions {
  /** Default: the rest. */
  readonly train?: PartSize;
  /** Where none of the three is given, all are as `holdOutAdvice` says. */
  readonly validation?: PartSize;
  readonly test?: PartSize;
}

/**
 * Splits the rows once, into three parts that together hold every row: to fit, to choose (when to
 * stop, which settings), and to measure at the very end.
 *
 * Validation and test round up and training takes the rest. With `stratify` each class is in each
 * part in its share, up to one row. With `groups` a group stays in one piece, and the sizes are met
 * as nearly as whole groups allow. Without `shuffle` the rows keep their order: training, validation,
 * test, as a time series needs it.
 *
 * @param numRows 3 or more
 * @returns row numbers, in random order unless `shuffle` is false
 * @throws {ValueError} when the sizes do not sum to the rows, a part would be empty, a class is too
 * rare, there are too few groups, or `shuffle: false` comes with `stratify` or `groups`
 * @throws {ShapeError} when `stratify` or `groups` has not one entry a row
 * @throws {DataError} when a class or group is missing
 * @example
 * const { train, validation, test } = trainValidationTestSplit(1000, {
 *   validation: 0.1,
 *   test: 200,
 *   stratify: labels,
 *   seed: 1,
 * });
 * [train.length, validation.length, test.length] // [700, 100, 200]
 */
export function trainValidationTestSplit(
  numRows: number,
  options: TrainValidationTestSplitOptions = {},
): TrainValidationTestSplit {
  checkRows(numRows);
  const [train, validation, test] = holdOut(threeSizes(numRows, options), options);
  return {
    train: train as Int32Array,
    validation: validation as Int32Array,
    test: test as Int32Array,
  };
}

function threeSizes(numRows: number, options: TrainValidationTestSplitOptions): number[] {
  const { train, validation, test } = options;
  const isOpen = train === undefined && validation === undefined && test === undefined;
  if (!isOpen) return partSizes(numRows, { train, validation, test });
  const advice = holdOutAdvice(numRows);
  return partSizes(numRows, { train: undefined, validation: advice.validation, test: advice.test });
}
