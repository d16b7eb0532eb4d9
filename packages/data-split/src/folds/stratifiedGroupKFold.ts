// K folds that never cut a group and keep the shares of the classes as well as that allows.
import { Random } from '@dlqr/core/random';
import { checkFolds, checkLength } from '../base/checks.ts';
import { type GroupTallies, tallyGroups } from '../base/groupTallies.ts';
import { encodeSorted, type Labels } from '../base/labels.ts';
import { type Splits, splitsOf, splitsOfFolds } from '../base/splits.ts';
import { DEFAULT_FOLDS, type StratifiedFoldOptions } from './foldOptions.ts';
import { checkStratifiedFolds } from './stratifiedKFold.ts';

/**
 * K-fold cross-validation in which all rows of a group are tested together and each fold has the
 * classes in about the shares of the whole.
 *
 * The groups go, those with the most uneven classes first, each to the fold where the shares of the
 * classes then differ least between folds; of equal folds the one with the fewest rows takes it.
 * `shuffle` changes the order among groups that are alike in this.
 *
 * @param labels the class of each row, [rows]
 * @param groups the group of each row, [rows]
 * @returns `numFolds` splits; indices ascend
 * @throws {ShapeError} when `groups` and `labels` differ in length
 * @throws {ValueError} when there are fewer groups than folds, or a class has fewer rows than there
 * are folds (see `allowRareClasses`)
 * @throws {DataError} when a label or a group is missing
 * @example
 * [...stratifiedGroupKFold([0, 0, 1, 1], ['p', 'q', 'p', 'q'], { numFolds: 2 })][0]
 * // { train: [1, 3], test: [0, 2] }
 * @see sklearn.model_selection.StratifiedGroupKFold
 */
export function stratifiedGroupKFold(
  labels: Labels,
  groups: Labels,
  options: StratifiedFoldOptions = {},
): Splits {
  const { numFolds = DEFAULT_FOLDS, shuffle = false, seed = 0 } = options;
  const classes = encodeSorted(labels, 'labels');
  checkLength('groups', groups.length, classes.codes.length);
  const encodedGroups = encodeSorted(groups, 'groups');
  checkFolds(numFolds, encodedGroups.labels.length, 'groups');
  checkStratifiedFolds(classes, numFolds, options);
  const tallies = tallyGroups(encodedGroups, classes);
  const order = Int32Array.from(encodedGroups.labels, (_, group) => group);
  if (shuffle) new Random(seed, 'stratifiedGroupKFold').shuffle(order);
  const unevenness = unevennessOfGroups(tallies, classes.counts.length);
  order.sort((a, b) => (unevenness[b] as number) - (unevenness[a] as number));
  const folds = new BalancedFolds(classes.counts, numFolds, tallies);
  const foldOfGroup = new Int32Array(order.length);
  for (const group of order) foldOfGroup[group] = folds.place(group);
  const foldOfRow = encodedGroups.codes.map((group) => foldOfGroup[group] as number);
  return splitsOf(numFolds, () => splitsOfFolds(foldOfRow, numFolds));
}

/** The variance of each group's class counts, times the square of the number of classes: exact in whole numbers. */
function unevennessOfGroups({ starts, counts }: GroupTallies, numClasses: number): Float64Array {
  return Float64Array.from(starts.subarray(1), (end, group) => {
    let [sum, squares] = [0, 0];
    for (let entry = starts[group] as number; entry < end; entry++) {
      const count = counts[entry] as number;
      sum += count;
      squares += count * count;
    }
    return numClasses * squares - sum * sum;
  });
}

/** Folds that fill up group by group and know how unevenly each class lies in them. */
class BalancedFolds {
  readonly #classCounts: Int32Array;
  readonly #tallies: GroupTallies;
  readonly #rows: Float64Array; // [folds]
  readonly #cells: Float64Array[]; // rows by [class][fold]
  readonly #deviations: Float64Array; // [classes]

  constructor(classCounts: Int32Array, numFolds: number, tallies: GroupTallies) {
    this.#classCounts = classCounts;
    this.#tallies = tallies;
    this.#rows = new Float64Array(numFolds);
    this.#cells = Array.from(classCounts, () => new Float64Array(numFolds));
    this.#deviations = new Float64Array(classCounts.length);
  }

  /** Puts a group into the best fold and returns that fold. */
  place(group: number): number {
    let best = 0;
    let bestValue = Number.POSITIVE_INFINITY;
    for (let fold = 0; fold < this.#rows.length; fold++) {
      this.#add(group, fold, 1);
      const value = mean(this.#deviations);
      this.#add(group, fold, -1);
      const fewerRows = (this.#rows[fold] as number) < (this.#rows[best] as number);
      if (value < bestValue || (isClose(value, bestValue) && fewerRows)) {
        best = fold;
        bestValue = value;
      }
    }
    this.#add(group, best, 1);
    return best;
  }

  /** Adds a group to a fold, or takes it out again (`sign` -1). */
  #add(group: number, fold: number, sign: 1 | -1): void {
    const { starts, classes, counts } = this.#tallies;
    for (let entry = starts[group] as number; entry < (starts[group + 1] as number); entry++) {
      const code = classes[entry] as number;
      const change = sign * (counts[entry] as number);
      const cells = this.#cells[code] as Float64Array;
      cells[fold] = (cells[fold] as number) + change;
      this.#rows[fold] = (this.#rows[fold] as number) + change;
      this.#deviations[code] = shareDeviation(cells, this.#classCounts[code] as number);
    }
  }
}

/**
 * The standard deviation over folds of the share that each has of a class. Operations come in the
 * order of NumPy's: rounding decides between folds that are equally good, and so the same one wins.
 */
function shareDeviation(cells: Float64Array, total: number): number {
  let sum = 0;
  for (const cell of cells) sum += cell / total;
  const average = sum / cells.length;
  let squares = 0;
  for (const cell of cells) squares += (cell / total - average) ** 2;
  return Math.sqrt(squares / cells.length);
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Whether two values are equal but for rounding; the tolerances are scikit-learn's. */
function isClose(value: number, other: number): boolean {
  return Math.abs(value - other) <= 1e-8 + 1e-5 * Math.abs(other);
}
