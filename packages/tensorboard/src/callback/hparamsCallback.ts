// Writes the hyperparameters of a training for TensorBoard's HParams dashboard.
import type { TrainingCallback } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { EventFileWriter } from '../events/eventFileWriter.ts';
import type { HParamValue } from '../summaries/hparams.ts';
import { groupNameOf, sessionStartSummary } from '../summaries/hparamsSummary.ts';

/** What HParamsCallback may be told. */
export interface HParamsCallbackOptions {
  /** Trainings of the same name are shown as one; default a name made of the values. */
  readonly trialId?: string;
}

/**
 * Writes with which hyperparameters a training is made when it begins, and that it succeeded when it
 * ends. A training that is interrupted has no end: it may be resumed.
 *
 * Metrics are the scalars that `TensorBoard` writes below the same folder: name them to
 * `EventFileWriter.hparamsExperiment` by tag and group, `{ tag: 'epoch_loss', group: 'validation' }`.
 *
 * @example
 * const callbacks = [new TensorBoard('logs/run1'), new HParamsCallback('logs/run1', { units: 32 })];
 * await model.fit(x, y, { epochs: 20, validationSplit: 0.1, callbacks });
 * @see https://www.tensorflow.org/tensorboard/hyperparameter_tuning_with_hparams
 */
export class HParamsCallback extends tf.Callback implements TrainingCallback {
  readonly #logDir: string;
  readonly #hparams: Readonly<Record<string, HParamValue>>;
  readonly #trialId: string;
  #writer: EventFileWriter | null = null;

  /** @throws {ValueError} when the folder is empty or a value is no number, text or truth value */
  constructor(
    logDir: string,
    hparams: Readonly<Record<string, HParamValue>>,
    { trialId = groupNameOf(hparams) }: HParamsCallbackOptions = {},
  ) {
    super();
    if (logDir === '') throw new ValueError('logDir is empty; expected the folder to write into');
    sessionStartSummary({ hparams, groupName: trialId, startTime: 0 }); // fails now, not after hours
    this.#logDir = logDir;
    this.#hparams = { ...hparams };
    this.#trialId = trialId;
  }

  override setParams(): void {}

  /** @throws {FileError} when the file cannot be written */
  override async onTrainBegin(): Promise<void> {
    this.#writer?.close();
    this.#writer = new EventFileWriter(this.#logDir);
    this.#writer.hparams(this.#hparams, { trialId: this.#trialId });
    this.#writer.flush();
  }

  override async onTrainEnd(): Promise<void> {
    this.#writer?.hparamsEnd('success');
    this.close();
  }

  async onTrainInterrupt(): Promise<void> {
    this.close();
  }

  /** Closes the file; needed only where `model.fit` was ended by an error. */
  close(): void {
    this.#writer?.close();
    this.#writer = null;
  }
}
