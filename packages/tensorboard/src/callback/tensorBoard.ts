// Writes what a training gives for TensorBoard, while it trains.
import { join } from 'node:path';
import type { CallbackParams, CallbackState, TrainingCallback } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { EventFileWriter } from '../events/eventFileWriter.ts';
import { writeEmbeddings } from '../projector/writeEmbeddings.ts';
import { type RawLogs, splitLogs } from './logs.ts';
import { checkEmbeddingNames, embeddingsOf, writeProbe, writeWeights } from './modelSummaries.ts';
import { StepClock } from './stepClock.ts';
import {
  type CheckedOptions,
  checkedOptions,
  type TensorBoardOptions,
} from './tensorBoardOptions.ts';

type Split = 'train' | 'validation';
type FitParams = Parameters<tf.Callback['setParams']>[0] | CallbackParams;

/**
 * Writes the values of every epoch into `<logDir>/train` and `<logDir>/validation`, and what else is
 * asked for, as the callback of Keras does.
 *
 * Tags are `epoch_loss`, `epoch_roc_auc` and so on, the same for both, and `epoch_learning_rate`;
 * with `updateFreq`, `batch_loss` and so on over the steps of the whole training, counted from 1.
 * With `histogramFreq`, `dense/kernel/histogram` and so on of every weight, with `probe`
 * `dense/kernel/gradient` and `dense/output`. After each epoch the files can be read. A training that
 * is resumed goes on in new files of the same folders.
 *
 * @example
 * const board = new TensorBoard('logs/wine', { histogramFreq: 1 });
 * await model.fit(x, y, { epochs: 20, validationSplit: 0.1, callbacks: [board] });
 * // tensorboard --logdir logs
 * @see https://keras.io/api/callbacks/tensorboard/
 */
export class TensorBoard extends tf.Callback implements TrainingCallback {
  /** Its name in checkpoints. */
  readonly name = 'TensorBoard';
  readonly #logDir: string;
  readonly #options: CheckedOptions;
  readonly #writers = new Map<Split, EventFileWriter>();
  readonly #clock = new StepClock();
  #hasGraph = false;

  /** @throws {ValueError} when the folder is empty or an option is out of range */
  constructor(logDir: string, options: TensorBoardOptions = {}) {
    super();
    if (logDir === '') throw new ValueError('logDir is empty; expected the folder to write into');
    this.#logDir = logDir;
    this.#options = checkedOptions(options);
    const { everySteps } = this.#options;
    if (everySteps !== null) {
      // Only here: fit computes the logs of single steps for callbacks that have this hook.
      this.onBatchEnd = (batch, logs = {}): Promise<void> => this.#endStep(batch, logs, everySteps);
    }
  }

  override setParams(params: FitParams): void {
    const { initialEpoch, steps, samples, batchSize } = params;
    const stepsPerEpoch = Number(steps ?? Math.ceil(Number(samples) / Number(batchSize)));
    this.#clock.plan(Number(initialEpoch), stepsPerEpoch);
  }

  /** @throws {ValueError} when the model has no embedding layer of a name in `embeddingsMetadata` */
  override async onTrainBegin(): Promise<void> {
    // model.fit tears the hooks off instances that stand behind a plain object.
    if (!this.model) {
      throw new ValueError('TensorBoard was not given the model that is trained', {
        hint: 'An array of callbacks for model.fit may not begin with a plain object when it holds instances.',
      });
    }
    this.close();
    this.#hasGraph = false;
    this.#clock.beginTraining();
    const { embeddingsFreq, embeddingsMetadata } = this.#options;
    if (embeddingsFreq > 0) checkEmbeddingNames(this.#layersModel, embeddingsMetadata);
  }

  /** @throws {FileError} when the files cannot be written */
  override async onEpochBegin(epoch: number): Promise<void> {
    this.#clock.beginEpoch();
    if (!this.#options.writeGraph || this.#hasGraph) return;
    this.#hasGraph = true;
    const writer = this.#writer('train', epoch);
    writer.model(this.#layersModel);
    writer.flush();
  }

  override async onBatchBegin(batch: number): Promise<void> {
    this.#clock.beginStep(batch);
  }

  /** @throws {FileError} when the files cannot be written */
  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    const { histogramFreq, writeImages, probe, embeddingsFreq } = this.#options;
    const stepsPerSecond = this.#clock.endEpoch();
    const { train, validation } = await splitLogs(logs);
    const rate: unknown = Reflect.get(this.model.optimizer, 'learningRate');
    const rates = typeof rate === 'number' ? { learning_rate: rate } : {};
    this.#scalars('train', 'epoch', { ...rates, ...train, ...this.#speed(stepsPerSecond) }, epoch);
    this.#scalars('validation', 'epoch', validation, epoch);
    if (histogramFreq > 0 && epoch % histogramFreq === 0) {
      const writer = this.#writer('train', epoch);
      await writeWeights(writer, this.#layersModel, epoch, writeImages);
      if (probe) await writeProbe(writer, this.#layersModel, epoch, probe);
    }
    if (embeddingsFreq > 0 && epoch % embeddingsFreq === 0) {
      const { embeddingsMetadata } = this.#options;
      const embeddings = await embeddingsOf(this.#layersModel, embeddingsMetadata);
      if (embeddings.length > 0) await writeEmbeddings(this.#logDir, embeddings);
    }
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
    return this.#clock.getState();
  }

  setState(state: CallbackState): void {
    this.#clock.setState(state);
  }

  get #layersModel(): tf.LayersModel {
    return this.model as tf.LayersModel;
  }

  async #endStep(batch: number, logs: RawLogs, everySteps: number): Promise<void> {
    const { step, numEnded, perSecond } = this.#clock.endStep(batch);
    const isDue = Math.floor(step / everySteps) > Math.floor((step - numEnded) / everySteps);
    if (!isDue) return;
    const { train } = await splitLogs(logs);
    this.#scalars('train', 'batch', { ...train, ...this.#speed(perSecond) }, step);
  }

  #speed(stepsPerSecond: number): Record<string, number> {
    return this.#options.writeStepsPerSecond ? { steps_per_second: stepsPerSecond } : {};
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
      const { everySteps, scalarForm } = this.#options;
      // Epochs and steps are counted on different scales, and a purge knows but one.
      const purge = everySteps === null ? { purgeStep: step } : {};
      writer = new EventFileWriter(join(this.#logDir, split), { scalarForm, ...purge });
      this.#writers.set(split, writer);
    }
    return writer;
  }
}
