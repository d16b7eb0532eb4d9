// What a reader noticed about a column without failing.
import type { NamedCell } from './numberCells.ts';

/** Something that the user should know before the column is used. */
export interface ColumnWarning {
  readonly column: string;
  /**
   * `mostly-numbers` and `mostly-dates`: read as texts because some cells are something else;
   * `unclear-dates`: read as texts because day and month cannot be told apart; `empty`: no values.
   */
  readonly kind: 'mostly-numbers' | 'mostly-dates' | 'unclear-dates' | 'empty';
  /** One sentence, such as `column "price": 3 of 1,000 cells are not numbers (first: line 17 "abc")`. */
  readonly message: string;
  /** The first cell that does not fit, where there is one. */
  readonly firstCell?: NamedCell;
}
