// Finds the columns of a table that are samples of one signal: X1 to X178.

import type { NumberColumn, Table } from '@dlqr/core';
import { DataError } from '@dlqr/core/errors';

/** Shorter runs of columns are hardly signals, and a net for tables reads them well. */
const MIN_SAMPLES = 32;

/** Neighbouring samples of a signal are alike; those of numbered features are not. */
const MIN_NEIGHBOUR_CORRELATION = 0.5;

/** Rows that are looked at for that. */
const MAX_ROWS_LOOKED_AT = 500;

/**
 * The columns of the signal that a table's rows are, where they are one: all columns are numbers, share
 * a name that ends in 1, 2, 3, …, there are 32 or more, and neighbours are correlated within rows.
 *
 * @param inputs the table without its target
 * @returns names in the order of the signal; null where the rows are no signal
 * @example detectSignal(eegTable) // ['X1', 'X2', …, 'X178']
 */
export function detectSignal(inputs: Table): string[] | null {
  const prefixes = new Set(inputs.columns.map(({ name }) => numbered(name)?.prefix));
  const [prefix] = prefixes;
  if (prefixes.size !== 1 || prefix === undefined || inputs.columns.length < MIN_SAMPLES)
    return null;
  if (inputs.columns.some(({ kind }) => kind !== 'number')) return null;
  const columns = inOrder(inputs, prefix);
  const isGapless = columns.every((column, index) => {
    return numberIn(column.name) === numberIn(columns[0]?.name ?? '') + index;
  });
  if (!isGapless || neighbourCorrelation(columns) < MIN_NEIGHBOUR_CORRELATION) return null;
  return columns.map(({ name }) => name);
}

/**
 * The columns whose names are a prefix and a number, in the order of the numbers.
 *
 * @throws {DataError} when there are fewer than 8, or one of them does not hold numbers
 * @example signalNamed(table, 'X') // ['X1', 'X2', …]
 */
export function signalNamed(inputs: Table, prefix: string): string[] {
  const columns = inOrder(inputs, prefix);
  if (columns.length < 8) {
    throw new DataError(
      `there are ${columns.length} columns named "${prefix}" and a number; a signal needs at least 8`,
      { hint: 'Give what stands before the numbers in the names of the columns: X for X1, X2, ….' },
    );
  }
  const other = columns.find(({ kind }) => kind !== 'number');
  if (!other) return columns.map(({ name }) => name);
  throw new DataError(`"${other.name}" is a column of the signal and does not hold numbers`);
}

function inOrder(table: Table, prefix: string) {
  return table.columns
    .filter(({ name }) => numbered(name)?.prefix === prefix)
    .sort((a, b) => numberIn(a.name) - numberIn(b.name));
}

function numbered(name: string): { readonly prefix: string; readonly number: number } | undefined {
  const match = /^(.*?)(\d+)$/.exec(name);
  return match ? { prefix: match[1] as string, number: Number(match[2]) } : undefined;
}

function numberIn(name: string): number {
  return numbered(name)?.number ?? Number.NaN;
}

/** The mean over rows of the correlation between each sample and the next. */
function neighbourCorrelation(columns: Table['columns']): number {
  const samples = (columns as readonly NumberColumn[]).map(({ values }) => values);
  const numRows = Math.min(samples[0]?.length ?? 0, MAX_ROWS_LOOKED_AT);
  const correlations: number[] = [];
  for (let row = 0; row < numRows; row++) {
    const correlation = lagOneCorrelation(samples.map((values) => values[row] as number));
    if (!Number.isNaN(correlation)) correlations.push(correlation);
  }
  return correlations.reduce((sum, value) => sum + value, 0) / Math.max(1, correlations.length);
}

/** NaN for a constant row, or one with missing values. */
function lagOneCorrelation(row: readonly number[]): number {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  let [products, squares] = [0, 0];
  for (const [index, value] of row.entries()) {
    squares += (value - mean) ** 2;
    if (index > 0) products += (value - mean) * ((row[index - 1] as number) - mean);
  }
  return products / squares;
}
