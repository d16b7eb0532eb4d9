// Cross-validation of any learner: the loop over folds with its bookkeeping.
import { DataError, InterruptedError } from '../errors/index.ts';
import { Random } from '../random/index.ts';
import type { FitHistory } from '../training/fit.ts';
import {
  type CrossValidation,
  checkPredictions,
  crossValidationOf,
  type FoldResult,
} from './crossValidation.ts';
import { inFold } from './foldError.ts';
import { checkMetrics, type FoldMetric, scoresOf } from './foldMetric.ts';
import { checkedSplits, type FoldRows } from './foldRows.ts';
import {
  type NumericRows,
  numericRowsOf,
  numRowsOf,
  type RowsInput,
  takeNumericRows,
} from './numericRows.ts';

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
  const { seed = 0, signal } = options;
  const plan = planOf(y, options);
  const results: FoldOutcome[] = [];
  for (const [index, rows] of plan.splits.entries()) {
    stopIf(signal);
    const fold = { ...rows, index, seed: foldSeed(seed, index), signal };
    results.push(await runFold(learner, fold, plan, results[0]?.predicted));
    await options.onFold?.((results.at(-1) as FoldOutcome).result);
  }
  stopIf(signal);
  return crossValidationOf(
    results.map(({ result }) => result),
    results.map(({ predicted }) => predicted),
    numRowsOf(plan.y),
  );
}

/** What stands before the first fold. */
interface Plan {
  readonly y: NumericRows;
  readonly splits: readonly FoldRows[];
  readonly metrics: readonly FoldMetric[];
}

/** A fold that is done. */
interface FoldOutcome {
  readonly result: FoldResult;
  readonly predicted: NumericRows;
}

function planOf(y: RowsInput, { splits, metrics, seed = 0 }: CrossValidationOptions): Plan {
  const truth = numericRowsOf(y, 'y');
  const bad = truth.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new DataError(`y has the value ${truth.values[bad]} at place ${bad}`, {
      hint: 'Leave out rows without a target.',
    });
  }
  checkMetrics(metrics);
  new Random(seed); // throws where it is no seed
  return { y: truth, splits: checkedSplits(splits, numRowsOf(truth)), metrics };
}

/** The seed of a fold: a function of the seed of all and the fold's number alone. */
function foldSeed(seed: number, index: number): number {
  return new Random(seed, 'fold', index).uint32();
}

function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new InterruptedError('the cross-validation was stopped');
}

async function runFold(
  learner: FoldLearner,
  fold: Fold,
  { y, metrics }: Plan,
  before: NumericRows | undefined,
): Promise<FoldOutcome> {
  const { index, seed, train, test } = fold;
  const start = performance.now();
  try {
    const given = await learner(fold);
    const seconds = (performance.now() - start) / 1000;
    const predicted = numericRowsOf(given.test, 'the predictions');
    checkPredictions(predicted, 'test', test.length, index, before);
    const trained = given.train && numericRowsOf(given.train, 'the predictions');
    if (trained) checkPredictions(trained, 'train', train.length, index, predicted);
    const scored = (side: 'train' | 'test', rows: Int32Array, values: NumericRows) =>
      scoresOf(metrics, takeNumericRows(y, rows), values, { fold: index, side });
    const result = {
      index,
      rows: { train, test },
      seed,
      scores: scored('test', test, predicted),
      trainScores: trained ? scored('train', train, trained) : null,
      history: given.history ?? null,
      seconds,
    };
    return { result, predicted };
  } catch (error) {
    throw inFold(index, error);
  }
}
