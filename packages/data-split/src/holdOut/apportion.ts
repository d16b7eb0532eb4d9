// Whole numbers in the place of a table of fractions, with all row and column sums kept.

/**
 * How many rows of each class each part gets. Every class is used up, every part gets its size, and
 * each number is the exact share rounded up or down: such a rounding always exists.
 *
 * The classes are rounded one after another, each so as to make up for the rounding before it. What
 * is then still missing in one part and too much in another is moved, directly or through a third.
 *
 * @param classCounts rows of each class, [classes]
 * @param sizes rows of each part, three parts at most; they sum to all rows
 * @returns rows by [class][part]
 */
export function apportion(classCounts: Int32Array, sizes: readonly number[]): Int32Array[] {
  const numRows = sizes.reduce((sum, size) => sum + size, 0);
  const lacking = sizes.map(() => 0); // what each part lacks so far, in units of 1 / numRows
  const classes = Array.from(classCounts, (count) => roundClass(count, sizes, numRows, lacking));
  const units = lacking.map((value) => Math.round(value / numRows));
  for (;;) {
    const [from, to] = [units.findIndex((unit) => unit < 0), units.findIndex((unit) => unit > 0)];
    if (from < 0 || to < 0) break;
    moveUnit(classes, from, to);
    units[from] = (units[from] as number) + 1;
    units[to] = (units[to] as number) - 1;
  }
  return classes.map(({ floors, isUp }) =>
    floors.map((floor, part) => floor + (isUp[part] ? 1 : 0)),
  );
}

/** The shares of one class in the parts. */
interface RoundedClass {
  readonly floors: Int32Array; // [parts]
  readonly isFraction: readonly boolean[]; // [parts]
  readonly isUp: boolean[]; // [parts]; only fractions are rounded up
}

function roundClass(
  count: number,
  sizes: readonly number[],
  numRows: number,
  lacking: number[],
): RoundedClass {
  const floors = Int32Array.from(sizes, (size) => Math.floor((count * size) / numRows));
  const remainders = sizes.map((size, part) => count * size - (floors[part] as number) * numRows);
  remainders.forEach((remainder, part) => {
    lacking[part] = (lacking[part] as number) + remainder;
  });
  const isFraction = remainders.map((remainder) => remainder > 0);
  const isUp = sizes.map(() => false);
  const numUp = count - floors.reduce((sum, floor) => sum + floor, 0);
  for (let step = 0; step < numUp; step++) {
    const part = neediest(
      lacking,
      (candidate) => isFraction[candidate] === true && !isUp[candidate],
    );
    isUp[part] = true;
    lacking[part] = (lacking[part] as number) - numRows;
  }
  return { floors, isFraction, isUp };
}

function neediest(lacking: readonly number[], isEligible: (part: number) => boolean): number {
  let best = -1;
  lacking.forEach((value, part) => {
    if (isEligible(part) && (best < 0 || value > (lacking[best] as number))) best = part;
  });
  return best;
}

/** Moves one row from a part to another, in one class or by way of the third part in two. */
function moveUnit(classes: readonly RoundedClass[], from: number, to: number): void {
  const direct = movable(classes, from, to);
  if (direct) {
    move(direct, from, to);
    return;
  }
  for (let via = 0; via < (classes[0]?.floors.length ?? 0); via++) {
    const [first, second] = [movable(classes, from, via), movable(classes, via, to)];
    if (!first || !second) continue;
    move(first, from, via);
    move(second, via, to);
    return;
  }
}

function movable(
  classes: readonly RoundedClass[],
  from: number,
  to: number,
): RoundedClass | undefined {
  return classes.find(({ isFraction, isUp }) => isUp[from] && isFraction[to] && !isUp[to]);
}

function move({ isUp }: RoundedClass, from: number, to: number): void {
  isUp[from] = false;
  isUp[to] = true;
}
