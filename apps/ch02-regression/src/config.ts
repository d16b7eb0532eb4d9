// Everything that decides a run's result; kept in run.json, and taken from there when it is resumed.
import type { SharedOptions } from '@dlqr/app-kit';
import { UsageError } from '@dlqr/core/errors';
import {
  DEEP_RECIPE,
  defaultRecipe,
  type RegressionRecipe,
  SHALLOW_RECIPE,
} from '@dlqr/regression';
import type { Options } from './options.ts';

/** What a run was asked for. */
export interface Config extends Options {
  readonly data: string;
  readonly quick: boolean;
  readonly seed: number;
  readonly epochs?: number;
  readonly batchSize?: number;
}

/** Optimizer steps of `--quick`: the error has fallen most of its way by then. */
const QUICK_STEPS = 1000;

/**
 * The part of the options that decides the result.
 *
 * @throws {UsageError} when options contradict each other
 */
export function configOf(options: SharedOptions & Options): Config {
  const { data, target, group, split, net, confidence, asInBook } = options;
  const { quick, seed, epochs, batchSize } = options;
  if (asInBook && (data === 'embedded' || target || group)) {
    throw new UsageError('--as-in-book is about the wine data and its own target', {
      hint: 'Give --data full, and leave --target and --group out.',
    });
  }
  return {
    ...{ data, split, confidence, asInBook, quick, seed },
    net: asInBook && net === 'default' ? 'deep' : net,
    ...(target !== undefined && { target }),
    ...(group !== undefined && { group }),
    ...(epochs !== undefined && { epochs }),
    ...(batchSize !== undefined && { batchSize }),
  };
}

/** The recipe of the net that was asked for, with the user's numbers in it. */
export function recipeOf(config: Config, numRows: number): RegressionRecipe {
  const recipes = { default: defaultRecipe(numRows), shallow: SHALLOW_RECIPE, deep: DEEP_RECIPE };
  const recipe = recipes[config.net];
  const batchSize = config.batchSize ?? recipe.batchSize;
  const quickEpochs = Math.max(3, Math.round(QUICK_STEPS / Math.ceil(numRows / batchSize)));
  const planned = config.quick ? Math.min(recipe.epochs, quickEpochs) : recipe.epochs;
  return { ...recipe, batchSize, epochs: config.epochs ?? planned };
}
