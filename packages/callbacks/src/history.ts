// Keeps what every epoch gave.
import type { CallbackState } from '@dlqr/core';
import { type JsonNumber, toJsonNumber } from './base/jsonNumbers.ts';
import { type RawLogs, readLogs } from './base/logs.ts';
import { StatefulCallback } from './base/statefulCallback.ts';

/**
 * Records the values of every epoch, also across a kill and resume.
 *
 * Every list has one number an epoch: an epoch without a value (not validated) has NaN.
 *
 * @example
 * const history = new History();
 * await model.fit(x, y, { epochs: 3, validationSplit: 0.1, callbacks: [history] });
 * history.epochs // [0, 1, 2]
 * history.history.valLoss // three numbers
 */
export class History extends StatefulCallback {
  readonly name = 'History';
  #epochs: number[] = [];
  #history: Record<string, number[]> = {};

  /** The epochs that were trained, numbered from 0. */
  get epochs(): readonly number[] {
    return this.#epochs;
  }

  /** Values by camelCase name, one an epoch. */
  get history(): Readonly<Record<string, readonly number[]>> {
    return this.#history;
  }

  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    const values = await readLogs(logs);
    for (const name of Object.keys(values)) {
      this.#history[name] ??= new Array<number>(this.#epochs.length).fill(Number.NaN);
    }
    for (const [name, list] of Object.entries(this.#history)) {
      list.push(values[name] ?? Number.NaN);
    }
    this.#epochs.push(epoch);
  }

  getState(): CallbackState {
    const history = Object.entries(this.#history).map(
      ([name, list]) => [name, list.map(toJsonNumber)] as const,
    );
    return { values: { epochs: [...this.#epochs], history: Object.fromEntries(history) } };
  }

  protected override reset(): void {
    this.#epochs = [];
    this.#history = {};
  }

  protected override restore({ values }: CallbackState): void {
    const { epochs, history } = values as {
      epochs: readonly number[];
      history: Readonly<Record<string, readonly JsonNumber[]>>;
    };
    this.#epochs = [...epochs];
    this.#history = Object.fromEntries(
      Object.entries(history).map(([name, list]) => [name, list.map(Number)]),
    );
  }
}
