// Keeps a training alive through crashes of the program.
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainingCallback } from '@dlqr/core';
import {
  type Checkpoint,
  captureTraining,
  type Fingerprint,
  loadNewestCheckpoint,
  restoreCallbacks,
  restoreTraining,
  saveCheckpoint,
} from '@dlqr/core/checkpoints';
import { FileError, ValueError } from '@dlqr/core/errors';
import type * as tf from '@tensorflow/tfjs';
import { checkCount } from './base/checks.ts';
import { ModelCallback } from './base/modelCallback.ts';
import { removeFiles } from './base/removeFiles.ts';
import { speakerOf, type Verbose } from './base/verbose.ts';

/** What BackupAndRestore may be told. */
export interface BackupAndRestoreOptions {
  /** `epoch`, or the number of batches between two backups; default `epoch`. */
  readonly saveFreq?: 'epoch' | number;
  /**
   * Whether the backup before the newest stays, too, and is taken where the newest is damaged;
   * default false.
   */
  readonly doubleCheckpoint?: boolean;
  /** Whether the backup goes away when the training ends as planned; default true. */
  readonly deleteCheckpoint?: boolean;
  /**
   * Callbacks whose states are kept, too: `EarlyStopping`, `ReduceLROnPlateau`, `History` …, and
   * always `SwapEMAWeights`, which holds the weights between epochs.
   */
  readonly callbacks?: readonly TrainingCallback[];
  readonly verbose?: Verbose;
}

const BACKUP_FILE = /^checkpoint-\d+\.safetensors$/;
/** What a crash leaves of a backup that was being written. */
const UNFINISHED_FILE = /^checkpoint-\d+\.safetensors\.\d+-[0-9a-f]+\.tmp$/;
/** Backups, damaged ones put aside, and unfinished ones. */
const OUR_FILES = /^checkpoint-\d+\.safetensors(\.damaged|\.\d+-[0-9a-f]+\.tmp)?$/;

/**
 * Backs a training up, so that the same program goes on where it was after a crash.
 *
 * Weights, the exact state of the optimizer, the epoch and the states of `callbacks` are written
 * into one file, which takes its name only when it is whole: the backup before it is removed after
 * that. A backup made within an epoch begins that epoch anew. Place it last in the array of
 * callbacks. `model.fit` cannot be told to begin elsewhere from within: pass what `restore` gives.
 *
 * In core's `fit`, the option `checkpoint` does more: it goes on at the very step, with the same
 * random numbers.
 *
 * @example
 * const stopping = new EarlyStopping({ patience: 5 });
 * const backup = new BackupAndRestore('runs/backup', { callbacks: [stopping] });
 * await model.fit(x, y, {
 *   epochs: 50,
 *   initialEpoch: await backup.restore(model), // 0 at first, 17 after a crash in epoch 17
 *   callbacks: [stopping, backup],
 * });
 * @see https://keras.io/api/callbacks/backup_and_restore/
 */
export class BackupAndRestore extends ModelCallback {
  readonly #directory: string;
  readonly #saveFreq: 'epoch' | number;
  readonly #keep: number;
  readonly #deletes: boolean;
  readonly #callbacks: readonly TrainingCallback[];
  readonly #say: (message: string) => void;
  /** The epoch that `restore` gave, until a training begins with it. */
  #restoredEpoch: number | null = null;
  #hasBegun = false;
  #epoch = 0;
  #batches = 0;
  /** Numbers the backups; they go on counting after a restore. */
  #saves = 0;

  /**
   * @param directory of the backups, used by nothing else
   * @throws {ValueError} when an option is out of range
   */
  constructor(directory: string, options: BackupAndRestoreOptions = {}) {
    super();
    const { saveFreq = 'epoch', doubleCheckpoint = false, deleteCheckpoint = true } = options;
    if (directory === '') throw new ValueError('directory is empty; expected a folder');
    if (saveFreq !== 'epoch') checkCount('saveFreq', saveFreq, 1);
    this.#directory = directory;
    this.#saveFreq = saveFreq;
    this.#keep = doubleCheckpoint ? 2 : 1;
    this.#deletes = deleteCheckpoint;
    this.#callbacks = options.callbacks ?? [];
    this.#say = speakerOf(options.verbose);
    if (saveFreq !== 'epoch') {
      this.onBatchEnd = async (): Promise<void> => {
        this.#batches += 1;
        if (this.#batches % saveFreq === 0) await this.#save(this.#epoch);
      };
    }
  }

  /**
   * Puts the model, its optimizer and the callbacks back to the newest backup.
   *
   * @param model compiled as it was
   * @returns the epoch to begin with, to be passed on as `initialEpoch`; 0 where there is no backup
   * @throws {FileError} when the backup is damaged, and there is no other with `doubleCheckpoint`
   * @throws {ValueError} when the model is not compiled, or the backup is of another model
   */
  async restore(model: tf.LayersModel): Promise<number> {
    requireOptimizer(model);
    const checkpoint = await this.#load();
    if (!checkpoint) return 0;
    const trained = { model, optimizer: model.optimizer };
    const { epoch } = restoreTraining(trained, checkpoint, fingerprintOf(model));
    for (const callback of this.#callbacks) callback.setModel?.(model);
    restoreCallbacks(this.#callbacks, checkpoint);
    this.#saves = checkpoint.step;
    this.#restoredEpoch = epoch;
    this.#say(`Going on with epoch ${epoch + 1} from the backup in ${this.#directory}`);
    return epoch;
  }

  /** @throws {ValueError} when there is a backup that was not restored: it would be lost */
  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    requireOptimizer(this.model);
    this.#batches = 0;
    this.#hasBegun = false;
    if (this.#restoredEpoch === null && (await backupsIn(this.#directory)).length > 0) {
      throw new ValueError(
        `there is a backup in ${this.#directory}, which this training does not go on from`,
        { hint: 'Pass initialEpoch: await backup.restore(model), or remove the folder.' },
      );
    }
    await removeFiles(this.#directory, UNFINISHED_FILE);
  }

  /**
   * @throws {ValueError} when the training begins at another epoch than the backup
   * @throws {FileError} when the folder cannot be written
   */
  override async onEpochBegin(epoch: number): Promise<void> {
    this.#epoch = epoch;
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const restored = this.#restoredEpoch;
    this.#restoredEpoch = null;
    // At once, so that what cannot be saved is an error before hours of training.
    if (restored === null) return this.#save(epoch);
    if (restored === epoch) return;
    throw new ValueError(
      `the training begins at epoch ${epoch}; the backup that was restored is at epoch ${restored}`,
      { hint: 'Pass what restore gave as initialEpoch.' },
    );
  }

  /** @throws {FileError} when the backup cannot be written; the one before it is still there */
  override async onEpochEnd(epoch: number): Promise<void> {
    if (this.#saveFreq === 'epoch') await this.#save(epoch + 1);
  }

  override async onTrainEnd(): Promise<void> {
    this.#restoredEpoch = null;
    if (this.#deletes) await removeFiles(this.#directory, OUR_FILES);
  }

  async #save(epoch: number): Promise<void> {
    this.#saves += 1;
    const progress = {
      epoch,
      stepInEpoch: 0,
      step: this.#saves,
      history: {},
      epochs: [],
      stopped: false,
      recorder: null,
    };
    const { model } = this;
    const backup = captureTraining(
      { model, optimizer: model.optimizer },
      this.#callbacks,
      progress,
      fingerprintOf(model),
    );
    await saveCheckpoint(this.#directory, backup, this.#keep);
  }

  /** The newest backup; with `doubleCheckpoint` the one before it where the newest is damaged. */
  async #load(): Promise<Checkpoint | null> {
    const backups = await backupsIn(this.#directory);
    try {
      return await loadNewestCheckpoint(this.#directory);
    } catch (error) {
      const newest = backups.at(-1);
      if (!(error instanceof FileError) || this.#keep < 2 || !newest || backups.length < 2)
        throw error;
      const path = join(this.#directory, newest);
      await rename(path, `${path}.damaged`);
      this.#say(`${error.message}; put aside as ${newest}.damaged`);
      return loadNewestCheckpoint(this.#directory);
    }
  }
}

async function backupsIn(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => BACKUP_FILE.test(name)).sort();
}

function requireOptimizer(model: tf.LayersModel): void {
  if (model.optimizer) return;
  throw new ValueError('the model has not been compiled', {
    hint: 'Compile it with the optimizer it was trained with before restoring a backup.',
  });
}

/** What must be the same; names of layers count up within a process and are left out. */
function fingerprintOf(model: tf.LayersModel): Fingerprint {
  return {
    weights: model.weights.map((weight) => `[${weight.read().shape}]`).join(' '),
    optimizer: model.optimizer.getClassName(),
  };
}
