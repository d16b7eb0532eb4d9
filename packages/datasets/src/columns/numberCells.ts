// Gathers the numbers of a column.
import type { NumberColumn } from '@dlqr/core/table';
import type { CellSink } from './cellSink.ts';
import { Growable } from './growable.ts';
import { type DecimalMark, isInfinityText, parseNumber } from './parseNumber.ts';

/** A cell worth naming in a message. */
export interface NamedCell {
  readonly line: number;
  readonly text: string;
}

/**
 * Numbers; missing is NaN. Where both decimal marks are allowed, the first that occurs decides for
 * the column: "1.234" beside "1,5" would else be read a thousand times too small.
 */
export class NumberCells implements CellSink {
  readonly noun = 'numbers';
  /** The first infinity; it is kept as NaN until it is known whether the column is one of numbers. */
  firstInfinity: NamedCell | null = null;
  numPresent = 0;
  #mark: DecimalMark;
  readonly #allowedMark: DecimalMark;
  readonly #values = new Growable(Float64Array);

  constructor(mark: DecimalMark) {
    this.#allowedMark = mark;
    this.#mark = mark;
  }

  get numRows(): number {
    return this.#values.length;
  }

  add(text: string, line: number): boolean {
    const value = parseNumber(text, this.#mark);
    if (!Number.isFinite(value)) return this.#addInfinity(text, line, value);
    if (this.#mark === 'either') this.#settleMark(text);
    this.#values.push(value);
    this.numPresent++;
    return true;
  }

  addMissing(): void {
    this.#values.push(Number.NaN);
  }

  fits(text: string): boolean {
    return !Number.isNaN(parseNumber(text, this.#allowedMark)) || isInfinityText(text);
  }

  finish(name: string): NumberColumn {
    return { kind: 'number', name, values: this.#values.toArray() };
  }

  #addInfinity(text: string, line: number, value: number): boolean {
    if (Number.isNaN(value) && !isInfinityText(text)) return false;
    this.firstInfinity ??= { line, text };
    this.addMissing();
    this.numPresent++;
    return true;
  }

  #settleMark(text: string): void {
    if (text.includes(',')) this.#mark = ',';
    else if (text.includes('.')) this.#mark = '.';
  }
}
