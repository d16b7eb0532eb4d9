// The two ways from a table's columns to features, and how either is restored.
import type { Table } from '@dlqr/core';
import { FileError } from '@dlqr/core/errors';
import { TablePreprocessor, type TablePreprocessorState } from '@dlqr/preprocessing';
import { SignalPreprocessor, type SignalPreprocessorState } from './signalPreprocessor.ts';

/** Columns as features of their own, or as the samples of one signal. */
export type InputKind = 'table' | 'signal';

/** A fitted preprocessing of either kind. */
export type InputPreprocessor = TablePreprocessor | SignalPreprocessor;

/** Its state, fit for JSON. */
export type InputPreprocessorState = TablePreprocessorState | SignalPreprocessorState;

/**
 * Fits the preprocessing on training rows.
 *
 * @param signal the columns of the signal; null: the table is none
 * @throws {DataError} when the columns cannot be used
 */
export function fitInputs(table: Table, signal: readonly string[] | null): InputPreprocessor {
  return signal ? SignalPreprocessor.fit(table, signal) : TablePreprocessor.fit(table);
}

/**
 * The preprocessing that `toJSON` described.
 *
 * @throws {FileError} when it is of another kind or a newer version
 */
export function inputsFromJSON(state: InputPreprocessorState): InputPreprocessor {
  if (state?.kind === 'signalPreprocessor') return SignalPreprocessor.fromJSON(state);
  if (state?.kind === 'tablePreprocessor') return TablePreprocessor.fromJSON(state);
  throw new FileError('the model has no preprocessing that this version of dlqr knows');
}
