// Writes what a training gives for TensorBoard, while it trains.
import { join } from 'node:path';
import type { CallbackParams, CallbackState, TrainingCallback } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { EventFileWriter } from '../events/eventFileWriter.ts';
import type { ScalarForm } from '../events/scalarSummary.ts';
import { type RawLogs, splitLogs } from './logs.ts';

/** What TensorBoard may be told. */
export interface TensorBoardOptions {
  /**
   * `epoch`: values of epochs alone; `batch`: those of every step too; a number: of every so many
   * steps. Default `epoch`.
   */
  readonly updateFreq?: 'epoch' | 'batch' | number;
  /** How scalars are written; default `simpleValue`. */
  readonly scalarForm?: ScalarForm;
}

type Split = 'train' | 'validation';
type FitParams = Parameters<tf.Callback['setParams']>[0] | CallbackParams;

/**
 * Writes the values of every epoch into `<logDir>/train` and `<logDir>/validation`, as the callback
 * of Keras does.
 *
 * Tags are `epoch_loss`, `epoch_roc_auc` and so on, the same for both, and `epoch_learning_rate`;
 * with `updateFreq`, `batch_loss` and so on over the steps of the whole training, counted from 1.
 * After each epoch the files can be read. A training that is resumed goes on in new files of the
 * same folders.
 *
 * @example
 * const board = new TensorBoard('logs/wine');
 * await model.fit(x, y, { epochs: 20, validationSplit: 0.1, callbacks: [board] });
 * // tensorboard --logdir logs
 * @see https://keras.io/api/callbacks/tensorboard/
 */
export class TensorBoard extends tf.Callback implements TrainingCallback {
  /** Its name in checkpoints. */
  readonly name = 'TensorBoard';
  readonly #logDir: string;
  readonly #everySteps: number | null;
  readonly #scalarForm: ScalarForm;
  readonly #writers = new Map<Split, EventFileWriter>();
  /** Steps of the epochs that the loop says are done already. */
  #stepsBefore = 0;
  /** Steps of the whole training that are done. */
  #steps = 0;
  #resumes = false;

  /** @throws {ValueError} when the folder is empty or an option is out of range */
  constructor(logDir: string, options: TensorBoardOptions = {}) {
    super();
    const { updateFreq = 'epoch', scalarForm = 'simpleValue' } = options;
    if (logDir === '') throw new ValueError('logDir is empty; expected the folder to write into');
    const everySteps = updateFreq === 'batch' ? 1 : updateFreq;
    if (everySteps !== 'epoch' && !(Number.isSafeInteger(everySteps) && everySteps > 0)) {
      throw new ValueError(
        `updateFreq is ${updateFreq}; expected 'epoch', 'batch' or a whole number of at least 1`,
      );
    }
    this.#logDir = logDir;
    this.#everySteps = everySteps === 'epoch' ? null : everySteps;
    this.#scalarForm = scalarForm;
    if (everySteps !== 'epoch') {
      // Only here: fit computes the logs of single steps for callbacks that have this hook.
      this.onBatchEnd = (_, logs = {}): Promise<void> => this.#endStep(logs, everySteps);
    }
  }

  override setParams(params: FitParams): void {
    const { initialEpoch, steps, samples, batchSize } = params;
    const stepsPerEpoch = Number(steps ?? Math.ceil(Number(samples) / Number(batchSize)));
    const before = Number(initialEpoch) * stepsPerEpoch;
    this.#stepsBefore = Number.isFinite(before) ? before : 0;
  }

  override async onTrainBegin(): Promise<void> {
    // model.fit tears the hooks off instances that stand behind a plain object.
    if (!this.model) {
      throw new ValueError('TensorBoard was not given the model that is trained', {
        hint: 'An array of callbacks for model.fit may not begin with a plain object when it holds instances.',
      });
    }
    this.close();
    if (!this.#resumes) this.#steps = this.#stepsBefore;
    this.#resumes = false;
  }

  /** @throws {FileError} when the files cannot be written */
  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    const { train, validation } = await splitLogs(logs);
    const rate: unknown = Reflect.get(this.model.optimizer, 'learningRate');
    const rates = typeof rate === 'number' ? { learning_rate: rate } : {};
    this.#scalars('train', 'epoch', { ...rates, ...train }, epoch);
    this.#scalars('validation', 'epoch', validation, epoch);
    for (const writer of this.#writers.values()) writer.flush();
  }

  override async onTrainEnd(): Promise<void> {
    this.close();
  }

  async onTrainInterrupt(): Promise<void> {
    this.close();
  }

  /** Closes the files; needed only where `model.fit` was ended by an error. */
  close(): void {
    for (const writer of this.#writers.values()) writer.close();
    this.#writers.clear();
  }

  getState(): CallbackState {
    return { values: { steps: this.#steps } };
  }

  setState({ values }: CallbackState): void {
    this.#steps = (values as { steps: number }).steps;
    this.#resumes = true;
  }

  async #endStep(logs: RawLogs, everySteps: number): Promise<void> {
    this.#steps += 1;
    if (this.#steps % everySteps !== 0) return;
    const { train } = await splitLogs(logs);
    this.#scalars('train', 'batch', train, this.#steps);
  }

  #scalars(
    split: Split,
    unit: 'epoch' | 'batch',
    values: Readonly<Record<string, number>>,
    step: number,
  ): void {
    for (const [name, value] of Object.entries(values)) {
      this.#writer(split, step).scalar(`${unit}_${name}`, value, step);
    }
  }

  #writer(split: Split, step: number): EventFileWriter {
    let writer = this.#writers.get(split);
    if (!writer) {
      // Epochs and steps are counted on different scales, and a purge knows but one.
      const purge = this.#everySteps === null ? { purgeStep: step } : {};
      const options = { scalarForm: this.#scalarForm, ...purge };
      writer = new EventFileWriter(join(this.#logDir, split), options);
      this.#writers.set(split, writer);
    }
    return writer;
  }
}
