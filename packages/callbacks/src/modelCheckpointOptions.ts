// The options of ModelCheckpoint, and the checks at its door.
import { ValueError } from '@dlqr/core/errors';
import { isValidationName, logName } from './base/logs.ts';
import type { MonitorOptions } from './base/monitor.ts';
import type { Verbose } from './base/verbose.ts';
import { placeholderNames } from './pathTemplate.ts';

/** What ModelCheckpoint may be told. */
export interface ModelCheckpointOptions extends MonitorOptions {
  /** Whether only a model that is the best so far is saved; default false. */
  readonly saveBestOnly?: boolean;
  /** After which value a model counts as better for the first time; default any. */
  readonly initialValueThreshold?: number;
  /** `epoch`, or the number of batches between two saves; default `epoch`. */
  readonly saveFreq?: 'epoch' | number;
  /** Whether the optimizer's state is saved with the model; default false. */
  readonly includeOptimizer?: boolean;
  /**
   * Whether the weights alone are saved, into a file `….safetensors` that `loadWeights` of
   * `@dlqr/core` reads; default false.
   */
  readonly saveWeightsOnly?: boolean;
  /** How many of the saved models are kept, the newest ones; default all. */
  readonly keepNewest?: number;
  readonly verbose?: Verbose;
}

/** @throws {ValueError} when the path asks for what is not known at the moment of saving */
export function checkNames(path: string, options: ModelCheckpointOptions): void {
  const { saveFreq = 'epoch', saveBestOnly = false, monitor = 'valLoss' } = options;
  const names = placeholderNames(path);
  if (saveFreq === 'epoch') {
    if (!names.includes('batch')) return;
    throw new ValueError(`the path "${path}" asks for "batch", but epochs are saved`, {
      hint: 'Leave {batch} out, or give saveFreq a number of batches.',
    });
  }
  const asked = [...names, ...(saveBestOnly ? [logName(monitor)] : [])];
  const unknown = asked.find(isValidationName);
  if (!unknown) return;
  throw new ValueError(`"${unknown}" is known only at the end of an epoch; batches are saved`, {
    hint: "Use a value of the training data such as 'loss', or saveFreq: 'epoch'.",
  });
}

/** @throws {ValueError} when the path does not fit what is saved */
export function checkWeightsOnly(path: string, options: ModelCheckpointOptions): void {
  const { saveWeightsOnly = false, includeOptimizer = false } = options;
  if (saveWeightsOnly && includeOptimizer) {
    throw new ValueError('saveWeightsOnly and includeOptimizer are both set; expected one', {
      hint: 'Use BackupAndRestore to keep weights and optimizer without the model.',
    });
  }
  if (saveWeightsOnly === path.endsWith('.safetensors')) return;
  throw new ValueError(
    saveWeightsOnly
      ? `the path "${path}" names no file of weights; expected one that ends in .safetensors`
      : `the path "${path}" names a file; a whole model is saved into a folder`,
    { hint: 'Save weights alone into a .safetensors file, and models into a folder.' },
  );
}
