// From a table to three sets of samples: target, split, preprocessing fitted on the training rows.
import { type Table, takeRows } from '@dlqr/core';
import { duplicateGroups, trainValidationTestSplit } from '@dlqr/data-split';
import { TablePreprocessor } from '@dlqr/preprocessing';
import { groupsOfColumn } from './groupsOfColumn.ts';
import { separateTarget } from './regressionTarget.ts';
import type { Samples } from './trainRegressionNet.ts';

/** Which rows must stay together on one side of the split. */
export type SplitKind = 'random' | 'grouped';

/** What `prepareRegression` may be told. */
export interface RegressionDataOptions {
  /** The column to predict. */
  readonly target: string;
  readonly seed: number;
  /**
   * `grouped` keeps exact duplicates of a row, and rows of the same `group`, on one side; `random`
   * does so only for `group`. Default random.
   */
  readonly split?: SplitKind;
  /** A column whose equal values stay on one side: a customer, a country. It is no feature. */
  readonly group?: string;
  /** Shares of the rows; default as `holdOutAdvice` says. */
  readonly validationShare?: number;
  readonly testShare?: number;
}

/** Everything that training and assessment need. */
export interface RegressionData {
  readonly target: string;
  readonly numRows: number;
  readonly train: Samples;
  readonly validation: Samples;
  readonly test: Samples;
  readonly preprocessor: TablePreprocessor;
  /** The share of test rows that also stand among the training rows, 0 to 1. */
  readonly leakedShare: number;
  readonly warnings: readonly string[];
}

/**
 * Splits a table and fits its preprocessing on the training rows alone.
 *
 * @throws {DataError} when the target or the columns cannot be used, see `separateTarget`
 * @example
 * const data = prepareRegression(await readCsv('wine.csv'), { target: 'quality', seed: 1 });
 */
export function prepareRegression(table: Table, options: RegressionDataOptions): RegressionData {
  const { target, seed, group } = options;
  const { inputs: all, y, warnings } = separateTarget(table, target);
}
