// Saves the model while it trains.
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallbackState, Logs } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { saveModel } from '@dlqr/core/models';
import { checkCount } from './base/checks.ts';
import { fromJsonNumber, type JsonNumber, toJsonNumber } from './base/jsonNumbers.ts';
import { isValidationName, type RawLogs, readBatchLogs, readLogs } from './base/logs.ts';
import { Monitor, type MonitorOptions } from './base/monitor.ts';
import { StatefulCallback } from './base/statefulCallback.ts';
import { fillPath, placeholderNames } from './pathTemplate.ts';

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
  /** How many of the saved models are kept, the newest ones; default all. */
  readonly keepNewest?: number;
}

/**
 * Saves the model into a folder of its own, after every epoch or every so many batches.
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
  readonly #keepNewest: number;
  #best: number | null;
  #saved: string[] = [];
  #epoch = 0;
  #batchesSinceSave = 0;

  /**
   * @param path the folder; may hold `{epoch:02d}` (the first epoch is 1), `{batch}` when saving by
   * batches, and any value of the logs such as `{valLoss:.4f}`
   * @throws {ValueError} when an option is out of range or the path cannot be understood
   */
  constructor(path: string, options: ModelCheckpointOptions = {}) {
    super();
    const { saveFreq = 'epoch', keepNewest, initialValueThreshold = null } = options;
    if (path === '') throw new ValueError('path is empty; expected the folder to save into');
    if (saveFreq !== 'epoch') checkCount('saveFreq', saveFreq, 1);
    if (keepNewest !== undefined) checkCount('keepNewest', keepNewest, 1);
    this.#path = path;
    this.#monitor = options.saveBestOnly ? new Monitor(options) : null;
    this.#saveFreq = saveFreq;
    this.#includeOptimizer = options.includeOptimizer ?? false;
    this.#keepNewest = keepNewest ?? Number.POSITIVE_INFINITY;
    this.#best = initialValueThreshold;
    this.#checkNames();
    if (saveFreq !== 'epoch') {
      this.onBatchEnd = (batch: number, logs: RawLogs = {}): Promise<void> =>
        this.#countBatch(batch, logs, saveFreq);
    }
  }

  /** The folders saved and kept so far, the newest last. */
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
   * @throws {FileError} when the folder cannot be written
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
    if (this.#monitor) {
      const value = this.#monitor.valueIn(logs);
      if (value === null || !this.#monitor.isImprovement(value, this.#best)) return;
      this.#best = value;
    }
    const path = fillPath(this.#path, { ...logs, ...counts });
    await saveModel(this.model, path, { includeOptimizer: this.#includeOptimizer });
    this.#saved = [...this.#saved.filter((other) => other !== path), path];
    await this.#removeOldest();
  }

  async #removeOldest(): Promise<void> {
    while (this.#saved.length > this.#keepNewest) {
      const [oldest, ...others] = this.#saved as [string, ...string[]];
      await removeModel(oldest);
      this.#saved = others;
    }
  }

  #checkNames(): void {
    const names = placeholderNames(this.#path);
    if (this.#saveFreq === 'epoch') {
      if (!names.includes('batch')) return;
      throw new ValueError(`the path "${this.#path}" asks for "batch", but epochs are saved`, {
        hint: 'Leave {batch} out, or give saveFreq a number of batches.',
      });
    }
    const asked = [...names, ...(this.#monitor ? [this.#monitor.name] : [])];
    const unknown = asked.find(isValidationName);
    if (!unknown) return;
    throw new ValueError(`"${unknown}" is known only at the end of an epoch; batches are saved`, {
      hint: "Use a value of the training data such as 'loss', or saveFreq: 'epoch'.",
    });
  }
}

/** Removes what saveModel wrote, and the folder where nothing else is in it. */
async function removeModel(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names) {
    if (/^(model\.json|weights-[0-9a-f]{16}\.bin)$/.test(name)) await rm(join(directory, name));
  }
  await rmdir(directory).catch(() => undefined);
}
