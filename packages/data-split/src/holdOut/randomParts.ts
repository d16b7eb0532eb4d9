// Rows dealt to parts at random: freely, by class, or group by group.
import type { Random } from '@dlqr/core/random';
import { type ClassTally, tallyGroups } from '../base/classTallies.ts';
import { type EncodedLabels, rowsByLabel } from '../base/labels.ts';
import { apportion } from './apportion.ts';

/** Parts of exactly those sizes, rows in random order. */
export function randomParts(sizes: readonly number[], random: Random): Int32Array[] {
  const order = random.permutation(sizes.reduce((sum, size) => sum + size, 0));
  let end = 0;
  return sizes.map((size) => {
    end += size;
    return order.slice(end - size, end);
  });
}

/** Parts of exactly those sizes, each class in its share up to one row; rows in random order. */
export function stratifiedParts(
  classes: EncodedLabels,
  sizes: readonly number[],
  random: Random,
): Int32Array[] {
  const { rows, starts } = rowsByLabel(classes);
  const parts = sizes.map((size) => new Int32Array(size));
  const filled = sizes.map(() => 0);
  // A random order of the classes lets chance decide which of them is rounded up.
  const order = random.permutation(classes.labels.length);
  const shares = apportion(
    order.map((code) => classes.counts[code] as number),
    sizes,
  );
  order.forEach((code, index) => {
    const rowsOfClass = random.shuffle(rows.subarray(starts[code], starts[code + 1]));
    let end = 0;
    shares[index]?.forEach((share, part) => {
      end += share;
      parts[part]?.set(rowsOfClass.subarray(end - share, end), filled[part]);
      filled[part] = (filled[part] as number) + share;
    });
  });
  return parts.map((part) => random.shuffle(part));
}

/**
 * Parts of whole groups, as near to those sizes, and to the shares of the classes in each, as a
 * random order of the groups allows; no part is empty; rows in random order.
 *
 * @param groups at least as many as parts
 */
export function groupedParts(
  groups: EncodedLabels,
  classes: EncodedLabels,
  sizes: readonly number[],
  random: Random,
): Int32Array[] {
  const tallies = tallyGroups(groups, classes);
  const parts = new FillingParts(classes, sizes);
  const partOfGroup = new Int32Array(tallies.length);
  random.permutation(tallies.length).forEach((group, index) => {
    partOfGroup[group] = parts.place(tallies[group] as ClassTally, tallies.length - index);
  });
  const partOfRow = groups.codes.map((group) => partOfGroup[group] as number);
  return sizes.map((_, part) => random.shuffle(rowsWhere(partOfRow, part)));
}

/** Parts that fill up group by group and know what they still lack of each class. */
class FillingParts {
  readonly #wanted: Float64Array[]; // rows by [part][class]
  readonly #lacking: Float64Array[]; // rows by [part][class]; below 0 when there are too many
  readonly #isEmpty: boolean[]; // [parts]

  constructor(classes: EncodedLabels, sizes: readonly number[]) {
    const numRows = classes.codes.length;
    this.#wanted = sizes.map((size) =>
      Float64Array.from(classes.counts, (count) => (count * size) / numRows),
    );
    this.#lacking = this.#wanted.map((wanted) => wanted.slice());
    this.#isEmpty = sizes.map(() => true);
  }

  /** Puts a group into the best part; the last groups go to the parts that are still empty. */
  place(tally: ClassTally, groupsLeft: number): number {
    const mustFillEmpty = this.#isEmpty.filter(Boolean).length >= groupsLeft;
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    this.#isEmpty.forEach((isEmpty, part) => {
      const cost = this.#cost(tally, part);
      if ((isEmpty || !mustFillEmpty) && cost < bestCost) {
        best = part;
        bestCost = cost;
      }
    });
    const lacking = this.#lacking[best] as Float64Array;
    tally.classes.forEach((code, index) => {
      lacking[code] = (lacking[code] as number) - (tally.counts[index] as number);
    });
    this.#isEmpty[best] = false;
    return best;
  }

  /** By how much the sum of `lacking² / wanted` grows when the part takes the group. */
  #cost({ classes, counts }: ClassTally, part: number): number {
    const [wanted, lacking] = [this.#wanted[part], this.#lacking[part]];
    let cost = 0;
    classes.forEach((code, index) => {
      const count = counts[index] as number;
      cost += (count * (count - 2 * (lacking?.[code] as number))) / (wanted?.[code] as number);
    });
    return cost;
  }
}

function rowsWhere(partOfRow: Int32Array, part: number): Int32Array {
  const rows = new Int32Array(partOfRow.length);
  let count = 0;
  partOfRow.forEach((candidate, row) => {
    if (candidate === part) rows[count++] = row;
  });
  return rows.slice(0, count);
}
