// Scores over the number of train rows: whether more data would help.
import { ShapeError, ValueError } from '../errors/index.ts';
import { Random } from '../random/index.ts';
import type { CrossValidation } from './crossValidation.ts';
import type { FoldRows } from './foldRows.ts';
import { type CurvePoint, validationCurve } from './validationCurve.ts';

/** What `learningCurve` is told. */
export interface LearningCurveOptions {
  readonly splits: Iterable<FoldRows>;
  /**
   * Train rows, ascending: whole numbers of at least 2, or shares (above 0, at most 1) of the train rows
   * of the smallest fold; default [0.1, 0.325, 0.55, 0.775, 1].
   */
  readonly trainSizes?: readonly number[];
  /** Each size is tried with each of them; default [0]. */
  readonly seeds?: readonly number[];
  /** Whether the rows of a subset are drawn at random; default true. Else they are the first ones. */
  readonly shuffle?: boolean;
}

/** What one cross-validation of a learning curve is told. */
export interface LearningCurveRun {
  /** The splits with fewer train rows; the test rows are all there. */
  readonly splits: readonly FoldRows[];
  readonly trainSize: number;
  readonly seed: number;
}

/**
 * Cross-validates with growing subsets of each fold's train rows.
 *
 * Where the score of the test rows still improves with the last rows, more data would help (variance);
 * where it has met that of the train rows, only another model would (bias). Train scores are needed for
 * that: ask for `trainScores`. A subset holds all smaller ones of its fold and seed, and its rows stand in
 * the order of the fold, so that the full size is the plain cross-validation.
 *
 * @param run cross-validates with the given splits and seed
 * @returns a point a size; `value` is the number of train rows, equal sizes are taken once
 * @throws {ShapeError} when there are no splits, sizes or seeds
 * @throws {ValueError} when a size is out of its range, or shares and numbers of rows are mixed
 * @example
 * const points = await learningCurve(
 *   ({ splits, seed }) => crossValidate(buildNet, { x, y }, { ...options, splits, trainScores: true, seed }),
 *   { splits: kFold(y.length), trainSizes: [50, 200, 800], seeds: [1, 2, 3] },
 * );
 * points.map(({ value, scores }) => [value, scores.meanAbsoluteError.mean]); // [[50, …], [200, …], [800, …]]
 * @see sklearn.model_selection.learning_curve
 */
export async function learningCurve(
  run: (point: LearningCurveRun) => Promise<CrossValidation>,
  options: LearningCurveOptions,
): Promise<CurvePoint<number>[]> {
  const { trainSizes = [0.1, 0.325, 0.55, 0.775, 1], seeds = [0], shuffle = true } = options;
  const splits = [...options.splits];
  if (splits.length === 0) throw new ShapeError('splits is empty; expected at least one fold');
  if (trainSizes.length === 0) throw new ShapeError('trainSizes is empty; expected at least one');
  const values = rowsOfSizes(trainSizes, Math.min(...splits.map(({ train }) => train.length)));
  return validationCurve(
    ({ value: trainSize, seed }) => {
      const smaller = splits.map(({ train, test }, fold) => {
        const random = shuffle ? new Random(seed, 'learningCurve', fold) : null;
        return { train: subsetOf(train, trainSize, random), test };
      });
      return run({ splits: smaller, trainSize, seed });
    },
    { values, seeds },
  );
}

function rowsOfSizes(sizes: readonly number[], most: number): number[] {
  const isShare = sizes.every((size) => size > 0 && size <= 1);
  const rows = isShare ? sizes.map((share) => Math.max(1, Math.floor(share * most + 1e-9))) : sizes;
  const bad = rows.find((size) => !Number.isSafeInteger(size) || size < 1 || size > most);
  if (bad !== undefined) {
    throw new ValueError(
      `trainSizes has ${bad}; expected shares above 0 and at most 1, or whole numbers up to ${most}`,
      { hint: `The smallest fold has ${most} train rows.` },
    );
  }
  return [...new Set(rows)];
}

/** So many of the rows, in their order; those of a larger subset are among them. */
function subsetOf(rows: Int32Array, size: number, random: Random | null): Int32Array {
  if (!random) return rows.slice(0, size);
  const chosen = random.permutation(rows.length).subarray(0, size).sort();
  return chosen.map((place) => rows[place] as number);
}
