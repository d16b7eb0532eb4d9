// The features, targets and weights of a cross-validation, as they are given and as they are checked.
import * as tf from '@tensorflow/tfjs';
import { ShapeError, ValueError } from '../errors/index.ts';
import type { Table } from '../table/table.ts';
import { type NumericRows, numericRowsOf, numRowsOf, type RowsInput } from './numericRows.ts';

/**
 * Features of all rows: one array, several as a list or by name (for a model with several inputs), or
 * a table, which `preprocess` turns into numbers.
 */
export type FoldFeatures =
  | RowsInput
  | readonly RowsInput[]
  | Readonly<Record<string, RowsInput>>
  | Table;

/** The data of a cross-validation, before any preprocessing; one row a sample. */
export interface FoldData<X extends FoldFeatures = FoldFeatures> {
  /** [rows, ...inputShape] */
  readonly x: X;
  /** [rows, ...outputShape]; a flat array is taken as one column. */
  readonly y: RowsInput;
  /** How much each row counts in the loss, [rows]; default 1 each. Scores do not weigh rows. */
  readonly sampleWeight?: ArrayLike<number>;
}

/** The same, checked. */
export interface CheckedFoldData {
  readonly x: CheckedFeatures;
  readonly y: NumericRows;
  readonly sampleWeight: Float32Array | null;
}

/** A table, or arrays under the names of the model's inputs; one array has no name, a list numbers. */
export type CheckedFeatures =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'array'; readonly rows: NumericRows }
  | {
      readonly kind: 'list' | 'record';
      readonly arrays: readonly (readonly [name: string, rows: NumericRows])[];
    };

/**
 * Checks that everything has equally many rows.
 *
 * @throws {ShapeError} when it has not
 * @throws {ValueError} when a weight is negative or not finite
 */
export function checkedFoldData({ x, y, sampleWeight }: FoldData): CheckedFoldData {
  const features = checkedFeatures(x);
  const targets = numericRowsOf(y, 'y');
  const numRows = numRowsOf(targets);
  for (const [name, count] of rowCounts(features)) {
    if (count === numRows) continue;
    throw new ShapeError(`${name} has ${count} rows and y has ${numRows}; expected equally many`);
  }
  return { x: features, y: targets, sampleWeight: checkedWeights(sampleWeight, numRows) };
}

function checkedWeights(
  given: ArrayLike<number> | undefined,
  numRows: number,
): Float32Array | null {
  if (!given) return null;
  if (given.length !== numRows) {
    throw new ShapeError(`sampleWeight has ${given.length} values; expected ${numRows}`);
  }
  const weights = Float32Array.from(given);
  const bad = weights.findIndex((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (bad < 0) return weights;
  throw new ValueError(
    `sampleWeight[${bad}] is ${given[bad]}; expected a finite number of at least 0`,
  );
}

function checkedFeatures(x: FoldFeatures): CheckedFeatures {
  if (isTable(x)) return { kind: 'table', table: x };
  if (isListOfArrays(x)) {
    const arrays = x.map(
      (array, index) => [`${index}`, numericRowsOf(array, `x[${index}]`)] as const,
    );
    return { kind: 'list', arrays };
  }
  if (isRecord(x)) {
    const arrays = Object.entries(x).map(
      ([name, array]) => [name, numericRowsOf(array, `x "${name}"`)] as const,
    );
    return { kind: 'record', arrays };
  }
  return { kind: 'array', rows: numericRowsOf(x, 'x') };
}

function isTable(x: FoldFeatures): x is Table {
  return typeof x === 'object' && 'columns' in x && Array.isArray(x.columns);
}

/** Nested lists of numbers are one array. */
function isListOfArrays(x: FoldFeatures): x is readonly RowsInput[] {
  return Array.isArray(x) && typeof x[0] === 'object' && !Array.isArray(x[0]);
}

function isRecord(x: FoldFeatures): x is Readonly<Record<string, RowsInput>> {
  const isArray = Array.isArray(x) || ArrayBuffer.isView(x) || x instanceof tf.Tensor;
  if (isArray || typeof x !== 'object') return false;
  return !('values' in x && ('shape' in x || 'numRows' in x));
}

function rowCounts(features: CheckedFeatures): (readonly [name: string, count: number])[] {
  if (features.kind === 'table') return [['x', features.table.numRows]];
  if (features.kind === 'array') return [['x', numRowsOf(features.rows)]];
  if (features.arrays.length === 0)
    throw new ShapeError('x holds no arrays; expected at least one');
  return features.arrays.map(([name, rows]) => [`x "${name}"`, numRowsOf(rows)]);
}
