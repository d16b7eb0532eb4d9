// From a table to three sets of samples: target, split, preprocessing fitted on the training rows.
import { type Table, takeRows, withoutColumns } from '@dlqr/core';
import { duplicateGroups, holdOutAdvice, trainValidationTestSplit } from '@dlqr/data-split';
import { TablePreprocessor } from '@dlqr/preprocessing';
import { groupsOfColumn } from './groupsOfColumn.ts';
import { separateTarget } from './regressionTarget.ts';
import type { Samples } from './samples.ts';

/** What stays together on one side of the split: nothing, or exact copies of a row. */
export type SplitKind = 'random' | 'grouped';

/** What `prepareRegression` may be told. */
export interface RegressionDataOptions {
  /** The column to predict. */
  readonly target: string;
  readonly seed: number;
  /** Whether rows with the same inputs stay on one side; default `random`: they need not. */
  readonly split?: SplitKind;
  /**
   * A column whose equal values stay on one side, in either kind of split: a customer, a country.
   * It is no feature.
   */
  readonly group?: string;
}

/** Everything that training and assessment need. */
export interface RegressionData {
  readonly target: string;
  readonly numRows: number;
  readonly train: Samples;
  readonly validation: Samples;
  readonly test: Samples;
  readonly preprocessor: TablePreprocessor;
  /** The share of test rows whose inputs also stand among the training rows, 0 to 1. */
  readonly leakedShare: number;
  /** Why the parts have the sizes they have. */
  readonly splitReason: string;
  readonly warnings: readonly string[];
}

/**
 * Splits a table into training, validation and test rows and fits its preprocessing on the training
 * rows alone.
 *
 * @throws {DataError} when the target or the columns cannot be used, see `separateTarget`
 * @example
 * const data = prepareRegression(await readCsv('wine.csv'), { target: 'quality', seed: 1 });
 * data.train.x.numColumns; // 11
 */
export function prepareRegression(table: Table, options: RegressionDataOptions): RegressionData {
  const { target, seed, group, split = 'random' } = options;
  const targeted = separateTarget(table, target);
  const inputs = group ? withoutColumns(targeted.inputs, [group]) : targeted.inputs;
  const copies = duplicateGroups(inputs);
  const ownGroups = group ? groupsOfColumn(targeted.inputs, group) : null;
  const groups = ownGroups ?? (split === 'grouped' ? copies : null);
  const numRows = targeted.y.length;
  const rows = trainValidationTestSplit(numRows, { seed, ...(groups && { groups }) });
  const preprocessor = TablePreprocessor.fit(takeRows(inputs, rows.train));
  const samplesOf = (indices: Int32Array): Samples => ({
    x: preprocessor.transform(takeRows(inputs, indices)),
    y: Float32Array.from(indices, (row) => targeted.y[row] as number),
  });
  const leakedShare = leakedShareOf(copies, rows.train, rows.test);
  return {
    target,
    numRows,
    train: samplesOf(rows.train),
    validation: samplesOf(rows.validation),
    test: samplesOf(rows.test),
    preprocessor,
    leakedShare,
    splitReason: holdOutAdvice(numRows).reason,
    warnings: [
      ...targeted.warnings,
      ...droppedWarnings(preprocessor),
      ...leakWarnings(leakedShare),
    ],
  };
}

function leakedShareOf(copies: Int32Array, train: Int32Array, test: Int32Array): number {
  const inTrain = new Set(Array.from(train, (row) => copies[row]));
  return test.filter((row) => inTrain.has(copies[row])).length / test.length;
}

function droppedWarnings(preprocessor: TablePreprocessor): string[] {
  return preprocessor.dropped.map(({ column, reason }) => {
    return `The column "${column}" is not used: ${reason}.`;
  });
}

function leakWarnings(leakedShare: number): string[] {
  if (leakedShare === 0) return [];
  const percent = (100 * leakedShare).toFixed(1);
  return [
    `${percent} % of the test rows have the same inputs as a training row: scores on them flatter ` +
      'every model that can remember. A grouped split keeps copies on one side.',
  ];
}
