// How many rows of which class each group holds.
import { type EncodedLabels, rowsByLabel } from './labels.ts';

/** The classes that occur in a group, each with its rows. */
export interface ClassTally {
  /** Numbers of the classes that occur, [classes in the group]. */
  readonly classes: Int32Array;
  /** Rows of each of those, [classes in the group]. */
  readonly counts: Int32Array;
  /** All rows of the group. */
  readonly numRows: number;
}

/** One tally a group. The work is in proportion to the rows, however many classes there are. */
export function tallyGroups(groups: EncodedLabels, classes: EncodedLabels): ClassTally[] {
  const { rows, starts } = rowsByLabel(groups);
  const classOfRow = rows.map((row) => classes.codes[row] as number);
  return groups.labels.map((_, group) =>
    tallyRows(classOfRow.subarray(starts[group], starts[group + 1])),
  );
}

/** Sorts the class numbers of a group's rows, in place, and counts the runs. */
function tallyRows(classOfRow: Int32Array): ClassTally {
  classOfRow.sort();
  const classes: number[] = [];
  const counts: number[] = [];
  classOfRow.forEach((code, index) => {
    if (index === 0 || code !== classOfRow[index - 1]) {
      classes.push(code);
      counts.push(0);
    }
    counts[counts.length - 1] = (counts.at(-1) as number) + 1;
  });
  return {
    classes: Int32Array.from(classes),
    counts: Int32Array.from(counts),
    numRows: classOfRow.length,
  };
}
