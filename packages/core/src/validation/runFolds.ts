// Runs the folds, one after the other or several at a time, and scores each.
import { DataError, InterruptedError, ShapeError } from '../errors/index.ts';
import { Random } from '../random/index.ts';
import type {
  CrossValidationOptions,
  Fold,
  FoldLearner,
  FoldPredictions,
} from './crossValidateWith.ts';
import { type CrossValidation, crossValidationOf, type FoldResult } from './crossValidation.ts';
import { FoldError, inFold } from './foldError.ts';
import { checkMetrics, type FoldMetric, scoresOf } from './foldMetric.ts';
import { checkedSplits, type FoldRows } from './foldRows.ts';
import {
  type NumericRows,
  numericRowsOf,
  numRowsOf,
  type RowsInput,
  rowSizeOf,
  takeNumericRows,
} from './numericRows.ts';

/** A learner that may have measured its time itself, on another thread. */
export type TimedLearner = (
  fold: Fold,
) => Promise<FoldPredictions & { readonly seconds: number }> | ReturnType<FoldLearner>;

/**
 * Checks everything, then runs all folds.
 *
 * @param numAtOnce how many folds the learner is given at a time
 */
export async function runFolds(
  learner: TimedLearner,
  y: RowsInput,
  options: CrossValidationOptions,
  numAtOnce: number,
): Promise<CrossValidation> {
  const { seed = 0, signal, onFold } = options;
  const plan = planOf(y, options);
  const outcomes: FoldOutcome[] = [];
  let next = 0;
  const runNext = async (): Promise<void> => {
    while (next < plan.splits.length) {
      const index = next++;
      stopIfAborted(signal);
      const rows = plan.splits[index] as FoldRows;
      const outcome = await runFold(
        learner,
        { ...rows, index, seed: foldSeed(seed, index), signal },
        plan,
      );
      outcomes[index] = outcome;
      await onFold?.(outcome.result);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(numAtOnce, plan.splits.length) }, runNext));
  } catch (error) {
    next = plan.splits.length; // the others begin no further fold
    throw error;
  }
  return crossValidationOf(
    outcomes.map(({ result }) => result),
    outcomes.map(({ predicted }) => predicted),
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
  if (truth.values.length === 0) throw new ShapeError('y is empty; expected one target a row');
  const bad = truth.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const row = Math.floor(bad / rowSizeOf(truth));
    throw new DataError(`y of row ${row} is ${truth.values[bad]}; expected a finite number`, {
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

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new InterruptedError('the cross-validation was stopped');
}

async function runFold(
  learner: TimedLearner,
  fold: Fold,
  { y, metrics }: Plan,
): Promise<FoldOutcome> {
  const { index, seed, train, test } = fold;
  const start = performance.now();
  try {
    const given = await learner(fold);
    const seconds = 'seconds' in given ? given.seconds : (performance.now() - start) / 1000;
    const scored = (side: 'train' | 'test', rows: Int32Array, values: NumericRows) => {
      checkPredictions(values, side, rows.length, index);
      return scoresOf(metrics, takeNumericRows(y, rows), values, { fold: index, side });
    };
    const predicted = numericRowsOf(given.test, 'the predictions');
    const result = {
      index,
      rows: { train, test },
      seed,
      scores: scored('test', test, predicted),
      trainScores: given.train
        ? scored('train', train, numericRowsOf(given.train, 'the predictions'))
        : null,
      history: given.history ?? null,
      seconds,
    };
    return { result, predicted };
  } catch (error) {
    stopIfAborted(fold.signal);
    throw inFold(index, error);
  }
}

function checkPredictions(
  predicted: NumericRows,
  side: 'train' | 'test',
  numRows: number,
  fold: number,
): void {
  if (numRowsOf(predicted) !== numRows) {
    throw new FoldError(
      fold,
      `there are predictions of ${numRowsOf(predicted)} rows; expected one for each of the ${numRows} ${side} rows`,
    );
  }
  const bad = predicted.values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  const row = Math.floor(bad / rowSizeOf(predicted));
  throw new FoldError(fold, `the prediction of ${side} row ${row} is ${predicted.values[bad]}`, {
    hint: 'The training diverged or features are missing: lower the learning rate, scale, impute.',
  });
}
