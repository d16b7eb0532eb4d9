// Whether two parts of the data come from the same distribution.
import { DataError, ValueError } from '@dlqr/core/errors';
import { checkLength } from '../base/checks.ts';
import type { Labels } from '../base/labels.ts';
import type { RowsLike } from '../rows/columns.ts';
import { driftOfColumns } from './driftOfColumns.ts';
import { type CheckedDriftOptions, checkDriftOptions, type DriftOptions } from './driftOptions.ts';
import type { Drift } from './driftReport.ts';
import { driftVerdict } from './driftVerdict.ts';
import { labelColumn, type PartColumn, partColumns } from './partColumns.ts';

/** What `driftBetween` may be told. */
export interface DriftBetweenOptions extends DriftOptions {
  /** The labels of each part, [rows of the reference] and [rows of the other part]. */
  readonly labels?: readonly [reference: Labels, other: Labels];
  /** What the parts are called in sentences; default `reference` and `other`. */
  readonly names?: readonly [reference: string, other: string];
}

/**
 * Compares two parts of the data: training with test, validation with test, last year with today.
 *
 * What is chosen on one distribution and measured on another misleads, so validation and test must
 * come from the same one. Each column is tested by itself (numbers: Kolmogorov-Smirnov; categories
 * and numbers of at most 10 different values: chi-squared; the share of missing values likewise), and
 * a classifier looks for what no single column shows. With many rows everything differs significantly:
 * there is drift only where the effect is large enough, too. The effect is the share of rows that would
 * have to change, at least: D of Kolmogorov-Smirnov, half the sum of the differences of the shares, and
 * 2 AUC - 1 of the classifier. Where nothing differs, `drifts` is true in at most 5 % of cases.
 *
 * A part should have 100 rows or more: in fewer only strong drift can be seen.
 *
 * @param reference rows of numbers, a row-major matrix, or a table by columns; missing: NaN, code -1
 * @param other the same columns in the same order; categories are matched by their texts
 * @throws {ShapeError} when the parts differ in their number of columns, or labels in that of rows
 * @throws {DataError} when columns differ in name or kind, or there is no column that both parts have
 * values of
 * @throws {ValueError} when a part has no rows, or an option is out of its range
 * @example
 * const drift = driftBetween([[1.1], [0.9], [1.2]], [[3.1], [2.9], [3.2]], { classifier: false });
 * drift.columns[0].values.statistic // 1: the values of the two parts do not overlap
 * drift.columns[0].values.pValue // 0.1: of all 20 orders of six values, two are like that
 * drift.drifts // false: so few rows cannot show it
 */
export function driftBetween(
  reference: RowsLike,
  other: RowsLike,
  options: DriftBetweenOptions = {},
): Drift {
  const checked = checkDriftOptions(options);
  const columns = partColumns(reference, other);
  const numRows = countRows(columns);
  const labels = options.labels ? labelsOf(options.labels, numRows) : null;
  return compareParts(columns, labels, checked, options.names ?? ['reference', 'other']);
}

/** Compares columns that have been paired and checked. */
export function compareParts(
  columns: readonly PartColumn[],
  labels: PartColumn | null,
  options: CheckedDriftOptions,
  [reference, other]: readonly [reference: string, other: string],
): Drift {
  const numRows = countRows(columns);
  const tested = labels === null ? columns : [...columns, labels];
  const { columns: all, classifier } = driftOfColumns(tested, columns, options);
  const found = {
    columns: all.slice(0, columns.length),
    labels: all[columns.length] ?? null,
    classifier,
  };
  return { ...driftVerdict(found, reference, other), ...found, numRows };
}

function countRows(columns: readonly PartColumn[]): { reference: number; other: number } {
  const [first] = columns;
  const numRows = { reference: first?.reference.length ?? 0, other: first?.other.length ?? 0 };
  if (numRows.reference === 0 || numRows.other === 0) {
    throw new ValueError(
      `the parts have ${numRows.reference} and ${numRows.other} rows; expected at least 1 each`,
    );
  }
  if (columns.some(hasValues)) return numRows;
  throw new DataError('there is no column that both parts have values of', {
    hint: 'Look at how the files were read: every value of one of them is missing.',
  });
}

function hasValues({ categories, reference, other }: PartColumn): boolean {
  const isPresent = (value: number): boolean =>
    categories === null ? !Number.isNaN(value) : value >= 0;
  return reference.some(isPresent) && other.some(isPresent);
}

function labelsOf(
  [reference, other]: readonly [Labels, Labels],
  numRows: { readonly reference: number; readonly other: number },
): PartColumn {
  checkLength('labels[0]', reference.length, numRows.reference);
  checkLength('labels[1]', other.length, numRows.other);
  return labelColumn(reference, other);
}
