// Everything that decides a run's result; kept in run.json, and taken from there when it is resumed.
import type { SharedOptions } from '@dlqr/app-kit';
import { UsageError } from '@dlqr/core/errors';
import type { Options } from './options.ts';

/** What a run was asked for. */
export interface Config extends Options {
  readonly data: string;
  readonly quick: boolean;
  readonly seed: number;
}

/** How much is computed: enough for calm curves, or for a first look. */
export interface Effort {
  /** Nets of each kind; bands show how much they differ. */
  readonly numSeeds: number;
  /** Hidden layers of the deep nets. */
  readonly depth: number;
  readonly deepEpochs: number;
  readonly xorSteps: number;
  /** Passes of batch, mini-batch and stochastic descent. */
  readonly descentEpochs: number;
  /** Batches drawn to measure the noise of a gradient. */
  readonly noiseDraws: number;
  /** Units of each hidden layer of the nets that grow; 0 is a linear model. */
  readonly widths: readonly number[];
  /** Shares of the train rows with which the data set grows. */
  readonly trainShares: readonly number[];
  /** Optimizer steps of each of these nets. */
  readonly curveSteps: number;
  /** Random splits whose alarms are counted. */
  readonly driftSplits: number;
  /** Simulated test sets a size. */
  readonly testSetDraws: number;
}

const FULL: Effort = {
  numSeeds: 5,
  depth: 20, // the sigmoid's gradient is at the edge of float32 then
  deepEpochs: 60,
  xorSteps: 300,
  descentEpochs: 20,
  noiseDraws: 2000,
  widths: [0, 2, 4, 8, 16, 64],
  trainShares: [0.05, 0.1, 0.25, 0.5, 1],
  curveSteps: 1500, // by then the widest net knows its train rows by heart
  driftSplits: 100,
  testSetDraws: 1000,
};

const QUICK: Effort = {
  ...FULL,
  numSeeds: 3,
  deepEpochs: 20,
  noiseDraws: 500,
  widths: [0, 2, 8, 64],
  trainShares: [0.1, 0.3, 1],
  curveSteps: 800,
  driftSplits: 30,
  testSetDraws: 300,
};

/** The effort of a run. */
export function effortOf({ quick }: Pick<Config, 'quick'>): Effort {
  return quick ? QUICK : FULL;
}

/**
 * The part of the options that decides the result.
 *
 * @throws {UsageError} when an option is given that means nothing here
 */
export function configOf(options: SharedOptions & Options): Config {
  const { data, target, group, only, quick, seed } = options;
  for (const name of ['epochs', 'batchSize'] as const) {
    if (options[name] === undefined) continue;
    const flag = name === 'epochs' ? '--epochs' : '--batch-size';
    throw new UsageError(`${flag} means nothing here: each section has trainings of its own`, {
      hint: 'Leave it out; --quick makes all of them shorter.',
    });
  }
  return {
    ...{ data, quick, seed },
    ...(target !== undefined && { target }),
    ...(group !== undefined && { group }),
    ...(only !== undefined && { only }),
  };
}
