// Ends a training that no longer gets better.
import type { CallbackState } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import type * as tf from '@tensorflow/tfjs';
import { checkCount } from './base/checks.ts';
import { fromJsonNumber, type JsonNumber, toJsonNumber } from './base/jsonNumbers.ts';
import { type RawLogs, readLogs } from './base/logs.ts';
import { Monitor, type MonitorOptions } from './base/monitor.ts';
import { fromNumbered, toNumbered } from './base/numberedTensors.ts';
import { StatefulCallback } from './base/statefulCallback.ts';
import { speakerOf, type Verbose } from './base/verbose.ts';

/** What EarlyStopping may be told. */
export interface EarlyStoppingOptions extends MonitorOptions {
  /** A change counts as an improvement when it is larger than this; default 0. */
  readonly minDelta?: number;
  /** Epochs without improvement that are put up with; default 0. */
  readonly patience?: number;
  /** The patience is given anew only for an improvement on this value, too; default none. */
  readonly baseline?: number;
  /**
   * Whether the model gets the weights of its best epoch when the training ends, whatever ended it;
   * default false.
   */
  readonly restoreBestWeights?: boolean;
  /** The first epoch, from 0, whose value is looked at; default 0. */
  readonly startFromEpoch?: number;
  readonly verbose?: Verbose;
}

/**
 * Ends the training when a value has stopped getting better.
 *
 * Use it to train for as many epochs as it takes, instead of guessing `epochs`. The rules are those
 * of Keras 3, except that NaN is never an improvement, not even as the first value.
 *
 * @example
 * const stopping = new EarlyStopping({ monitor: 'valLoss', patience: 5, restoreBestWeights: true });
 * await model.fit(x, y, { epochs: 1000, validationSplit: 0.1, callbacks: [stopping] });
 * stopping.bestEpoch // 37
 * @see https://keras.io/api/callbacks/early_stopping/
 */
export class EarlyStopping extends StatefulCallback {
  readonly name = 'EarlyStopping';
  readonly #monitor: Monitor;
  readonly #patience: number;
  readonly #baseline: number | null;
  readonly #restoresBestWeights: boolean;
  readonly #startFromEpoch: number;
  readonly #say: (message: string) => void;
  #wait = 0;
  #best: number | null = null;
  #bestEpoch: number | null = null;
  #stoppedEpoch: number | null = null;
  #bestWeights: readonly tf.Tensor[] | null = null;

  /** @throws {ValueError} when an option is out of range */
  constructor(options: EarlyStoppingOptions = {}) {
    super();
    const { patience = 0, baseline, startFromEpoch = 0 } = options;
    checkCount('patience', patience, 0);
    checkCount('startFromEpoch', startFromEpoch, 0);
    if (Number.isNaN(baseline)) throw new ValueError('baseline is NaN; expected a number');
    this.#monitor = new Monitor(options, options.minDelta);
    this.#patience = patience;
    this.#baseline = baseline ?? null;
    this.#restoresBestWeights = options.restoreBestWeights ?? false;
    this.#startFromEpoch = startFromEpoch;
    this.#say = speakerOf(options.verbose);
  }

  /** The best value so far; null before the first. */
  get best(): number | null {
    return this.#best;
  }

  /** The epoch of the best value, from 0; null before the first. */
  get bestEpoch(): number | null {
    return this.#bestEpoch;
  }

  /** The epoch, from 0, after which the training was ended; null when it was not. */
  get stoppedEpoch(): number | null {
    return this.#stoppedEpoch;
  }

  /** @throws {ValueError} when nothing tells whether small or large values are good */
  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#monitor.begin(this.facts);
  }

  /** @throws {ValueError} when the monitored value is not among the logs */
  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    const value = this.#monitor.valueIn(await readLogs(logs));
    if (value === null || epoch < this.#startFromEpoch) return;
    if (this.#bestEpoch === null) this.#keepAsBest(epoch);
    this.#wait += 1;
    if (this.#monitor.isImprovement(value, this.#best)) {
      this.#best = value;
      this.#keepAsBest(epoch);
      if (this.#baseline === null || this.#monitor.isImprovement(value, this.#baseline)) {
        this.#wait = 0;
      }
    } else if (this.#wait >= this.#patience && epoch > 0) {
      this.#stoppedEpoch = epoch;
      this.model.stopTraining = true;
    }
  }

  override async onTrainEnd(): Promise<void> {
    if (this.#stoppedEpoch !== null) this.#say(`Epoch ${this.#stoppedEpoch + 1}: early stopping`);
    if (this.#bestWeights && this.#bestEpoch !== null) {
      this.#say(`Restoring the weights of the best epoch: ${this.#bestEpoch + 1}`);
      this.model.setWeights([...this.#bestWeights]);
    }
    this.dispose();
  }

  async onTrainInterrupt(): Promise<void> {
    this.dispose();
  }

  /** Gives back the kept weights; needed only where `model.fit` was ended by an error. */
  dispose(): void {
    for (const tensor of this.#bestWeights ?? []) tensor.dispose();
    this.#bestWeights = null;
  }

  getState(): CallbackState {
    return {
      values: {
        wait: this.#wait,
        best: toJsonNumber(this.#best),
        bestEpoch: this.#bestEpoch,
        stoppedEpoch: this.#stoppedEpoch,
      },
      tensors: toNumbered(this.#bestWeights),
    };
  }

  protected override reset(): void {
    this.dispose();
    this.#wait = 0;
    this.#best = null;
    this.#bestEpoch = null;
    this.#stoppedEpoch = null;
  }

  protected override restore({ values, tensors }: CallbackState): void {
    this.dispose();
    const saved = values as {
      wait: number;
      best: JsonNumber;
      bestEpoch: number | null;
      stoppedEpoch: number | null;
    };
    this.#wait = saved.wait;
    this.#best = fromJsonNumber(saved.best);
    this.#bestEpoch = saved.bestEpoch;
    this.#stoppedEpoch = saved.stoppedEpoch;
    this.#bestWeights = fromNumbered(tensors);
  }

  #keepAsBest(epoch: number): void {
    this.#bestEpoch = epoch;
    if (!this.#restoresBestWeights) return;
    this.dispose();
    this.#bestWeights = this.model.getWeights().map((weight) => weight.clone());
  }
}
