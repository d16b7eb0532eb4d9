// Cross-validation of any learner: the loop over folds with its bookkeeping.
import type { FitHistory } from '../training/fit.ts';
import type { CrossValidation, FoldResult } from './crossValidation.ts';
import type { FoldMetric } from './foldMetric.ts';
import type { FoldRows } from './foldRows.ts';
import type { RowsInput } from './numericRows.ts';
import { runFolds } from './runFolds.ts';

/** What a learner is told of its fold. */
export interface Fold extends FoldRows {
  /** Its number, from 0. */
  readonly index: number;
  /** Where all randomness of the fold comes from: it depends on the seed of all and `index` alone. */
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
}

/** What a learner gives back; rows of either side in the order of the fold's. */
export interface FoldPredictions {
  /** [test rows] or [test rows, ...outputShape] */
  readonly test: RowsInput;
  /** The same of the train rows, where these are to be scored too: in every fold or in none. */
  readonly train?: RowsInput;
  readonly history?: FitHistory;
}

/** Trains on the train rows of a fold and predicts its test rows. */
export type FoldLearner = (fold: Fold) => FoldPredictions | Promise<FoldPredictions>;

/** What every cross-validation is told. */
export interface CrossValidationOptions {
  /** From `@dlqr/data-split` (`kFold`, `stratifiedKFold`, `timeSeriesSplit`, …), or your own. */
  readonly splits: Iterable<FoldRows>;
  /** `getMetric('…')` of `@dlqr/metrics`, or your own. */
  readonly metrics: readonly FoldMetric[];
  /** A whole number, 0 to 2^53 - 1; default 0. */
  readonly seed?: number;
  /** Ends it at the next step; what has been done is lost. */
  readonly signal?: AbortSignal;
  /** Called after each fold, which is awaited. */
  readonly onFold?: (fold: FoldResult) => void | Promise<void>;
}

/**
 * Cross-validates any learner: a net, a line, a forest, a baseline.
 *
 * The learner sees row numbers and a seed, and holds the data itself. Everything that is learned from
 * data (scaling, selection of features, thresholds) must be learned from `fold.train` alone.
 *
 * @param y the truth of all rows, [rows] or [rows, ...outputShape]
 * @returns scores, their mean and spread, and the predictions of each row by a model that had not seen it
 * @throws {ShapeError | ValueError | DataError} when splits, metrics or `y` do not fit each other
 * @throws {FoldError} when a fold fails; it names the fold, and the metric where that is not defined
 * @throws {InterruptedError} when `signal` stops it
 * @example
 * const { scores } = await crossValidateWith(
 *   ({ train, test }) => ({ test: predictLinear(fitLinear(rows(x, train), rows(y, train)), rows(x, test)) }),
 *   y,
 *   { splits: kFold(y.length), metrics: [getMetric('meanAbsoluteError')] },
 * );
 * scores.meanAbsoluteError; // { mean, standardDeviation, values }
 * @see sklearn.model_selection.cross_validate, cross_val_predict
 */
export async function crossValidateWith(
  learner: FoldLearner,
  y: RowsInput,
  options: CrossValidationOptions,
): Promise<CrossValidation> {
  return runFolds(learner, y, options, 1);
}
