// Lowers the learning rate when a training gets stuck.
import type { CallbackState } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { learningRateOf, setLearningRate } from '@dlqr/core/learning-rate';
import { checkCount, checkNotNegative } from './base/checks.ts';
import { fromJsonNumber, type JsonNumber, toJsonNumber } from './base/jsonNumbers.ts';
import { type RawLogs, readLogs } from './base/logs.ts';
import { Monitor, type MonitorOptions } from './base/monitor.ts';
import { StatefulCallback } from './base/statefulCallback.ts';
import { speakerOf, type Verbose } from './base/verbose.ts';

/** What ReduceLROnPlateau may be told. */
export interface ReduceLROnPlateauOptions extends MonitorOptions {
  /** The learning rate is multiplied with this, 0 to below 1; default 0.1. */
  readonly factor?: number;
  /** Epochs without improvement before the learning rate is lowered; default 10. */
  readonly patience?: number;
  /** A change counts as an improvement when it is larger than this; default 1e-4. */
  readonly minDelta?: number;
  /** Epochs after a reduction that do not count; default 0. */
  readonly cooldown?: number;
  /** The learning rate is not lowered below this; default 0. */
  readonly minLearningRate?: number;
  readonly verbose?: Verbose;
}

/**
 * Lowers the learning rate when a value has stopped getting better.
 *
 * The rules are those of Keras 3, except that NaN is never an improvement. The learning rate of the
 * epoch goes into its logs as `learningRate`, for the callbacks behind this one and the history.
 *
 * @example
 * const plateau = new ReduceLROnPlateau({ monitor: 'valLoss', factor: 0.2, patience: 5 });
 * await model.fit(x, y, { epochs: 50, validationSplit: 0.1, callbacks: [plateau] });
 * @see https://keras.io/api/callbacks/reduce_lr_on_plateau/
 */
export class ReduceLROnPlateau extends StatefulCallback {
  readonly name = 'ReduceLROnPlateau';
  readonly #monitor: Monitor;
  readonly #factor: number;
  readonly #patience: number;
  readonly #cooldown: number;
  readonly #minLearningRate: number;
  readonly #say: (message: string) => void;
  #best: number | null = null;
  #wait = 0;
  #cooldownLeft = 0;

  /** @throws {ValueError} when an option is out of range */
  constructor(options: ReduceLROnPlateauOptions = {}) {
    super();
    const { factor = 0.1, patience = 10, minDelta = 1e-4, cooldown = 0 } = options;
    const { minLearningRate = 0 } = options;
    if (!(factor >= 0 && factor < 1)) {
      throw new ValueError(`factor is ${factor}; expected a number from 0 to below 1`);
    }
    checkCount('patience', patience, 0);
    checkCount('cooldown', cooldown, 0);
    checkNotNegative('minLearningRate', minLearningRate);
    this.#monitor = new Monitor(options, minDelta);
    this.#factor = factor;
    this.#patience = patience;
    this.#cooldown = cooldown;
    this.#minLearningRate = minLearningRate;
    this.#say = speakerOf(options.verbose);
  }

  /** @throws {ValueError} when nothing tells whether small or large values are good */
  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#monitor.begin(this.facts);
  }

  /** @throws {ValueError} when the monitored value is not among the logs */
  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    logs.learningRate = learningRateOf(this.model.optimizer);
    const value = this.#monitor.valueIn(await readLogs(logs));
    if (value === null) return;
    if (this.#cooldownLeft > 0) this.#cooldownLeft -= 1;
    if (this.#monitor.isImprovement(value, this.#best)) {
      this.#best = value;
      this.#wait = 0;
    } else if (this.#cooldownLeft === 0) {
      this.#wait += 1;
      if (this.#wait >= this.#patience) this.#reduce(epoch);
    }
  }

  getState(): CallbackState {
    return {
      values: {
        best: toJsonNumber(this.#best),
        wait: this.#wait,
        cooldownLeft: this.#cooldownLeft,
        learningRate: learningRateOf(this.model.optimizer),
      },
    };
  }

  protected override reset(): void {
    this.#best = null;
    this.#wait = 0;
    this.#cooldownLeft = 0;
  }

  protected override restore({ values }: CallbackState): void {
    const saved = values as {
      best: JsonNumber;
      wait: number;
      cooldownLeft: number;
      learningRate: number;
    };
    this.#best = fromJsonNumber(saved.best);
    this.#wait = saved.wait;
    this.#cooldownLeft = saved.cooldownLeft;
    setLearningRate(this.model.optimizer, saved.learningRate);
  }

  #reduce(epoch: number): void {
    const { optimizer } = this.model;
    const before = learningRateOf(optimizer);
    if (before <= this.#minLearningRate) return;
    const after = Math.max(before * this.#factor, this.#minLearningRate);
    setLearningRate(optimizer, after);
    this.#say(`Epoch ${epoch + 1}: learning rate reduced to ${after}`);
    this.#cooldownLeft = this.#cooldown;
    this.#wait = 0;
  }
}
