// Turns the columns of a signal into features on one common scale; fitted once, applied by name.
import { columnOf, type Table } from '@dlqr/core';
import { DataError, FileError } from '@dlqr/core/errors';
import type { Features } from './features.ts';

/** The version of the JSON state that this code writes, and the newest that it reads. */
const STATE_VERSION = 1;

/** The fitted state, fit for JSON. */
export interface SignalPreprocessorState {
  readonly kind: 'signalPreprocessor';
  readonly version: number;
  readonly columns: readonly string[];
  readonly mean: number;
  readonly scale: number;
}

/**
 * Preprocessing of rows that are signals: one mean and one scale for all samples, so that the shape of
 * the signal stays what it is (a scaler for each column would bend it).
 *
 * A missing sample becomes the point on the line between its neighbours. Fit it on training rows alone.
 *
 * @example SignalPreprocessor.fit(trainTable, ['X1', …, 'X178']).transform(newTable).numColumns // 178
 */
export class SignalPreprocessor {
  readonly featureNames: readonly string[];
  readonly sourceColumns: readonly string[];
  readonly dropped: readonly { readonly column: string; readonly reason: string }[] = [];
  readonly #mean: number;
  readonly #scale: number;

  private constructor(columns: readonly string[], mean: number, scale: number) {
    this.featureNames = columns;
    this.sourceColumns = columns;
    this.#mean = mean;
    this.#scale = scale;
  }

  /**
   * Fits mean and scale on training rows.
   *
   * @param columns the samples of the signal, in their order
   * @throws {DataError} when a column is missing, holds no numbers or an infinite one, or the signal is
   * constant
   */
  static fit(table: Table, columns: readonly string[]): SignalPreprocessor {
    const samples = columns.map((name) => samplesOf(table, name));
    const known = samples.map((values) => values.filter((value) => !Number.isNaN(value)));
    const count = known.reduce((sum, values) => sum + values.length, 0);
    const sumOf = (part: (value: number) => number): number =>
      known.reduce((sum, values) => values.reduce((inner, value) => inner + part(value), sum), 0);
    const mean = sumOf((value) => value) / count;
    const scale = Math.sqrt(sumOf((value) => (value - mean) ** 2) / count);
    if (scale > 0) return new SignalPreprocessor(columns, mean, scale);
    throw new DataError(
      `the signal of the columns ${columns[0]} to ${columns.at(-1)} is constant or empty; there is ` +
        'nothing to learn from it',
    );
  }

  /**
   * The preprocessing that `toJSON` described.
   *
   * @throws {FileError} when it is of another kind or a newer version
   */
  static fromJSON(state: SignalPreprocessorState): SignalPreprocessor {
    if (state?.kind !== 'signalPreprocessor' || !Array.isArray(state.columns)) {
      throw new FileError('this is not the state of a SignalPreprocessor');
    }
    if (!(state.version <= STATE_VERSION)) {
      throw new FileError(
        `the preprocessing has version ${state.version}; this version of dlqr reads up to ${STATE_VERSION}`,
        { hint: 'Upgrade dlqr to use it.' },
      );
    }
    return new SignalPreprocessor(state.columns, state.mean, state.scale);
  }

  toJSON(): SignalPreprocessorState {
    return {
      kind: 'signalPreprocessor',
      version: STATE_VERSION,
      columns: this.featureNames,
      mean: this.#mean,
      scale: this.#scale,
    };
  }

  /**
   * The signals of a table's rows, [rows, samples]. Columns are found by name; others are ignored.
   *
   * @throws {DataError} when a column is missing or holds no numbers, or an infinite one
   */
  transform(table: Table): Features {
    const numColumns = this.featureNames.length;
    const { numRows } = table;
    const values = new Float32Array(numRows * numColumns);
    for (const [column, name] of this.featureNames.entries()) {
      for (const [row, value] of samplesOf(table, name).entries()) {
        values[row * numColumns + column] = (value - this.#mean) / this.#scale;
      }
    }
    for (let row = 0; row < numRows; row++) {
      fillGaps(values.subarray(row * numColumns, (row + 1) * numColumns));
    }
    return { values, numRows, numColumns };
  }
}

function samplesOf(table: Table, name: string): Float64Array {
  const column = columnOf(table, name);
  if (column.kind !== 'number') {
    throw new DataError(`column "${name}" is a sample of the signal; expected numbers in it`, {
      hint: 'Mend the cells that hold something else, or leave them empty.',
    });
  }
  const row = column.values.findIndex((value) => Math.abs(value) === 1 / 0);
  if (row < 0) return column.values;
  throw new DataError(`column "${name}" is ${column.values[row]} in data row ${row + 1}`, {
    hint: 'Mend the cell, or leave it empty.',
  });
}

/** Puts the line between both neighbours into each gap; at the ends the nearest, alone the mean. */
function fillGaps(signal: Float32Array): void {
  const known = [...signal.keys()].filter((place) => !Number.isNaN(signal[place]));
  if (known.length === signal.length) return;
  if (known.length === 0) {
    signal.fill(0);
    return;
  }
  let next = 0;
  for (let place = 0; place < signal.length; place++) {
    if (known[next] === place) next += 1;
    if (!Number.isNaN(signal[place])) continue;
    const after = known[next] ?? (known.at(-1) as number);
    const before = known[next - 1] ?? after;
    const part = after === before ? 0 : (place - before) / (after - before);
    signal[place] = (1 - part) * (signal[before] as number) + part * (signal[after] as number);
  }
}
