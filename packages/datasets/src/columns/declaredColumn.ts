// A column whose type the caller has named: a cell of another kind is an error.
import type { Column } from '@dlqr/core/table';
import { CategoryCells } from './categoryCells.ts';
import type { CellOptions } from './cellOptions.ts';
import type { CellSink } from './cellSink.ts';
import type { BuiltColumn, ColumnBuilder } from './columnBuilder.ts';
import { cellError, quoted } from './columnError.ts';
import { CELL_NOUNS, type ColumnType } from './columnType.ts';
import { IsoDateCells, SlashDateCells } from './dateCells.ts';
import { NumberCells } from './numberCells.ts';
import { parseIsoDate } from './parseDate.ts';

/** Collects cells of a declared type. */
export class DeclaredColumn implements ColumnBuilder {
  readonly name: string;
  readonly #type: ColumnType;
  readonly #options: CellOptions;
  #sink: CellSink | null = null;
  #missingBefore = 0;
  #firstLine = 0;

  constructor(name: string, type: ColumnType, options: CellOptions) {
    this.name = name;
    this.#type = type;
    this.#options = options;
  }

  add(cell: string, line: number): void {
    const text = cell.trim();
    if (this.#options.missing.has(text)) {
      if (this.#sink) this.#sink.addMissing();
      else this.#missingBefore++;
      return;
    }
    this.#sink ??= this.#begin(text, line);
    if (!this.#sink.add(text, line)) throw this.#misfit(text, line, CELL_NOUNS[this.#type]);
    if (this.#sink instanceof NumberCells && this.#sink.firstInfinity) {
      throw this.#misfit(text, line, 'a finite number');
    }
  }

  finish(): BuiltColumn {
    const sink = this.#sink ?? this.#begin('', 0);
    const column: Column | { readonly reason: string } = sink.finish(this.name);
    if ('kind' in column) return { column };
    throw cellError(
      this.#options,
      this.#firstLine,
      this.name,
      `the dates from here on are unclear: ${column.reason}`,
      `Declare the column as 'day-first-date' or 'month-first-date', or as 'category'.`,
    );
  }

  #begin(firstText: string, line: number): CellSink {
    this.#firstLine = line;
    const sink = this.#newSink(firstText);
    for (let row = 0; row < this.#missingBefore; row++) sink.addMissing();
    return sink;
  }

  #newSink(firstText: string): CellSink {
    switch (this.#type) {
      case 'number':
        return new NumberCells(this.#options.decimalMark);
      case 'category':
        return new CategoryCells();
      case 'day-first-date':
        return new SlashDateCells('day');
      case 'month-first-date':
        return new SlashDateCells('month');
      case 'date':
        return Number.isNaN(parseIsoDate(firstText)) && firstText !== ''
          ? new SlashDateCells('unknown')
          : new IsoDateCells();
    }
  }

  #misfit(text: string, line: number, expected: string): Error {
    return cellError(
      this.#options,
      line,
      this.name,
      `${quoted(text)} is not ${expected}`,
      `Correct that cell, leave it empty, or do not declare the column as '${this.#type}'.`,
    );
  }
}
