// Whether the parts of a split come from the same distribution.
import { ValueError } from '@dlqr/core/errors';
import { checkLength } from '../base/checks.ts';
import type { Labels } from '../base/labels.ts';
import type { Split } from '../base/splits.ts';
import type { RowsLike } from '../rows/columns.ts';
import { compareParts } from './driftBetween.ts';
import { checkDriftOptions, type DriftOptions } from './driftOptions.ts';
import type { Drift } from './driftReport.ts';
import { labelColumn, type PartColumn, partColumns } from './partColumns.ts';

/** What `driftOfSplit` may be told. */
export interface DriftOfSplitOptions extends DriftOptions {
  /** The labels of all rows, [rows]. */
  readonly labels?: Labels;
}

/** Two parts of a split and how they differ. */
export interface PairDrift extends Drift {
  /** The names of the two parts. */
  readonly parts: readonly [reference: string, other: string];
}

/**
 * Compares each part of a split with each other: training, validation and test, or the folds' two.
 *
 * To be called once after splitting by group, by time, or in the order of the file, where parts may
 * differ; a random split of enough rows has nothing to find. Each pair is tested by itself, as
 * `driftBetween` does.
 *
 * @param rows all rows
 * @param parts row numbers by the part's name, such as what `trainValidationTestSplit` returns
 * @returns one comparison a pair, in the order of the parts
 * @throws {ValueError} when there are fewer than two parts, one is empty, a row number is out of
 * range, or an option is
 * @throws {ShapeError} when rows, columns or labels differ in length
 * @throws {DataError} when two parts have no column with values in both
 * @example
 * const split = trainValidationTestSplit(table.numRows, { shuffle: false }); // the file is sorted
 * for (const { parts, drifts, verdict } of driftOfSplit(table, split)) {
 *   if (drifts) console.warn(parts.join(' and '), verdict);
 * }
 */
export function driftOfSplit(
  rows: RowsLike,
  parts: Split | Readonly<Record<string, ArrayLike<number>>>,
  options: DriftOfSplitOptions = {},
): PairDrift[] {
  const checked = checkDriftOptions(options);
  const columns = partColumns(rows, rows);
  const numRows = columns[0]?.reference.length ?? 0;
  const { labels } = options;
  if (labels !== undefined) checkLength('labels', labels.length, numRows);
  const labelsOfRows = labels === undefined ? null : labelColumn(labels, labels);
  const entries: [string, ArrayLike<number>][] = Object.entries(parts);
  for (const [name, indices] of entries) checkPart(name, indices, numRows);
  if (entries.length < 2) {
    throw new ValueError(`there are ${entries.length} parts; expected at least 2`);
  }
  return entries.flatMap(([reference, first], index) =>
    entries.slice(index + 1).map(([other, second]) => {
      const pick = (column: PartColumn): PartColumn => pickRows(column, first, second);
      const labelsOfPair = labelsOfRows && pick(labelsOfRows);
      const names = [reference, other] as const;
      return { parts: names, ...compareParts(columns.map(pick), labelsOfPair, checked, names) };
    }),
  );
}

function checkPart(name: string, rows: ArrayLike<number>, numRows: number): void {
  if (rows.length === 0) throw new ValueError(`the part "${name}" is empty`);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number;
    if (Number.isInteger(row) && row >= 0 && row < numRows) continue;
    throw new ValueError(
      `the part "${name}" has the row ${row}; expected row numbers from 0 to ${numRows - 1}`,
    );
  }
}

/** The rows of a column that are in two parts. */
function pickRows(
  { name, categories, reference }: PartColumn,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): PartColumn {
  const pick = (rows: ArrayLike<number>): Float64Array =>
    Float64Array.from(rows, (row) => reference[row] as number);
  return { name, categories, reference: pick(first), other: pick(second) };
}
