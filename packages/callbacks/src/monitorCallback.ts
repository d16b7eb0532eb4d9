// The base of callbacks of one's own that follow a value of the logs.
import type { CallbackState } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { fromJsonNumber, type JsonNumber, toJsonNumber } from './base/jsonNumbers.ts';
import { type RawLogs, readLogs } from './base/logs.ts';
import { Monitor, type MonitorOptions } from './base/monitor.ts';
import { StatefulCallback } from './base/statefulCallback.ts';

/** What MonitorCallback may be told. */
export interface MonitorCallbackOptions extends MonitorOptions {
  /** A change counts as an improvement when it is larger than this; default 0. */
  readonly minDelta?: number;
  /** Only what is better than this counts as best; default any value. */
  readonly baseline?: number;
}

/**
 * Follows a value of the logs, to be extended by a callback of one's own.
 *
 * It finds the value whichever loop trains, knows which way is good or asks for `mode`, keeps the
 * best value over a kill and resume, and calls `onValue` for every epoch that has the value.
 *
 * @example
 * class Cheer extends MonitorCallback {
 *   readonly name = 'Cheer';
 *   protected override onValue(epoch: number, value: number, isBest: boolean): void {
 *     if (isBest) console.log(`epoch ${epoch}: ${value} is the best so far`);
 *   }
 * }
 * await model.fit(x, y, { epochs: 9, callbacks: [new Cheer({ monitor: 'acc', mode: 'max' })] });
 * @see `MonitorCallback` of Keras
 */
export abstract class MonitorCallback extends StatefulCallback {
  readonly #monitor: Monitor;
  readonly #baseline: number | null;
  #best: number | null;

  /** @throws {ValueError} when an option cannot be used */
  constructor(options: MonitorCallbackOptions = {}) {
    super();
    const { minDelta, baseline = null } = options;
    if (Number.isNaN(baseline)) throw new ValueError('baseline is NaN; expected a number');
    this.#monitor = new Monitor(options, minDelta);
    this.#baseline = baseline;
    this.#best = baseline;
  }

  /** The best value so far, at first the baseline; null where there is none. */
  get best(): number | null {
    return this.#best;
  }

  /** @throws {ValueError} when nothing tells whether small or large values are good */
  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#monitor.begin(this.facts);
  }

  /** @throws {ValueError} when the monitored value is not among the logs */
  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    const value = this.#monitor.valueIn(await readLogs(logs));
    if (value === null) return;
    const isBest = this.#monitor.isImprovement(value, this.#best);
    if (isBest) this.#best = value;
    await this.onValue(epoch, value, isBest);
  }

  getState(): CallbackState {
    return { values: { best: toJsonNumber(this.#best) } };
  }

  /**
   * What to do with the value of an epoch.
   *
   * @param isBest whether it is better than all before by more than `minDelta`; NaN never is
   */
  protected abstract onValue(epoch: number, value: number, isBest: boolean): void | Promise<void>;

  protected override reset(): void {
    this.#best = this.#baseline;
  }

  protected override restore({ values }: CallbackState): void {
    this.#best = fromJsonNumber(values.best as JsonNumber);
  }
}
