// Everything that decides a run's result; kept in run.json, and taken from there when it is resumed.
import type { SharedOptions } from '@dlqr/app-kit';
import type { RegressionRecipe } from '@dlqr/regression';
import { NET_NAMES, type Net, type NetName } from './nets.ts';
import type { Options } from './options.ts';

/** What a run was asked for. */
export interface Config {
  readonly data: string;
  readonly target?: string;
  readonly group?: string;
  readonly nets: readonly NetName[];
  readonly learningRate?: number;
  readonly quick: boolean;
  readonly seed: number;
  readonly epochs?: number;
  readonly batchSize?: number;
}

/** Optimizer steps of `--quick`, for each net: enough to tell a steady fall from a beginning. */
const QUICK_STEPS = 600;

/** The part of the options that decides the result. */
export function configOf(options: SharedOptions & Options): Config {
  const { data, target, group, nets = NET_NAMES, learningRate } = options;
  const { quick, seed, epochs, batchSize } = options;
  return {
    ...{ data, nets, quick, seed },
    ...(target !== undefined && { target }),
    ...(group !== undefined && { group }),
    ...(learningRate !== undefined && { learningRate }),
    ...(epochs !== undefined && { epochs }),
    ...(batchSize !== undefined && { batchSize }),
  };
}

/** The recipe of a net with the user's numbers in it. */
export function recipeOf({ recipe }: Net, config: Config, numRows: number): RegressionRecipe {
  const batchSize = config.batchSize ?? recipe.batchSize;
  const quickEpochs = Math.max(10, Math.round(QUICK_STEPS / Math.ceil(numRows / batchSize)));
  const planned = config.quick ? Math.min(recipe.epochs, quickEpochs) : recipe.epochs;
  const learningRate = config.learningRate ?? recipe.learningRate;
  return { ...recipe, batchSize, learningRate, epochs: config.epochs ?? planned };
}
