// Three parts of the rows: to fit, to choose by, and to measure at the very end.
import { holdOutAdvice } from '@dlqr/data-split';
import { fewestGroups, heldOutRows, type LabelledRows } from './heldOutRows.ts';

/** Row numbers of three parts; no row stands in two. */
export interface RowSplit {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
  /** Why the parts have the sizes they have. */
  readonly reason: string;
  readonly warnings: readonly string[];
}

/** A class in fewer groups than this can be held out once, but not twice. */
const MIN_GROUPS_FOR_THREE_PARTS = 3;

/**
 * Splits rows into training, validation and test, each class in its share.
 *
 * With groups the test rows are always of groups of their own. So are the validation rows where every
 * class lies in three groups or more; else they are drawn from the training groups, with a warning.
 *
 * @throws {DataError} when a class would be missing from a part
 */
export function rowSplit(labelled: LabelledRows, seed: number): RowSplit {
  const numRows = labelled.y.length;
  const all = Int32Array.from({ length: numRows }, (_, row) => row);
  const advice = holdOutAdvice(numRows);
  const { rest, heldOut: test } = heldOutRows(labelled, all, advice.test, seed);
  const inner = trainValidationRows(labelled, rest, seed);
  return {
    train: inner.train,
    validation: inner.validation,
    test,
    reason: labelled.groups
      ? `whole groups are held out: ${numGroups(labelled, test)} of ${numGroups(labelled, all)} for the test`
      : advice.reason,
    warnings: inner.sharesGroups
      ? [
          'There are too few groups for validation rows of their own: those rows are of the groups that ' +
            'are trained on. What is chosen by them (epoch, threshold, calibration) fits new groups less well.',
        ]
      : [],
  };
}

/** Training rows and validation rows, and whether these are of the same groups. */
export interface InnerSplit {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly sharesGroups: boolean;
}

/**
 * Takes validation rows from rows that may be trained on, as many as one part of `rowSplit` has.
 *
 * @throws {DataError} when a class would be missing from a part
 */
export function trainValidationRows(
  labelled: LabelledRows,
  rows: Int32Array,
  seed: number,
): InnerSplit {
  const { validation, test } = holdOutAdvice(labelled.y.length);
  const share = validation / (1 - test);
  const sharesGroups =
    labelled.groups !== null && fewestGroups(labelled, rows) < MIN_GROUPS_FOR_THREE_PARTS - 1;
  const inner = sharesGroups ? { ...labelled, groups: null } : labelled;
  const { rest, heldOut } = heldOutRows(inner, rows, share, seed);
  return { train: rest, validation: heldOut, sharesGroups };
}

function numGroups({ groups }: LabelledRows, rows: Int32Array): number {
  return new Set(rows.map((row) => groups?.[row] ?? row)).size;
}
