// What the collectors of numbers, dates and texts have in common.
import type { Column } from '@dlqr/core/table';

/** Gathers the cells of one column as one kind. Cells come trimmed and in the order of the rows. */
export interface CellSink {
  /** What its cells are called, for messages: "numbers". */
  readonly noun: string;
  /** Rows so far. */
  readonly numRows: number;
  /** Rows so far that are not missing. */
  readonly numPresent: number;
  /** Takes a cell, or returns false, unchanged, where the cell is not of this kind. */
  add(text: string, line: number): boolean;
  addMissing(): void;
  /** Whether the text on its own would be taken, whatever came before. */
  fits(text: string): boolean;
  /** The column; or, where only the whole of it shows that it is none of this kind, the reason. */
  finish(name: string): Column | { readonly reason: string };
}
