// The options of `fit`, and the check at its door.

import { ValueError } from '../errors/index.ts';
import type { TrainingCallback } from './callback.ts';
import type { ClassWeight } from './classWeights.ts';
import type { FitData } from './fitData.ts';
import type { ScheduleLike } from './learningRate.ts';
import type { StepCompiler } from './stepCompiler.ts';
import type { FitMetrics } from './stepRecorder.ts';

/** Where `fit` saves its state, and how often. */
export interface CheckpointOptions {
  /** A folder of the training's own. */
  readonly directory: string;
  /** Seconds between saves, at the next step after they have passed; default 5, 0 saves each step. */
  readonly intervalSeconds?: number;
  /** How many of the newest checkpoints stay; default 2. */
  readonly keep?: number;
}

/** The options of `fit`; names and defaults are those of Keras, in camelCase. */
export interface FitOptions {
  /** Samples a step; default 32. Ignored for data that comes in batches. */
  readonly batchSize?: number;
  /** Where to end, counted from 0; default 1. */
  readonly epochs?: number;
  /** Where to begin; default 0. A resumed training begins where it stopped. */
  readonly initialEpoch?: number;
  /** Whether arrays are put into a new random order each epoch; default true. */
  readonly shuffle?: boolean;
  /** The seed of the shuffling, of dropout and of noise; default 0. */
  readonly seed?: number;
  readonly validationData?: FitData;
  /** The share of the samples, from the end and before shuffling, that is held out; 0 to 1. */
  readonly validationSplit?: number;
  /** Every how many epochs to validate, or in which (numbered from 0); default 1. */
  readonly validationFreq?: number | readonly number[];
  /** Default: `batchSize`. */
  readonly validationBatchSize?: number;
  /** At most so many batches of the validation data; default all. */
  readonly validationSteps?: number;
  /** Steps an epoch; default until the data ends. */
  readonly stepsPerEpoch?: number;
  /**
   * Steps that are run in one call of the backend, where it can; default 1. What is between steps
   * then happens once for so many: batch callbacks, checkpoints, stopping. The results are the same.
   */
  readonly stepsPerExecution?: number;
  readonly classWeight?: ClassWeight;
  /** One factor an output's loss, in the order of the outputs; default 1 each. */
  readonly lossWeights?: readonly number[];
  /** Streaming metrics, beside those of `compile`. */
  readonly metrics?: FitMetrics;
  readonly callbacks?: readonly TrainingCallback[];
  /** A schedule of the learning rate by step; default: the optimizer's own. */
  readonly learningRate?: ScheduleLike;
  readonly checkpoint?: CheckpointOptions;
  /** Whether to go on from the newest checkpoint, where there is one; default false. */
  readonly resume?: boolean;
  /** Stops the training at the next step, after saving a checkpoint. */
  readonly signal?: AbortSignal;
  /** What makes steps fast; default: what the present backend offers, else nothing. */
  readonly stepCompiler?: StepCompiler;
}

/** The options with their defaults filled in. */
export interface CheckedFitOptions extends FitOptions {
  readonly batchSize: number;
  readonly epochs: number;
  readonly initialEpoch: number;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly callbacks: readonly TrainingCallback[];
  readonly stepsPerExecution: number;
}

/**
 * Fills in the defaults.
 *
 * @throws {ValueError} when a number is out of its range or options contradict each other
 */
export function checkedFitOptions(options: FitOptions): CheckedFitOptions {
  const checked = {
    ...options,
    batchSize: options.batchSize ?? 32,
    epochs: options.epochs ?? 1,
    initialEpoch: options.initialEpoch ?? 0,
    shuffle: options.shuffle ?? true,
    seed: options.seed ?? 0,
    callbacks: options.callbacks ?? [],
    stepsPerExecution: options.stepsPerExecution ?? 1,
  };
  expectWhole('batchSize', checked.batchSize, 1);
  expectWhole('epochs', checked.epochs, 0);
  expectWhole('initialEpoch', checked.initialEpoch, 0);
  expectWhole('stepsPerExecution', checked.stepsPerExecution, 1);
  for (const name of ['stepsPerEpoch', 'validationSteps', 'validationBatchSize'] as const) {
    if (options[name] !== undefined) expectWhole(name, options[name], 1);
  }
  if (typeof options.validationFreq === 'number') {
    expectWhole('validationFreq', options.validationFreq, 1);
  }
  const { validationSplit: split } = options;
  if (split !== undefined && !(split > 0 && split < 1)) {
    throw new ValueError(`validationSplit is ${split}; expected a number between 0 and 1`);
  }
  if (split !== undefined && options.validationData) {
    throw new ValueError('validationSplit and validationData are both given; expected one');
  }
  if (options.resume && !options.checkpoint) {
    throw new ValueError('resume is set without checkpoint', {
      hint: 'Give checkpoint: { directory } to say where to go on from.',
    });
  }
  return checked;
}

/** Expects a whole number of at least `least`. */
export function expectWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new ValueError(`${name} is ${value}; expected a whole number of at least ${least}`);
  }
}
