// From a table to everything that training and assessment need: target, groups, signal, split.
import { type Table, takeRows, withoutColumns } from '@dlqr/core';
import { duplicateGroups } from '@dlqr/data-split';
import { separateClasses } from './classTarget.ts';
import { groupsOfColumn } from './groupsOfColumn.ts';
import type { LabelledRows } from './heldOutRows.ts';
import { fitInputs, type InputKind, type InputPreprocessor } from './inputPreprocessor.ts';
import { rowSplit } from './rowSplit.ts';
import type { Samples } from './samples.ts';
import { detectSignal, signalNamed } from './signalColumns.ts';

/** What stays together on one side of the split: nothing, or exact copies of a row. */
export type SplitKind = 'random' | 'grouped';

/** What `prepareBinary` may be told. */
export interface BinaryDataOptions {
  /** The column to predict. */
  readonly target: string;
  /** The positive class as it stands in the data; default: see `positiveOf`. */
  readonly positive?: string;
  readonly seed: number;
  /**
   * A column whose equal values stay on one side: a patient, a sensor. It is no feature.
   */
  readonly group?: string;
  /** Whether rows with the same inputs stay on one side; default `random`: they need not. */
  readonly split?: SplitKind;
  /**
   * Whether the columns are samples of one signal: `auto` finds out, `none` says no, anything else is
   * what stands before the numbers in their names (`X` for X1, X2, …); default `auto`.
   */
  readonly signal?: string;
}

/** Everything that training and assessment need. */
export interface BinaryData extends LabelledRows {
  readonly target: string;
  /** Without target and group. */
  readonly inputs: Table;
  /** The column that `groups` was made of; null where there is none. */
  readonly group: string | null;
  /** The columns of the signal in their order; null where the rows are none. */
  readonly signal: readonly string[] | null;
  readonly rows: {
    readonly train: Int32Array;
    readonly validation: Int32Array;
    readonly test: Int32Array;
  };
  /** The share of test rows whose inputs also stand among the training rows, 0 to 1. */
  readonly leakedShare: number;
  /** Why the parts have the sizes they have. */
  readonly splitReason: string;
  readonly warnings: readonly string[];
}

/**
 * Splits a table into training, validation and test rows and finds out what kind of inputs it has.
 *
 * @throws {DataError} when target, groups or columns cannot be used, see `separateClasses`, `rowSplit`
 * @example
 * const data = prepareBinary(await readCsv('churn.csv'), { target: 'churned', seed: 1 });
 * data.classNames; // ['no', 'yes']: the second is the positive class
 */
export function prepareBinary(table: Table, options: BinaryDataOptions): BinaryData {
  const { target, positive, seed, group = null, split = 'random', signal = 'auto' } = options;
  const separated = separateClasses(table, target, positive);
  const { y, classNames } = separated;
  const inputs = group === null ? separated.inputs : withoutColumns(separated.inputs, [group]);
  const copies = duplicateGroups(inputs);
  const ownGroups = group === null ? null : groupsOfColumn(separated.inputs, group);
  const groups = ownGroups ?? (split === 'grouped' ? copies : null);
  const { reason, warnings, ...rows } = rowSplit({ y, classNames, groups }, seed);
  const leakedShare = leakedShareOf(copies, rows.train, rows.test);
  const columns = signalOf(inputs, signal);
  const data: BinaryData = {
    ...{ y, classNames, groups, group, target, inputs, rows, leakedShare, signal: columns },
    splitReason: reason,
    warnings: [],
  };
  const { preprocessor } = encode(data, columns ? 'signal' : 'table', rows.train);
  return {
    ...data,
    warnings: [
      ...separated.warnings,
      ...droppedWarnings(preprocessor),
      ...unusedWarnings(inputs, columns),
      ...warnings,
      // Who names groups has said what belongs together; equal inputs elsewhere are chance.
      ...(ownGroups ? [] : leakWarnings(leakedShare)),
    ],
  };
}

/** A fitted preprocessing, and what turns row numbers into samples by it. */
export interface Encoded {
  readonly preprocessor: InputPreprocessor;
  samplesOf(rows: Int32Array): Samples;
}

/**
 * Fits the preprocessing on some rows, to be applied to any.
 *
 * @param fitRows the rows that are trained on
 * @throws {DataError} when no column can be used
 */
export function encode(data: BinaryData, kind: InputKind, fitRows: Int32Array): Encoded {
  const { inputs, y } = data;
  const signal = kind === 'signal' ? data.signal : null;
  const preprocessor = fitInputs(takeRows(inputs, fitRows), signal);
  return {
    preprocessor,
    samplesOf: (rows) => ({
      x: preprocessor.transform(takeRows(inputs, rows)),
      y: Float32Array.from(rows, (row) => y[row] as number),
    }),
  };
}

function signalOf(inputs: Table, signal: string): string[] | null {
  if (signal === 'none') return null;
  return signal === 'auto' ? detectSignal(inputs) : signalNamed(inputs, signal);
}

function leakedShareOf(copies: Int32Array, train: Int32Array, test: Int32Array): number {
  const inTrain = new Set(Array.from(train, (row) => copies[row]));
  return test.filter((row) => inTrain.has(copies[row])).length / test.length;
}

function droppedWarnings({ dropped }: InputPreprocessor): string[] {
  return dropped.map(({ column, reason }) => `The column "${column}" is not used: ${reason}.`);
}

function unusedWarnings(inputs: Table, signal: readonly string[] | null): string[] {
  if (!signal || signal.length === inputs.columns.length) return [];
  const others = inputs.columns.filter(({ name }) => !signal.includes(name));
  const names = others.map(({ name }) => `"${name}"`).join(', ');
  return [
    `The net reads the signal ${signal[0]} to ${signal.at(-1)} alone; it does not see ${names}.`,
  ];
}

function leakWarnings(leakedShare: number): string[] {
  if (leakedShare === 0) return [];
  const percent = (100 * leakedShare).toFixed(1);
  return [
    `${percent} % of the test rows have the same inputs as a training row: scores on them flatter ` +
      'every model that can remember. A grouped split keeps copies on one side.',
  ];
}
