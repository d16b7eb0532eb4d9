// Gathers the dates of a column: ISO 8601, or with slashes.
import type { DateColumn } from '@dlqr/core/table';
import type { CellSink } from './cellSink.ts';
import { Growable } from './growable.ts';
import { parseIsoDate, parseSlashDate } from './parseDate.ts';

/** Dates that begin with the year; missing is NaN. */
export class IsoDateCells implements CellSink {
  readonly noun = 'dates';
  numPresent = 0;
  readonly #values = new Growable(Float64Array);

  get numRows(): number {
    return this.#values.length;
  }

  add(text: string): boolean {
    const time = parseIsoDate(text);
    if (Number.isNaN(time)) return false;
    this.#values.push(time);
    this.numPresent++;
    return true;
  }

  addMissing(): void {
    this.#values.push(Number.NaN);
  }

  fits(text: string): boolean {
    return !Number.isNaN(parseIsoDate(text));
  }

  finish(name: string): DateColumn {
    return { kind: 'date', name, values: this.#values.toArray() };
  }
}

/** Dates with slashes, kept under both readings until the whole column shows which one it is. */
export class SlashDateCells implements CellSink {
  readonly noun = 'dates';
  numPresent = 0;
  readonly #order: 'day' | 'month' | 'unknown';
  readonly #dayFirst = new Growable(Float64Array);
  readonly #monthFirst = new Growable(Float64Array);
  #dayFirstFails = false;
  #monthFirstFails = false;
  #readingsDiffer = false;

  /** @param order what is known to stand first; `unknown` lets the column tell */
  constructor(order: 'day' | 'month' | 'unknown') {
    this.#order = order;
    this.#dayFirstFails = order === 'month';
    this.#monthFirstFails = order === 'day';
  }

  get numRows(): number {
    return this.#dayFirst.length;
  }

  add(text: string): boolean {
    if (!this.fits(text)) return false;
    const { dayFirst, monthFirst } = parseSlashDate(text);
    this.#dayFirst.push(dayFirst);
    this.#monthFirst.push(monthFirst);
    this.#dayFirstFails ||= Number.isNaN(dayFirst);
    this.#monthFirstFails ||= Number.isNaN(monthFirst);
    this.#readingsDiffer ||= dayFirst !== monthFirst;
    this.numPresent++;
    return true;
  }

  addMissing(): void {
    this.#dayFirst.push(Number.NaN);
    this.#monthFirst.push(Number.NaN);
  }

  fits(text: string): boolean {
    const { dayFirst, monthFirst } = parseSlashDate(text);
    if (this.#order === 'day') return !Number.isNaN(dayFirst);
    if (this.#order === 'month') return !Number.isNaN(monthFirst);
    return !(Number.isNaN(dayFirst) && Number.isNaN(monthFirst));
  }

  finish(name: string): DateColumn | { readonly reason: string } {
    if (this.#dayFirstFails && this.#monthFirstFails) {
      return { reason: 'some dates can only be DD/MM/YYYY and others only MM/DD/YYYY' };
    }
    if (!this.#dayFirstFails && !this.#monthFirstFails && this.#readingsDiffer) {
      return { reason: 'every date may be DD/MM/YYYY as well as MM/DD/YYYY' };
    }
    const values = this.#dayFirstFails ? this.#monthFirst : this.#dayFirst;
    return { kind: 'date', name, values: values.toArray() };
  }
}
