// Ends a training whose loss is lost.
import { DivergenceError } from '@dlqr/core/errors';
import { type RawLogs, readLogs } from './base/logs.ts';
import { ModelCallback } from './base/modelCallback.ts';

/** What TerminateOnNaN may be told. */
export interface TerminateOnNaNOptions {
  /** Whether the training fails with an error instead of ending; default false. */
  readonly raiseError?: boolean;
}

/** Where a training was ended, counted from 0, and by which loss. */
export interface Termination {
  readonly epoch: number;
  readonly batch: number;
  readonly loss: number;
}

/**
 * Ends the training at the first step whose loss is NaN or infinite.
 *
 * @example
 * const guard = new TerminateOnNaN();
 * await model.fit(x, y, { epochs: 50, callbacks: [guard] });
 * if (guard.termination) console.log(`lost in epoch ${guard.termination.epoch}`);
 * @see https://keras.io/api/callbacks/terminate_on_nan/
 */
export class TerminateOnNaN extends ModelCallback {
  readonly #raiseError: boolean;
  #epoch = 0;
  #termination: Termination | null = null;

  constructor(options: TerminateOnNaNOptions = {}) {
    super();
    this.#raiseError = options.raiseError ?? false;
  }

  /** Where the last training was ended by this callback; null when it was not. */
  get termination(): Termination | null {
    return this.#termination;
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#termination = null;
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#epoch = epoch;
  }

  /** @throws {DivergenceError} with `raiseError`, when the loss is not finite */
  override async onBatchEnd(batch: number, logs: RawLogs = {}): Promise<void> {
    if (logs.loss === undefined) return;
    const { loss = 0 } = await readLogs({ loss: logs.loss });
    if (Number.isFinite(loss)) return;
    this.#termination = { epoch: this.#epoch, batch, loss };
    this.model.stopTraining = true;
    if (!this.#raiseError) return;
    throw new DivergenceError(
      `the loss is ${loss} after step ${batch} of epoch ${this.#epoch} (both counted from 0)`,
      { hint: 'Lower the learning rate, clip the gradients, or look for bad values in the data.' },
    );
  }
}
