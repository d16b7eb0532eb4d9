// Rows dealt to parts at random: freely, by class, or group by group.
import type { Random } from '@dlqr/core/random';
import { type GroupTallies, tallyGroups } from '../base/groupTallies.ts';
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
  const parts = new FillingParts(classes, sizes, tallyGroups(groups, classes));
  const numGroups = groups.counts.length;
  const partOfGroup = new Int32Array(numGroups);
  random.permutation(numGroups).forEach((group, index) => {
    partOfGroup[group] = parts.place(group, numGroups - index);
  });
  const partOfRow = groups.codes.map((group) => partOfGroup[group] as number);
  return sizes.map((_, part) => random.shuffle(rowsWhere(partOfRow, part)));
}

/** Parts that fill up group by group and know what they still lack of each class. */
class FillingParts {
  readonly #tallies: GroupTallies;
  readonly #wanted: Float64Array[]; // rows by [part][class]
  readonly #lacking: Float64Array[]; // rows by [part][class]; below 0 when there are too many
  readonly #empty: Set<number>; // parts

  constructor(classes: EncodedLabels, sizes: readonly number[], tallies: GroupTallies) {
    const numRows = classes.codes.length;
    this.#tallies = tallies;
    this.#wanted = sizes.map((size) =>
      Float64Array.from(classes.counts, (count) => (count * size) / numRows),
    );
    this.#lacking = this.#wanted.map((wanted) => wanted.slice());
    this.#empty = new Set(sizes.keys());
  }

  /** Puts a group into the best part; the last groups go to the parts that are still empty. */
  place(group: number, groupsLeft: number): number {
    const mustFillEmpty = this.#empty.size >= groupsLeft;
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    for (let part = 0; part < this.#wanted.length; part++) {
      if (mustFillEmpty && !this.#empty.has(part)) continue;
      const cost = this.#cost(group, part);
      if (cost >= bestCost) continue;
      best = part;
      bestCost = cost;
    }
    this.#take(group, best);
    return best;
  }

  /** By how much the sum of `lacking² / wanted` grows when the part takes the group. */
  #cost(group: number, part: number): number {
    const { starts, classes, counts } = this.#tallies;
    const [wanted, lacking] = [this.#wanted[part], this.#lacking[part]];
    let cost = 0;
    for (let entry = starts[group] as number; entry < (starts[group + 1] as number); entry++) {
      const [code, count] = [classes[entry] as number, counts[entry] as number];
      cost += (count * (count - 2 * (lacking?.[code] as number))) / (wanted?.[code] as number);
    }
    return cost;
  }

  #take(group: number, part: number): void {
    const { starts, classes, counts } = this.#tallies;
    const lacking = this.#lacking[part] as Float64Array;
    for (let entry = starts[group] as number; entry < (starts[group + 1] as number); entry++) {
      const code = classes[entry] as number;
      lacking[code] = (lacking[code] as number) - (counts[entry] as number);
    }
    this.#empty.delete(part);
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
