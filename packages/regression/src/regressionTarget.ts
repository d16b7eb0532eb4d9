// Takes the target out of a table and checks that it can be learned.
import { type Column, columnOf, type Table, takeRows, withoutColumns } from '@dlqr/core';
import { DataError } from '@dlqr/core/errors';

/** A table without its target, and the target. */
export interface TargetedTable {
  readonly inputs: Table;
  /** [rows] */
  readonly y: Float64Array;
  readonly warnings: readonly string[];
}

/** Fewer rows cannot be split into three parts that mean anything. */
const MIN_ROWS = 20;

/**
 * Separates the target column; rows without a target are left out, with a warning.
 *
 * @throws {DataError} when the column is missing, not of numbers, infinite somewhere, constant, or
 * there are too few rows or no other columns
 */
export function separateTarget(table: Table, target: string): TargetedTable {
  const column = numbersOf(columnOf(table, target));
  const known = knownRows(column.values, target);
  const rest = withoutColumns(table, [target]);
  if (rest.columns.length === 0) {
    throw new DataError(`"${target}" is the only column; there is nothing to predict it from`);
  }
  if (known.length < MIN_ROWS) {
    throw new DataError(
      `there ${known.length === 1 ? 'is 1 row' : `are ${known.length} rows`} with a value of ` +
        `"${target}"; expected at least ${MIN_ROWS}`,
      { hint: 'Give more data: rows are needed for training, validation and test.' },
    );
  }
  const y = Float64Array.from(known, (row) => column.values[row] as number);
  if (y.every((value) => value === y[0])) {
    throw new DataError(`"${target}" is ${y[0]} in every row; there is nothing to learn`, {
      hint: 'Choose another --target.',
    });
  }
  const numMissing = table.numRows - known.length;
  const warnings =
    numMissing > 0 ? [`${numMissing} rows without a value of "${target}" were left out.`] : [];
  return { inputs: numMissing > 0 ? takeRows(rest, known) : rest, y, warnings };
}

function numbersOf(column: Column): Extract<Column, { kind: 'number' }> {
  if (column.kind === 'number') return column;
  if (column.kind === 'date') {
    throw new DataError(`"${column.name}" holds dates; a target must hold numbers`);
  }
  const row = column.codes.findIndex(
    (code) => code >= 0 && Number.isNaN(Number(column.categories[code])),
  );
  const example = column.categories[column.codes[row] ?? 0];
  throw new DataError(
    `"${column.name}" holds text: "${example}" in data row ${row + 1}; a target must hold numbers`,
    { hint: 'Mend the cell, or choose another --target.' },
  );
}

function knownRows(values: Float64Array, target: string): Int32Array {
  const infinite = values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (infinite >= 0) {
    throw new DataError(`"${target}" is ${values[infinite]} in data row ${infinite + 1}`, {
      hint: 'Mend the cell, or leave it empty to leave the row out.',
    });
  }
  const rows: number[] = [];
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row])) rows.push(row);
  }
  return Int32Array.from(rows);
}
