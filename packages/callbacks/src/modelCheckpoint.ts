// Saves the model while it trains.
import { rm } from 'node:fs/promises';
import type { CallbackState, Logs } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { saveModel, saveWeights } from '@dlqr/core/models';
import { checkCount } from './base/checks.ts';
import { fromJsonNumber, type JsonNumber, toJsonNumber } from './base/jsonNumbers.ts';
import { type RawLogs, readBatchLogs, readLogs } from './base/logs.ts';
import { Monitor } from './base/monitor.ts';
import { removeFiles } from './base/removeFiles.ts';
import { StatefulCallback } from './base/statefulCallback.ts';
import { speakerOf } from './base/verbose.ts';
import {
  checkNames,
  checkWeightsOnly,
  type ModelCheckpointOptions,
} from './modelCheckpointOptions.ts';
import { fillPath } from './pathTemplate.ts';

/** What saveModel writes. */
const MODEL_FILES = /^(model\.json|weights-[0-9a-f]{16}\.bin)$/;

/**
 * Saves the model into a folder of its own (its weights alone into a file), after every epoch or
 * every so many batches.
 *
 * Use it to have the best model at hand; `loadModel` of `@dlqr/core` reads the folder. To resume a
 * training bit for bit, use the `checkpoint` of core's `fit` instead. "Best so far" goes on over
 * several trainings with the same instance.
 *
 * @example
 * const checkpoint = new ModelCheckpoint('models/{epoch:02d}-{valLoss:.3f}', {
 *   saveBestOnly: true,
 *   keepNewest: 3,
 * });
 * await model.fit(x, y, { epochs: 20, validationSplit: 0.1, callbacks: [checkpoint] });
 * checkpoint.saved // ['models/09-0.231', 'models/12-0.228', 'models/17-0.225']
 * @see https://keras.io/api/callbacks/model_checkpoint/
 */
export class ModelCheckpoint extends StatefulCallback {
  readonly name = 'ModelCheckpoint';
  readonly #path: string;
  readonly #monitor: Monitor | null;
  readonly #saveFreq: 'epoch' | number;
  readonly #includeOptimizer: boolean;
  readonly #saveWeightsOnly: boolean;
  readonly #keepNewest: number;
  readonly #say: (message: string) => void;
  #best: number | null;
  #saved: string[] = [];
  #epoch = 0;
  #batchesSinceSave = 0;

  /**
   * @param path the folder, or the file with `saveWeightsOnly`; may hold `{epoch:02d}` (the first epoch is 1), `{batch}` when saving by
   * batches, and any value of the logs such as `{valLoss:.4f}`
   * @throws {ValueError} when an option is out of range or the path cannot be understood
   */
  constructor(path: string, options: ModelCheckpointOptions = {}) {
    super();
    const { saveFreq = 'epoch', keepNewest, initialValueThreshold = null } = options;
    if (path === '') throw new ValueError('path is empty; expected the folder to save into');
    checkWeightsOnly(path, options);
    checkNames(path, options);
    if (saveFreq !== 'epoch') checkCount('saveFreq', saveFreq, 1);
    if (keepNewest !== undefined) checkCount('keepNewest', keepNewest, 1);
    this.#path = path;
    this.#monitor = options.saveBestOnly ? new Monitor(options) : null;
    this.#saveFreq = saveFreq;
    this.#includeOptimizer = options.includeOptimizer ?? false;
    this.#saveWeightsOnly = options.saveWeightsOnly ?? false;
    this.#keepNewest = keepNewest ?? Number.POSITIVE_INFINITY;
    this.#say = speakerOf(options.verbose);
    this.#best = initialValueThreshold;
    if (saveFreq !== 'epoch') {
      this.onBatchEnd = (batch: number, logs: RawLogs = {}): Promise<void> =>
        this.#countBatch(batch, logs, saveFreq);
    }
  }

  /** The folders, or files, saved and kept so far, the newest last. */
  get saved(): readonly string[] {
    return this.#saved;
  }

  /** The best value so far; null before the first, and without `saveBestOnly`. */
  get best(): number | null {
    return this.#best;
  }

  /** @throws {ValueError} when nothing tells whether small or large values are good */
  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#monitor?.begin(this.facts);
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#epoch = epoch;
  }

  /**
   * @throws {ValueError} when the monitored value or one of the path is not among the logs
   * @throws {FileError} when the folder or file cannot be written
   */
  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    if (this.#saveFreq === 'epoch') await this.#save(await readLogs(logs), { epoch: epoch + 1 });
  }

  getState(): CallbackState {
    return {
      values: {
        best: toJsonNumber(this.#best),
        saved: [...this.#saved],
        batchesSinceSave: this.#batchesSinceSave,
      },
    };
  }

  protected override reset(): void {
    this.#batchesSinceSave = 0;
  }

  protected override restore({ values }: CallbackState): void {
    const state = values as {
      best: JsonNumber;
      saved: readonly string[];
      batchesSinceSave: number;
    };
    this.#best = fromJsonNumber(state.best);
    this.#saved = [...state.saved];
    this.#batchesSinceSave = state.batchesSinceSave;
  }

  async #countBatch(batch: number, logs: RawLogs, saveFreq: number): Promise<void> {
    this.#batchesSinceSave += 1;
    if (this.#batchesSinceSave < saveFreq) return;
    this.#batchesSinceSave = 0;
    const counts = { epoch: this.#epoch + 1, batch: batch + 1 };
    await this.#save(await readBatchLogs(logs), counts);
  }

  async #save(logs: Logs, counts: { epoch: number; batch?: number }): Promise<void> {
    const path = this.#monitor
      ? this.#pathOfBest(this.#monitor, logs, counts)
      : fillPath(this.#path, { ...logs, ...counts });
    if (path === null) return;
    if (this.#saveWeightsOnly) await saveWeights(this.model, path);
    else await saveModel(this.model, path, { includeOptimizer: this.#includeOptimizer });
    this.#say(`Epoch ${counts.epoch}: saved ${path}`);
    this.#saved = [...this.#saved.filter((other) => other !== path), path];
    await this.#removeOldest();
  }

  /** Where to save a model that is the best so far; null for any other. */
  #pathOfBest(monitor: Monitor, logs: Logs, counts: { epoch: number }): string | null {
    const value = monitor.valueIn(logs);
    if (value === null) return null;
    const best = this.#best;
    const isBest = monitor.isImprovement(value, best);
    const said = `Epoch ${counts.epoch}: ${monitor.name} is ${value}`;
    this.#say(isBest ? `${said}, the best so far` : `${said}, no improvement on ${best}`);
    if (!isBest) return null;
    this.#best = value;
    return fillPath(this.#path, { ...logs, ...counts });
  }

  async #removeOldest(): Promise<void> {
    while (this.#saved.length > this.#keepNewest) {
      const [oldest, ...others] = this.#saved as [string, ...string[]];
      await (this.#saveWeightsOnly
        ? rm(oldest, { force: true })
        : removeFiles(oldest, MODEL_FILES));
      this.#saved = others;
    }
  }
}
