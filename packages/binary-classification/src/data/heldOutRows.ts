// Holds rows out so that both classes stand on both sides, and groups on one.
import { DataError } from '@dlqr/core/errors';
import { type Split, stratifiedGroupKFold, trainTestSplit } from '@dlqr/data-split';

/** Classes and groups of all rows. */
export interface LabelledRows {
  /** 1 for the positive class, 0 for the negative, [rows] */
  readonly y: Uint8Array;
  readonly classNames: readonly [negative: string, positive: string];
  /** Rows with equal numbers stay on one side, [rows]; null: each row stands for itself. */
  readonly groups: Int32Array | null;
}

/** Row numbers of two sides. */
export interface HeldOutRows {
  readonly rest: Int32Array;
  readonly heldOut: Int32Array;
}

/**
 * Holds out a share of some rows, in which each class has its share.
 *
 * Whole groups go to one side. A class that lies in few groups makes the held-out side larger than
 * asked for: of two groups one is held out.
 *
 * @param rows the rows to choose from
 * @param share the share to hold out, 0 to 1
 * @throws {DataError} when a class would be missing on a side
 */
export function heldOutRows(
  labelled: LabelledRows,
  rows: Int32Array,
  share: number,
  seed: number,
): HeldOutRows {
  const classes = rows.map((row) => labelled.y[row] as number);
  const groups = groupsOf(labelled, rows);
  const { train, test } = groups
    ? groupedSplit(labelled, classes, groups, share, seed)
    : trainTestSplit(rows.length, { test: share, stratify: classes, seed });
  const taken = {
    rest: train.map((place) => rows[place] as number),
    heldOut: test.map((place) => rows[place] as number),
  };
  requireBothClasses(labelled, taken.rest, 'the training rows');
  requireBothClasses(labelled, taken.heldOut, 'the rows that are held out');
  return taken;
}

/** In how many groups the class lies that lies in the fewest. */
export function fewestGroups({ y, groups }: LabelledRows, rows: Int32Array): number {
  if (!groups) return Number.POSITIVE_INFINITY;
  const byClass = [new Set<number>(), new Set<number>()];
  for (const row of rows) byClass[y[row] as number]?.add(groups[row] as number);
  return Math.min(...byClass.map((found) => found.size));
}

/** @throws {DataError} when a class is missing among the rows; `place` names them */
export function requireBothClasses(
  { y, classNames }: LabelledRows,
  rows: Int32Array,
  place: string,
): void {
  for (const code of [0, 1] as const) {
    if (rows.some((row) => y[row] === code)) continue;
    throw new DataError(`the class "${classNames[code]}" is missing from ${place}`, {
      hint: 'Give more rows of that class, or groups that hold both classes; or leave --group out.',
    });
  }
}

function groupedSplit(
  labelled: LabelledRows,
  classes: Int32Array,
  groups: Int32Array,
  share: number,
  seed: number,
): Split {
  const rows = Int32Array.from(classes, (_, place) => place);
  const compact = { ...labelled, y: Uint8Array.from(classes), groups };
  const numFolds = Math.min(Math.max(2, Math.round(1 / share)), fewestGroups(compact, rows));
  if (numFolds < 2) {
    const alone = [0, 1].find((code) => {
      return new Set(groups.filter((_, place) => classes[place] === code)).size < 2;
    }) as 0 | 1;
    throw new DataError(
      `all rows of the class "${labelled.classNames[alone]}" are of one group; expected two groups at ` +
        'least, one to train on and one to test on',
      { hint: 'Group by another column, or leave --group out.' },
    );
  }
  const options = { numFolds, shuffle: true, seed };
  const splits = [...stratifiedGroupKFold(classes, groups, options)];
  const hasBoth = (places: Int32Array): boolean =>
    new Set(places.map((place) => classes[place] as number)).size === 2;
  return splits.find(({ train, test }) => hasBoth(train) && hasBoth(test)) ?? (splits[0] as Split);
}

function groupsOf({ groups }: LabelledRows, rows: Int32Array): Int32Array | null {
  return groups && rows.map((row) => groups[row] as number);
}
