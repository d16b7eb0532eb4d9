// How many rows of which class each group holds.
import { type EncodedLabels, rowsByLabel } from './labels.ts';

/**
 * The classes of all groups in three flat arrays: group `g` has the entries `starts[g]` up to, but
 * without, `starts[g + 1]`. There is an entry only for a class that occurs, and no object a group:
 * there may be a million groups, or a thousand classes.
 */
export interface GroupTallies {
  readonly starts: Int32Array; // [groups + 1]
  readonly classes: Int32Array; // [entries]
  /** Rows of the class in the group. */
  readonly counts: Int32Array; // [entries]
}

/** Counts the classes of each group. */
export function tallyGroups(groups: EncodedLabels, classes: EncodedLabels): GroupTallies {
  const ordered = rowsByLabel(groups);
  const tallies = {
    starts: new Int32Array(groups.counts.length + 1),
    classes: new Int32Array(groups.codes.length),
    counts: new Int32Array(groups.codes.length),
  };
  const entryOf = new Int32Array(classes.counts.length).fill(-1); // the latest entry of each class
  let numEntries = 0;
  for (let group = 0; group < groups.counts.length; group++) {
    const firstEntry = numEntries;
    const end = ordered.starts[group + 1] as number;
    for (let place = ordered.starts[group] as number; place < end; place++) {
      const code = classes.codes[ordered.rows[place] as number] as number;
      if ((entryOf[code] as number) < firstEntry) {
        entryOf[code] = numEntries;
        tallies.classes[numEntries++] = code;
      }
      const entry = entryOf[code] as number;
      tallies.counts[entry] = (tallies.counts[entry] as number) + 1;
    }
    tallies.starts[group + 1] = numEntries;
  }
  return tallies;
}
