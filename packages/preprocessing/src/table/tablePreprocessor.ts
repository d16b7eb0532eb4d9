// Turns a table of numbers, texts and dates into the features of a net; fitted once, applied by name.

import { DataError, FileError, ValueError } from '@dlqr/core/errors';
import { columnOf, type Table } from '@dlqr/core/table';
import { namesOfCategory, planCategory, writeCategory } from './categoryColumn.ts';
import type { ColumnPlan, DroppedColumn, FeatureBlock } from './columnPlan.ts';
import { namesOfDate, planDate, writeDate } from './dateColumn.ts';
import { namesOfNumber, planNumber, writeNumber } from './numberColumn.ts';

/** The version of the JSON state that this code writes, and the newest that it reads. */
const STATE_VERSION = 1;

/** Features of all rows, row-major: [rows, features]. */
export interface TableFeatures {
  readonly values: Float32Array;
  readonly numRows: number;
  readonly numColumns: number;
}

/** What `TablePreprocessor.fit` may be told. */
export interface TablePreprocessorOptions {
  /** Categories of a column that get a feature of their own, at least 1; default 30. */
  readonly maxCategories?: number;
}

/** The fitted state, fit for JSON. */
export interface TablePreprocessorState {
  readonly kind: 'tablePreprocessor';
  readonly version: number;
  readonly plans: readonly ColumnPlan[];
  readonly dropped: readonly DroppedColumn[];
}

/**
 * Preprocessing of a whole table.
 *
 * Numbers: missing values become the median (and a feature says where), then standardised. Texts:
 * one-hot, the 30 most frequent; all others share a feature. Dates: elapsed time, and the month,
 * weekday and hour as points on a circle. Columns that are constant, empty or identifiers become no
 * feature; `dropped` says which and why.
 *
 * Fit it on training rows alone: medians and means of test rows would leak into training.
 *
 * @example
 * const preprocessor = TablePreprocessor.fit(trainTable);
 * preprocessor.featureNames; // ['horsepower', 'origin=USA', 'origin=Japan', …]
 * preprocessor.transform(newTable).values; // Float32Array, [rows, features]
 */
export class TablePreprocessor {
  readonly dropped: readonly DroppedColumn[];
  readonly featureNames: readonly string[];
  /** The column that each feature was made of, [features]. */
  readonly sourceColumns: readonly string[];
  readonly #plans: readonly ColumnPlan[];

  private constructor(plans: readonly ColumnPlan[], dropped: readonly DroppedColumn[]) {
    this.#plans = plans;
    this.dropped = dropped;
    this.featureNames = plans.flatMap(namesOf);
    this.sourceColumns = plans.flatMap((plan) => namesOf(plan).map(() => plan.column));
  }

  /**
   * Fits the preprocessing on training rows.
   *
   * @throws {ValueError} when `maxCategories` is not a whole number of at least 1
   * @throws {DataError} when a number or a date is infinite, or no column can become a feature
   */
  static fit(table: Table, options: TablePreprocessorOptions = {}): TablePreprocessor {
    const { maxCategories = 30 } = options;
    if (!Number.isSafeInteger(maxCategories) || maxCategories < 1) {
      throw new ValueError(
        `maxCategories is ${maxCategories}; expected a whole number of at least 1`,
      );
    }
    const made = table.columns.map((column) => {
      if (column.kind === 'number') return planNumber(column);
      return column.kind === 'date' ? planDate(column) : planCategory(column, maxCategories);
    });
    const plans = made.filter((plan): plan is ColumnPlan => 'kind' in plan);
    const dropped = made.filter((plan): plan is DroppedColumn => !('kind' in plan));
    if (plans.length > 0) return new TablePreprocessor(plans, dropped);
    const reasons = dropped.map(({ column, reason }) => `"${column}": ${reason}`).join('; ');
    throw new DataError(`no column can be used as a feature (${reasons || 'there are none'})`);
  }

  /**
   * The preprocessing that `toJSON` described.
   *
   * @throws {FileError} when it is of another kind or a newer version
   */
  static fromJSON(state: TablePreprocessorState): TablePreprocessor {
    if (state?.kind !== 'tablePreprocessor' || !Array.isArray(state.plans)) {
      throw new FileError('this is not the state of a TablePreprocessor');
    }
    if (!(state.version <= STATE_VERSION)) {
      throw new FileError(
        `the preprocessing has version ${state.version}; this version of dlqr reads up to ${STATE_VERSION}`,
        { hint: 'Upgrade dlqr to use it.' },
      );
    }
    return new TablePreprocessor(state.plans, state.dropped);
  }

  toJSON(): TablePreprocessorState {
    const { dropped } = this;
    return { kind: 'tablePreprocessor', version: STATE_VERSION, plans: this.#plans, dropped };
  }

  /**
   * The features of a table's rows. Columns are found by name; others are ignored.
   *
   * @throws {DataError} when a column is missing or holds another kind of data than in training
   */
  transform(table: Table): TableFeatures {
    const numColumns = this.featureNames.length;
    const { numRows } = table;
    const values = new Float32Array(numRows * numColumns);
    let offset = 0;
    for (const plan of this.#plans) {
      const block = { values, numRows, width: numColumns, offset };
      writeFeatures(plan, this.#columnFor(plan, table), block);
      offset += namesOf(plan).length;
    }
    return { values, numRows, numColumns };
  }

  #columnFor(plan: ColumnPlan, table: Table) {
    if (table.columns.some((column) => column.name === plan.column)) {
      return columnOf(table, plan.column);
    }
    const needed = this.#plans.map(({ column }) => column).join(', ');
    throw new DataError(`the column "${plan.column}" is missing; needed are ${needed}`, {
      hint: 'Give the columns of the training data under the same names; order does not matter.',
    });
  }
}

function namesOf(plan: ColumnPlan): string[] {
  if (plan.kind === 'number') return namesOfNumber(plan);
  return plan.kind === 'date' ? namesOfDate(plan) : namesOfCategory(plan);
}

function writeFeatures(
  plan: ColumnPlan,
  column: Table['columns'][number],
  block: FeatureBlock,
): void {
  if (plan.kind === 'number') writeNumber(plan, column, block);
  else if (plan.kind === 'date') writeDate(plan, column, block);
  else writeCategory(plan, column, block);
}
