// What holds for the cells of every column of one file.
import type { DecimalMark } from './parseNumber.ts';

/** The texts that mean "no value" unless a reader is told others. */
export const MISSING_TOKENS: readonly string[] = [
  '',
  'NA',
  'N/A',
  'NaN',
  'nan',
  'null',
  'None',
  '?',
  '-',
];

/** How cells are to be understood, and what to call their place in messages. */
export interface CellOptions {
  readonly path: string;
  /** What the place of a cell is counted in. */
  readonly unit: 'line' | 'record';
  readonly missing: ReadonlySet<string>;
  readonly decimalMark: DecimalMark;
}
