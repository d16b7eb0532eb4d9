// A column whose type shows only in its cells: numbers or dates if all of them are, else texts.
import { CategoryCells } from './categoryCells.ts';
import type { CellOptions } from './cellOptions.ts';
import type { CellSink } from './cellSink.ts';
import type { BuiltColumn, ColumnBuilder } from './columnBuilder.ts';
import { cellError, quoted } from './columnError.ts';
import type { ColumnWarning } from './columnWarning.ts';
import { IsoDateCells, SlashDateCells } from './dateCells.ts';
import { NumberCells } from './numberCells.ts';

/**
 * Collects cells as what the first one is, and as texts from the first cell on that is none.
 *
 * The texts of the numbers before that cell are gone by then, since keeping them would cost many
 * times the memory of the numbers; `finish` then asks for the column's cells once more.
 */
export class InferredColumn implements ColumnBuilder {
  readonly name: string;
  readonly #options: CellOptions;
  #sink: CellSink | null = null;
  #missingBefore = 0;
  /** What the column was until a cell did not fit. */
  #given: CellSink | null = null;

  constructor(name: string, options: CellOptions) {
    this.name = name;
    this.#options = options;
  }

  add(cell: string, line: number): void {
    const text = cell.trim();
    if (this.#options.missing.has(text)) {
      if (this.#sink) this.#sink.addMissing();
      else this.#missingBefore++;
      return;
    }
    this.#sink ??= this.#begin(text);
    if (this.#sink.add(text, line)) return;
    this.#given = this.#sink;
    this.#sink = new CategoryCells(); // for the warning only: the column is read once more
    this.#sink.add(text, line);
  }

  finish(): BuiltColumn {
    const sink = this.#sink;
    if (!sink) return this.#empty();
    if (sink instanceof CategoryCells) {
      const warning = this.#strayWarning(sink);
      return { column: this.#given ? null : sink.finish(this.name), ...(warning && { warning }) };
    }
    if (sink instanceof NumberCells) this.#refuseInfinity(sink);
    const column = sink.finish(this.name);
    if ('kind' in column) return { column };
    const message = `column "${this.name}" is kept as text: ${column.reason}`;
    return { column: null, warning: { column: this.name, kind: 'unclear-dates', message } };
  }

  #begin(firstText: string): CellSink {
    const kinds: readonly CellSink[] = [
      new NumberCells(this.#options.decimalMark),
      new IsoDateCells(),
      new SlashDateCells('unknown'),
      new CategoryCells(),
    ];
    const sink = kinds.find((kind) => kind.fits(firstText)) as CellSink;
    return withMissing(sink, this.#missingBefore);
  }

  #empty(): BuiltColumn {
    const column = withMissing(new NumberCells('.'), this.#missingBefore).finish(this.name);
    const message = `column "${this.name}" has no values`;
    return { column, warning: { column: this.name, kind: 'empty', message } };
  }

  #refuseInfinity(numbers: NumberCells): void {
    const cell = numbers.firstInfinity;
    if (!cell) return;
    throw cellError(
      this.#options,
      cell.line,
      this.name,
      `${quoted(cell.text)} in a column of numbers; expected finite numbers`,
      'Replace it by a number, or leave the cell empty where the value is not known.',
    );
  }

  /** Speaks up where at least half of the cells are numbers, or dates, and the others are not. */
  #strayWarning(texts: CategoryCells): ColumnWarning | null {
    const given = this.#given;
    if (given) return strayWarning(this.name, this.#options, given, texts, given.numPresent);
    const numbers = new NumberCells(this.#options.decimalMark);
    return (
      strayWarning(this.name, this.#options, numbers, texts, 0) ??
      strayWarning(this.name, this.#options, new IsoDateCells(), texts, 0)
    );
  }
}

/** @param numBefore cells of the wanted kind that came before the texts were collected */
function strayWarning(
  name: string,
  { unit }: CellOptions,
  wanted: CellSink,
  texts: CategoryCells,
  numBefore: number,
): ColumnWarning | null {
  const numCells = numBefore + texts.numPresent;
  const { count, first } = texts.strays((text) => wanted.fits(text));
  if (count * 2 > numCells) return null;
  const place = first ? ` (first: ${unit} ${first.line} ${quoted(first.text)})` : '';
  const message = first
    ? `column "${name}": ${grouped(count)} of ${grouped(numCells)} cells are not ${wanted.noun}${place}`
    : `column "${name}": some numbers have a decimal comma and others a decimal point`;
  return {
    column: name,
    kind: wanted.noun === 'dates' ? 'mostly-dates' : 'mostly-numbers',
    message,
    ...(first && { firstCell: first }),
  };
}

function withMissing<T extends CellSink>(sink: T, numRows: number): T {
  for (let row = 0; row < numRows; row++) sink.addMissing();
  return sink;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
