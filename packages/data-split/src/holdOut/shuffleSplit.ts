// Many independent random splits: freely, by class, or group by group.
import { Random } from '@dlqr/core/random';
import { checkCount, checkRows } from '../base/checks.ts';
import { encodeSorted, type Labels } from '../base/labels.ts';
import { type Split, type Splits, splitsOf, splitWhere } from '../base/splits.ts';
import { encodeClasses, type HoldOutOptions } from './holdOut.ts';
import { partSizesWithin, type TrainTestSizes } from './partSizes.ts';
import { randomParts, stratifiedParts } from './randomParts.ts';

/** How many splits and how large; together the two parts may leave rows out. */
export interface ShuffleSplitOptions extends TrainTestSizes {
  /** 1 or more; default 10. */
  readonly numSplits?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** What `stratifiedShuffleSplit` may be told. */
export type StratifiedShuffleSplitOptions = ShuffleSplitOptions &
  Pick<HoldOutOptions, 'allowRareClasses'>;

/**
 * Random splits, each drawn anew: a row may be tested in several of them or in none.
 *
 * Unlike in K-fold, the number of splits and the size of the test part are free of each other.
 *
 * @param numRows 2 or more
 * @param options `test`, default 0.1, rounds up; `train`, default the rest, rounds down
 * @returns `numSplits` splits; indices in random order
 * @throws {ValueError} when the parts are more than the rows, or one would be empty
 * @example shuffleSplit(10, { numSplits: 3, test: 0.2, seed: 1 }).length // 3
 * @see sklearn.model_selection.ShuffleSplit
 */
export function shuffleSplit(numRows: number, options: ShuffleSplitOptions = {}): Splits {
  checkRows(numRows);
  const sizes = sizesWithRest(numRows, options, 0.1);
  return drawSplits(options, (random) => firstTwo(randomParts(sizes, random)));
}

/**
 * Random splits in which each class is in each part in its share, up to one row.
 *
 * @param labels the class of each row, [rows]
 * @param options as for `shuffleSplit`
 * @returns `numSplits` splits; indices in random order
 * @throws {ValueError} when a class has fewer than 2 rows or a part fewer rows than there are classes
 * (see `allowRareClasses`), the parts are more than the rows, or one would be empty
 * @throws {DataError} when a label is missing
 * @example
 * const [{ test }] = stratifiedShuffleSplit(['a', 'a', 'b', 'b'], { test: 0.5 });
 * // test: one of rows 0 and 1, one of rows 2 and 3
 * @see sklearn.model_selection.StratifiedShuffleSplit
 */
export function stratifiedShuffleSplit(
  labels: Labels,
  options: StratifiedShuffleSplitOptions = {},
): Splits {
  const sizes = sizesWithRest(labels.length, options, 0.1);
  const classes = encodeClasses(labels, 'labels', sizes.slice(0, 2), options);
  return drawSplits(options, (random) => firstTwo(stratifiedParts(classes, sizes, random)));
}

/**
 * Random splits that never cut a group. Sizes are shares or numbers of groups, not of rows.
 *
 * @param groups the group of each row, [rows]; at least 2 different ones
 * @param options as for `shuffleSplit`, but in groups; `test` is 0.2 by default
 * @returns `numSplits` splits; indices ascend
 * @throws {ValueError} when the parts are more than the groups, or one would be empty
 * @throws {DataError} when a group is missing
 * @example groupShuffleSplit(['a', 'a', 'b', 'c'], { numSplits: 2, test: 1, seed: 3 }).length // 2
 * @see sklearn.model_selection.GroupShuffleSplit
 */
export function groupShuffleSplit(groups: Labels, options: ShuffleSplitOptions = {}): Splits {
  const { codes, counts } = encodeSorted(groups, 'groups');
  const sizes = sizesWithRest(counts.length, options, 0.2);
  return drawSplits(options, (random) => {
    const [train, test] = randomParts(sizes, random);
    return {
      train: rowsOfGroups(codes, counts, train as Int32Array),
      test: rowsOfGroups(codes, counts, test as Int32Array),
    };
  });
}

function sizesWithRest(numItems: number, options: TrainTestSizes, defaultTest: number): number[] {
  const [train, test] = partSizesWithin(numItems, options, defaultTest);
  return [train, test, numItems - train - test];
}

function firstTwo([train, test]: readonly Int32Array[]): Split {
  return { train: train as Int32Array, test: test as Int32Array };
}

function rowsOfGroups(codes: Int32Array, counts: Int32Array, groups: Int32Array): Int32Array {
  const isIn = new Uint8Array(counts.length);
  for (const group of groups) isIn[group] = 1;
  const numRows = groups.reduce((sum, group) => sum + (counts[group] as number), 0);
  return splitWhere(codes.length, numRows, (row) => isIn[codes[row] as number] === 1).test;
}

/** Each split has a stream of its own, so that the third is the same however many there are. */
function drawSplits(
  { numSplits = 10, seed = 0 }: ShuffleSplitOptions,
  draw: (random: Random) => Split,
): Splits {
  checkCount('numSplits', numSplits, 1);
  const random = new Random(seed, 'shuffleSplit');
  function* generate(): Generator<Split> {
    for (let index = 0; index < numSplits; index++) yield draw(random.split(index));
  }
  return splitsOf(numSplits, generate);
}
