// Preprocessing inside a fold: fitted on its train rows, applied to both sides.
import * as tf from '@tensorflow/tfjs';
import { ShapeError, ValueError } from '../errors/index.ts';
import { type Table, takeRows } from '../table/table.ts';
import type { ArrayInputs } from '../training/fitData.ts';
import type { HostArray } from '../training/hostArray.ts';
import type { CheckedFeatures, FoldFeatures } from './foldData.ts';
import {
  modelRowsOf,
  type NumericRows,
  numericRowsOf,
  numRowsOf,
  type RowsInput,
  rowSizeOf,
  takeNumericRows,
} from './numericRows.ts';

/** Rows as preprocessing gets them: also what the transformers of `@dlqr/preprocessing` take. */
export interface FoldMatrix {
  /** Row-major, in 64 bits. */
  readonly values: Float64Array;
  /** [rows, ...rowShape] */
  readonly shape: readonly number[];
  readonly numRows: number;
  /** The numbers of a row. */
  readonly numColumns: number;
}

/** What preprocessing of these features is handed: tables stay tables. */
export type PreprocessInput<X extends FoldFeatures> = X extends Table ? Table : FoldMatrix;

/** Something fitted; the transformers of `@dlqr/preprocessing` are, after `fit`. */
export interface FittedPreprocessing<Rows> {
  /** Rows of features for the model. Tensors are disposed once they have been read. */
  transform(rows: Rows): RowsInput;
}

/**
 * Fits a new preprocessing on the train rows of a fold.
 *
 * @example (train) => new StandardScaler().fit(train)
 * @example (train) => TablePreprocessor.fit(train)
 */
export type Preprocess<Rows> = (
  trainRows: Rows,
  yTrain: NumericRows,
) => FittedPreprocessing<Rows> | Promise<FittedPreprocessing<Rows>>;

/** Features of a fold's rows, as a model takes them. */
export type TakeInputs = (rows: Int32Array) => ModelInputs;

/** Features as a model takes them, and the shape of a row of the first. */
export interface ModelInputs {
  readonly inputs: ArrayInputs;
  readonly inputShape: readonly number[];
}

/**
 * Checks that these features can be preprocessed, or need not be.
 *
 * @throws {ValueError} when a table is not, or several arrays are
 */
export function checkPreprocess({ kind }: CheckedFeatures, isGiven: boolean): void {
  if (kind === 'table' && !isGiven) {
    throw new ValueError('x is a table and there is no preprocess; a net needs numbers', {
      hint: 'Give preprocess: (train) => TablePreprocessor.fit(train), of @dlqr/preprocessing.',
    });
  }
  if ((kind === 'list' || kind === 'record') && isGiven) {
    throw new ValueError('preprocess takes one array or a table; x has several arrays', {
      hint: 'Use crossValidateWith, and preprocess each array on the train rows of the fold.',
    });
  }
}

/** Fits the preprocessing on train rows and gives what takes rows through it. */
export async function fitPreprocess(
  features: CheckedFeatures,
  preprocess: Preprocess<Table & FoldMatrix> | undefined,
  train: Int32Array,
  yTrain: NumericRows,
): Promise<TakeInputs> {
  if (!preprocess) return (rows) => rawInputs(features, rows);
  const take = (rows: Int32Array) => rowsToPreprocess(features, rows) as Table & FoldMatrix;
  const fitted = await preprocess(take(train), yTrain);
  return (rows) => {
    const array = readTransformed(fitted.transform(take(rows)), rows.length);
    return { inputs: array, inputShape: array.shape.slice(1) };
  };
}

function rawInputs(features: CheckedFeatures, rows: Int32Array): ModelInputs {
  if (features.kind === 'table') throw new ValueError('a table cannot be fed to a model');
  if (features.kind === 'array') {
    const array = modelRowsOf(takeNumericRows(features.rows, rows));
    return { inputs: array, inputShape: array.shape.slice(1) };
  }
  const arrays = features.arrays.map(([name, array]): [string, HostArray] => {
    return [name, modelRowsOf(takeNumericRows(array, rows))];
  });
  const inputShape = arrays[0]?.[1].shape.slice(1) ?? [];
  const isList = features.kind === 'list';
  return {
    inputs: isList ? arrays.map(([, array]) => array) : Object.fromEntries(arrays),
    inputShape,
  };
}

function rowsToPreprocess(features: CheckedFeatures, rows: Int32Array): Table | FoldMatrix {
  if (features.kind === 'table') return takeRows(features.table, rows);
  if (features.kind !== 'array') throw new ValueError('several arrays cannot be preprocessed');
  const taken = takeNumericRows(features.rows, rows);
  const { values, shape } = taken;
  return {
    values: values instanceof Float64Array ? values : Float64Array.from(values),
    shape,
    numRows: numRowsOf(taken),
    numColumns: rowSizeOf(taken),
  };
}

function readTransformed(given: RowsInput, numRows: number): HostArray {
  const array = readAndDispose(given);
  if (numRowsOf(array) === numRows) return array;
  throw new ShapeError(
    `preprocess made ${numRowsOf(array)} rows of ${numRows}; expected as many as it was given`,
  );
}

function readAndDispose(given: RowsInput): HostArray {
  try {
    return modelRowsOf(numericRowsOf(given, 'what preprocess gave'));
  } finally {
    if (given instanceof tf.Tensor) given.dispose();
  }
}
