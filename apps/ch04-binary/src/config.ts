// Everything that decides a run's result; kept in run.json, and taken from there when it is resumed.
import { parseClassWeight, type SharedOptions } from '@dlqr/app-kit';
import {
  type BinaryData,
  type BinaryRecipe,
  BOOK_RECIPE,
  type CalibrationKind,
  defaultRecipe,
  parseGoal,
  signalRecipe,
  type ThresholdGoal,
  tableRecipe,
} from '@dlqr/binary-classification';
import { isDlqrError, UsageError } from '@dlqr/core/errors';
import type { Options } from './options.ts';

/** What a run was asked for. */
export interface Config extends Omit<Options, 'goal' | 'threshold' | 'calibration' | 'folds'> {
  readonly data: string;
  /** As `parseGoal` reads it. */
  readonly goal: string;
  readonly calibration: CalibrationKind;
  /** 0: no comparison. */
  readonly folds: number;
  readonly quick: boolean;
  readonly seed: number;
  readonly epochs?: number;
  readonly batchSize?: number;
}

/** Optimizer steps of `--quick`: most of the way is gone by then, and a minute is not over. */
const QUICK_STEPS = { dense: 600, signal: 200 } as const;

/** Trees of the random forest: what more of them bring is small, what they cost is not. */
const NUM_TREES = { full: 100, quick: 25 } as const;

/**
 * The part of the options that decides the result.
 *
 * @throws {UsageError} when options contradict each other or cannot be read
 */
export function configOf(options: SharedOptions & Options): Config {
  const { data, target, positive, group, split, signal, asInBook } = options;
  const { classWeight, quick, seed, epochs, batchSize, folds } = options;
  if (options.goal !== undefined && options.threshold !== undefined) {
    throw new UsageError('--goal and --threshold exclude each other', {
      hint: 'A goal chooses the threshold; give one of them.',
    });
  }
  if (folds === 1) {
    throw new UsageError('--folds is 1; expected 0 for no comparison, or at least 2');
  }
  if (asInBook && (group !== undefined || options.net !== 'default')) {
    throw new UsageError('--as-in-book has a net and a split of its own', {
      hint: 'Leave --net and --group out.',
    });
  }
  const goal = options.threshold ?? options.goal ?? (asInBook ? '0.5' : 'youden');
  const config: Config = {
    ...{ data, split, signal, classWeight, goal, asInBook, quick, seed },
    net: asInBook ? 'book' : options.net,
    calibration: options.calibration ?? (asInBook ? 'none' : 'platt'),
    folds: folds ?? (quick ? 3 : 5),
    ...(target !== undefined && { target }),
    ...(positive !== undefined && { positive }),
    ...(group !== undefined && { group }),
    ...(epochs !== undefined && { epochs }),
    ...(batchSize !== undefined && { batchSize }),
  };
  goalOf(config);
  parseClassWeight(classWeight);
  return config;
}

/** @throws {UsageError} when the goal cannot be read */
export function goalOf({ goal }: Config): ThresholdGoal {
  try {
    return parseGoal(goal);
  } catch (error) {
    if (!isDlqrError(error)) throw error;
    throw new UsageError(error.message, { cause: error, hint: error.hint ?? 'See --help.' });
  }
}

/**
 * The recipe of the net that was asked for, with the user's numbers in it.
 *
 * @throws {UsageError} when convolutions are asked for, and the rows are no signal
 */
export function recipeOf(config: Config, data: BinaryData): BinaryRecipe {
  const numRows = data.rows.train.length;
  if (config.net === 'signal' && !data.signal) {
    throw new UsageError('--net signal needs rows that are samples of a signal', {
      hint: 'Say which columns with --signal: X for X1, X2, ….',
    });
  }
  const recipes = {
    default: defaultRecipe(data),
    table: tableRecipe(numRows),
    signal: signalRecipe(numRows),
    book: BOOK_RECIPE,
  };
  return withNumbers(recipes[config.net], config, numRows);
}

/** The book's net, trained as long as the run allows. */
export function bookRecipeOf(config: Config, data: BinaryData): BinaryRecipe {
  return withNumbers(BOOK_RECIPE, config, data.rows.train.length);
}

/** Trees of the random forest. */
export function numTreesOf({ quick }: Config): number {
  return quick ? NUM_TREES.quick : NUM_TREES.full;
}

function withNumbers(recipe: BinaryRecipe, config: Config, numRows: number): BinaryRecipe {
  const batchSize = config.batchSize ?? recipe.batchSize;
  const steps = QUICK_STEPS[recipe.net.kind];
  const quickEpochs = Math.max(2, Math.round(steps / Math.ceil(numRows / batchSize)));
  const planned = config.quick ? Math.min(recipe.epochs, quickEpochs) : recipe.epochs;
  return { ...recipe, batchSize, epochs: config.epochs ?? planned };
}
