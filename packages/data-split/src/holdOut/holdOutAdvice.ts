// Which shares to hold out, given how many rows there are.
import { checkRows } from '../base/checks.ts';

/** Shares of the rows that sum to 1, and why. */
export interface HoldOutAdvice {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** The reason, as a sentence or two for a report. */
  readonly reason: string;
}

const LARGE = { from: 1_000_000, train: 0.98, heldOut: 0.01 };
const MEDIUM = { from: 100_000, train: 0.9, heldOut: 0.05 };
const SMALL = { from: 1, train: 0.8, heldOut: 0.1 };
const FEW_ROWS = 1000;

/**
 * Advises on the shares for `trainValidationTestSplit`: 80/10/10 below 100,000 rows, 90/5/5 below
 * 1,000,000, 98/1/1 from there on.
 *
 * What counts for a test part is its number of rows, not its share. The reason says how exactly an
 * accuracy can be measured on it: the 95% interval is at most ±0.98 / √rows wide. Whatever the shares,
 * validation and test must come from the same distribution: `driftOfSplit` tells when they do not.
 *
 * @param numRows 1 or more
 * @throws {ValueError} when there are no rows
 * @example holdOutAdvice(2_000_000) // { train: 0.98, validation: 0.01, test: 0.01, reason: '1% of 2000000 …' }
 */
export function holdOutAdvice(numRows: number): HoldOutAdvice {
  checkRows(numRows);
  const { train, heldOut } = [LARGE, MEDIUM].find(({ from }) => numRows >= from) ?? SMALL;
  return { train, validation: heldOut, test: heldOut, reason: reasonOf(numRows, heldOut) };
}

function reasonOf(numRows: number, heldOut: number): string {
  const numTest = Math.ceil(numRows * heldOut);
  const points = (98 / Math.sqrt(numTest)).toPrecision(2);
  const precision = `${heldOut * 100}% of ${numRows} rows are ${numTest}, which measure an accuracy to within ${points} points (95% interval)`;
  if (numRows < FEW_ROWS) {
    return `${precision}; with so few rows prefer cross-validation, where every row is tested.`;
  }
  if (heldOut === SMALL.heldOut) return `${precision}; more would be taken from training.`;
  return `${precision}; a larger share would make it little more exact and cost training rows.`;
}
