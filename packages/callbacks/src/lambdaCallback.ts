// A callback made of plain functions.
import type { Logs } from '@dlqr/core';
import { type RawLogs, readBatchLogs, readLogs } from './base/logs.ts';
import { ModelCallback } from './base/modelCallback.ts';

/** The functions of a LambdaCallback, all optional; epochs and batches count from 0. */
export interface LambdaHooks {
  readonly onTrainBegin?: () => void | Promise<void>;
  readonly onTrainEnd?: () => void | Promise<void>;
  /** In core's `fit`, instead of onTrainEnd when a signal or an error ends the training. */
  readonly onTrainInterrupt?: () => void | Promise<void>;
  readonly onEpochBegin?: (epoch: number) => void | Promise<void>;
  readonly onEpochEnd?: (epoch: number, logs: Logs) => void | Promise<void>;
  readonly onBatchBegin?: (batch: number) => void | Promise<void>;
  readonly onBatchEnd?: (batch: number, logs: Logs) => void | Promise<void>;
  /** In core's `fit`, before the validation of an epoch; `model.fit` tells nobody. */
  readonly onTestBegin?: () => void | Promise<void>;
  /** In core's `fit`, after the validation of an epoch, with what it gave. */
  readonly onTestEnd?: (logs: Logs) => void | Promise<void>;
}

/**
 * Calls functions at the moments of a training.
 *
 * It gives them plain numbers under camelCase names, whichever loop trains. It is also how plain
 * functions and callback instances get into one array: `model.fit` cannot mix them otherwise.
 *
 * @example
 * const shout = new LambdaCallback({
 *   onEpochEnd: (epoch, { loss }) => console.log(epoch, loss),
 * });
 * await model.fit(x, y, { epochs: 2, callbacks: [new TerminateOnNaN(), shout] });
 * @see https://keras.io/api/callbacks/lambda_callback/
 */
export class LambdaCallback extends ModelCallback {
  readonly #hooks: LambdaHooks;

  constructor(hooks: LambdaHooks) {
    super();
    this.#hooks = hooks;
    const { onBatchEnd } = hooks;
    if (onBatchEnd) {
      this.onBatchEnd = async (batch: number, logs: RawLogs = {}): Promise<void> =>
        onBatchEnd(batch, await readBatchLogs(logs));
    }
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    await this.#hooks.onTrainBegin?.();
  }

  override async onTrainEnd(): Promise<void> {
    await this.#hooks.onTrainEnd?.();
  }

  async onTrainInterrupt(): Promise<void> {
    await this.#hooks.onTrainInterrupt?.();
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    await this.#hooks.onEpochBegin?.(epoch);
  }

  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    await this.#hooks.onEpochEnd?.(epoch, await readLogs(logs));
  }

  async onTestBegin(): Promise<void> {
    await this.#hooks.onTestBegin?.();
  }

  async onTestEnd(logs: RawLogs = {}): Promise<void> {
    await this.#hooks.onTestEnd?.(await readLogs(logs));
  }

  override async onBatchBegin(batch: number): Promise<void> {
    await this.#hooks.onBatchBegin?.(batch);
  }
}
