// What becomes of the cells of one column, whether its type is declared or to be found out.
import type { Column } from '@dlqr/core/table';
import type { ColumnWarning } from './columnWarning.ts';

/** A finished column. */
export interface BuiltColumn {
  /** Null where the column turned out to hold texts too late: the cells must be fed once more. */
  readonly column: Column | null;
  readonly warning?: ColumnWarning;
}

/** Takes the cells of one column in the order of the rows. */
export interface ColumnBuilder {
  readonly name: string;
  /** @param line where the cell stands, for messages */
  add(cell: string, line: number): void;
  finish(): BuiltColumn;
}
