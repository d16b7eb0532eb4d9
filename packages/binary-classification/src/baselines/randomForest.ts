// A random forest: many deep trees of resampled rows, each looking at few features, asked together.
import { InterruptedError, ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import type { Features } from '../data/features.ts';
import { type DecisionTree, growTree, leafShare } from './decisionTree.ts';
import { orderedBits } from './orderedBits.ts';

/** A fitted forest. */
export interface RandomForest {
  readonly trees: readonly DecisionTree[];
  readonly numFeatures: number;
}

/** What `fitRandomForest` may be told. */
export interface RandomForestOptions {
  /** More never hurt, they only take time; default 100. */
  readonly numTrees?: number;
  /** Features looked at in each split; default the square root of their number, rounded down. */
  readonly maxFeatures?: number;
  /** Rows that a leaf holds at least; default 1. */
  readonly minLeafRows?: number;
  /** Default 0. */
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/**
 * Fits a random forest for two classes.
 *
 * Hard to beat on tables, nothing to tune, no scaling needed: the second baseline beside every net. Each
 * tree is grown to purity by the Gini impurity from a bootstrap sample of the rows, as in scikit-learn.
 *
 * @param x [rows, features]
 * @param y 0 or 1, [rows]
 * @throws {ShapeError} when `x` and `y` differ in rows, or there are none
 * @throws {ValueError} when an option is out of its range, or a class is neither 0 nor 1
 * @throws {InterruptedError} when `signal` stops it
 * @example
 * const forest = await fitRandomForest(train.x, train.y, { seed: 1 });
 * predictForest(forest, test.x); // probabilities of the positive class
 * @see Breiman, "Random Forests", 2001; sklearn.ensemble.RandomForestClassifier
 */
export async function fitRandomForest(
  x: Features,
  y: ArrayLike<number>,
  options: RandomForestOptions = {},
): Promise<RandomForest> {
  const { numRows, numColumns } = x;
  const { numTrees = 100, minLeafRows = 1, seed = 0, signal } = options;
  const { maxFeatures = Math.max(1, Math.floor(Math.sqrt(numColumns))) } = options;
  checkInput(x, y);
  checkWhole('numTrees', numTrees, Number.POSITIVE_INFINITY);
  checkWhole('minLeafRows', minLeafRows, Number.POSITIVE_INFINITY);
  checkWhole('maxFeatures', maxFeatures, numColumns);
  const data = { keys: orderedBits(x.values), numColumns, y: Uint8Array.from(y) };
  const trees: DecisionTree[] = [];
  for (let index = 0; index < numTrees; index++) {
    const random = new Random(seed, 'tree', index);
    const rows = Int32Array.from({ length: numRows }, () => random.integer(0, numRows));
    trees.push(growTree(data, rows, { maxFeatures, minLeafRows, random }));
    await new Promise((resolve) => setImmediate(resolve)); // lets signals come in
    if (signal?.aborted) throw new InterruptedError('the random forest was stopped');
  }
  return { trees, numFeatures: numColumns };
}

/**
 * The probabilities of the positive class: the mean over the trees, [rows].
 *
 * @throws {ShapeError} when `x` has another number of features than the forest was fitted to
 */
export function predictForest({ trees, numFeatures }: RandomForest, x: Features): Float64Array {
  if (x.numColumns !== numFeatures) {
    throw new ShapeError(`x has ${x.numColumns} features; the forest was fitted to ${numFeatures}`);
  }
  return Float64Array.from({ length: x.numRows }, (_, row) => {
    const offset = row * numFeatures;
    return trees.reduce((sum, tree) => sum + leafShare(tree, x.values, offset), 0) / trees.length;
  });
}

function checkInput(x: Features, y: ArrayLike<number>): void {
  if (x.numRows === 0 || x.numRows !== y.length) {
    throw new ShapeError(`x has ${x.numRows} rows and y has ${y.length}; expected equally many`);
  }
  for (let row = 0; row < y.length; row++) {
    if (y[row] !== 0 && y[row] !== 1) {
      throw new ValueError(`y[${row}] is ${y[row]}; expected 0 or 1`);
    }
  }
}

function checkWhole(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  const range = most === Number.POSITIVE_INFINITY ? 'of at least 1' : `from 1 to ${most}`;
  throw new ValueError(`${name} is ${value}; expected a whole number ${range}`);
}
