// Gathers the texts of a column, each different one once.
import type { CategoryColumn } from '@dlqr/core/table';
import type { CellSink } from './cellSink.ts';
import { Growable } from './growable.ts';
import type { NamedCell } from './numberCells.ts';

/** Texts in the order in which they first occur; missing is the code -1. */
export class CategoryCells implements CellSink {
  readonly noun = 'texts';
  numPresent = 0;
  readonly #codes = new Growable(Int32Array);
  readonly #codeOf = new Map<string, number>();
  readonly #counts = new Growable(Int32Array);
  readonly #firstLines = new Growable(Float64Array);

  get numRows(): number {
    return this.#codes.length;
  }

  add(text: string, line: number): true {
    const code = this.#codeOf.get(text) ?? this.#newCode(text, line);
    this.#counts.set(code, this.#counts.get(code) + 1);
    this.#codes.push(code);
    this.numPresent++;
    return true;
  }

  addMissing(): void {
    this.#codes.push(-1);
  }

  fits(): true {
    return true;
  }

  /** How many cells do not pass the test, and the first of them. */
  strays(fits: (text: string) => boolean): { readonly count: number; readonly first?: NamedCell } {
    let count = 0;
    let first: NamedCell | undefined;
    for (const [text, code] of this.#codeOf) {
      if (fits(text)) continue;
      count += this.#counts.get(code);
      first ??= { line: this.#firstLines.get(code), text };
    }
    return first ? { count, first } : { count };
  }

  finish(name: string): CategoryColumn {
    return {
      kind: 'category',
      name,
      codes: this.#codes.toArray(),
      categories: [...this.#codeOf.keys()],
    };
  }

  #newCode(text: string, line: number): number {
    const code = this.#codeOf.size;
    // A cell is a view of the block of text it was cut from; a copy lets the block go.
    this.#codeOf.set(Buffer.from(text, 'utf16le').toString('utf16le'), code);
    this.#counts.push(0);
    this.#firstLines.push(line);
    return code;
  }
}
