// K-fold cross-validation several times over, each time shuffled anew.
import { Random } from '@dlqr/core/random';
import { checkCount, checkFolds, checkRows } from '../base/checks.ts';
import { encodeLabels, type Labels } from '../base/labels.ts';
import { type Split, type Splits, splitsOf, splitsOfFolds } from '../base/splits.ts';
import { DEFAULT_FOLDS, type FoldOptions, type StratifiedFoldOptions } from './foldOptions.ts';
import { equalFolds } from './kFold.ts';
import { checkStratifiedFolds, stratifiedFolds } from './stratifiedKFold.ts';

/** How often the folds are made. */
export interface RepeatOptions {
  /** 1 or more; default 10. */
  readonly numRepeats?: number;
}

/** What `repeatedKFold` may be told; the folds are always shuffled. */
export type RepeatedFoldOptions = Omit<FoldOptions, 'shuffle'> & RepeatOptions;

/** What `repeatedStratifiedKFold` may be told; the folds are always shuffled. */
export type RepeatedStratifiedFoldOptions = Omit<StratifiedFoldOptions, 'shuffle'> & RepeatOptions;

/**
 * Shuffled K-fold cross-validation, repeated with other shuffles.
 *
 * For small data, where the result of one K-fold still depends on the luck of its shuffle.
 *
 * @param numRows at least `numFolds`
 * @returns `numRepeats * numFolds` splits, repetition by repetition; indices ascend
 * @throws {ValueError} when there are fewer rows than folds, or no repetition
 * @example repeatedKFold(20, { numFolds: 5, numRepeats: 3, seed: 1 }).length // 15
 * @see sklearn.model_selection.RepeatedKFold
 */
export function repeatedKFold(numRows: number, options: RepeatedFoldOptions = {}): Splits {
  const { numFolds = DEFAULT_FOLDS } = options;
  checkRows(numRows);
  checkFolds(numFolds, numRows, 'rows');
  return repeatFolds(options, (random) => equalFolds(numRows, numFolds, random));
}

/**
 * Shuffled stratified K-fold cross-validation, repeated with other shuffles.
 *
 * @param labels the class of each row, [rows]
 * @returns `numRepeats * numFolds` splits, repetition by repetition; indices ascend
 * @throws {ValueError} when a class has fewer rows than there are folds (see `allowRareClasses`), or
 * there is no repetition
 * @throws {DataError} when a label is missing
 * @example repeatedStratifiedKFold([0, 0, 1, 1], { numFolds: 2, numRepeats: 3 }).length // 6
 * @see sklearn.model_selection.RepeatedStratifiedKFold
 */
export function repeatedStratifiedKFold(
  labels: Labels,
  options: RepeatedStratifiedFoldOptions = {},
): Splits {
  const { numFolds = DEFAULT_FOLDS } = options;
  const classes = encodeLabels(labels, 'labels');
  checkStratifiedFolds(classes, numFolds, options);
  return repeatFolds(options, (random) => stratifiedFolds(classes, numFolds, random));
}

function repeatFolds(
  { numFolds = DEFAULT_FOLDS, numRepeats = 10, seed = 0 }: RepeatedFoldOptions,
  foldsOf: (random: Random) => Int32Array,
): Splits {
  checkCount('numRepeats', numRepeats, 1);
  const random = new Random(seed, 'repeated');
  function* generate(): Generator<Split> {
    for (let repetition = 0; repetition < numRepeats; repetition++) {
      yield* splitsOfFolds(foldsOf(random.split(repetition)), numFolds);
    }
  }
  return splitsOf(numRepeats * numFolds, generate);
}
