// Takes a two-class target out of a table, says which class is the positive one, and checks both.
import { type Column, columnOf, type Table, takeRows, withoutColumns } from '@dlqr/core';
import { DataError } from '@dlqr/core/errors';
import { positiveOf } from './positiveClass.ts';

/** A table without its target, and the target as 0 and 1. */
export interface ClassTarget {
  readonly inputs: Table;
  /** 1 for the positive class, 0 for the negative, [rows] */
  readonly y: Uint8Array;
  /** As they stand in the table: the negative class, the positive class. */
  readonly classNames: readonly [negative: string, positive: string];
  readonly warnings: readonly string[];
}

/** Fewer rows cannot be split into three parts that mean anything. */
const MIN_ROWS = 20;

/** Each of training, validation and test needs one row of each class at least. */
const MIN_CLASS_ROWS = 3;

/**
 * Separates a target of two classes: texts (yes and no, true and false) or two numbers (0 and 1).
 *
 * Rows without a target are left out, with a warning. Which class is positive changes what recall,
 * precision and F1 mean: name it where the default (see `positiveOf`) is not what is looked for.
 *
 * @param positive the positive class as it stands in the table; default: see `positiveOf`
 * @throws {DataError} when the column is missing, holds dates, one class or more than two, a class has
 * fewer than 3 rows, `positive` is not one of the two, or there are too few rows or no other columns
 */
export function separateClasses(table: Table, target: string, positive?: string): ClassTarget {
  const rest = withoutColumns(table, [target]);
  const column = columnOf(table, target);
  if (rest.columns.length === 0) {
    throw new DataError(`"${target}" is the only column; there is nothing to predict it from`);
  }
  const texts = textsOf(column);
  const known = knownRows(texts);
  if (known.length < MIN_ROWS) {
    throw new DataError(
      `there ${known.length === 1 ? 'is 1 row' : `are ${known.length} rows`} with a value of ` +
        `"${target}"; expected at least ${MIN_ROWS}`,
      { hint: 'Give more data: rows are needed for training, validation and test.' },
    );
  }
  const counts = countsOf(texts, known);
  requireTwoClasses(target, counts);
  const positiveClass = positiveOf(target, counts, positive);
  const negativeClass = [...counts.keys()].find((name) => name !== positiveClass) as string;
  const numMissing = table.numRows - known.length;
  return {
    inputs: numMissing > 0 ? takeRows(rest, known) : rest,
    y: Uint8Array.from(known, (row) => Number(texts[row] === positiveClass)),
    classNames: [negativeClass, positiveClass],
    warnings:
      numMissing > 0 ? [`${numMissing} rows without a value of "${target}" were left out.`] : [],
  };
}

/** The target as text; null where it is missing, [rows]. */
function textsOf(column: Column): (string | null)[] {
  if (column.kind === 'date') {
    throw new DataError(`"${column.name}" holds dates; a target must hold two classes`);
  }
  if (column.kind === 'category') {
    return Array.from(column.codes, (code) => column.categories[code] ?? null);
  }
  const infinite = column.values.findIndex((value) => Math.abs(value) === 1 / 0);
  if (infinite >= 0) {
    throw new DataError(
      `"${column.name}" is ${column.values[infinite]} in data row ${infinite + 1}`,
      { hint: 'Mend the cell, or leave it empty to leave the row out.' },
    );
  }
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : String(value)));
}

function knownRows(texts: readonly (string | null)[]): Int32Array {
  return Int32Array.from(texts.flatMap((text, row) => (text === null ? [] : [row])));
}

/** Rows by class, in the order in which the classes first come. */
function countsOf(texts: readonly (string | null)[], rows: Int32Array): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const name = texts[row] as string;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function requireTwoClasses(target: string, counts: ReadonlyMap<string, number>): void {
  const names = [...counts.keys()];
  if (names.length === 1) {
    throw new DataError(
      `"${target}" is ${names[0]} in every row; a classifier needs rows of two classes`,
      { hint: 'Choose another --target, or give rows of the other class.' },
    );
  }
  if (names.length > 2) {
    const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
    throw new DataError(`"${target}" has ${names.length} classes (${shown}); expected two`, {
      hint: 'Mend labels that are out of place, or take the chapter on more classes: ch05.',
    });
  }
  for (const [name, count] of counts) {
    if (count >= MIN_CLASS_ROWS) continue;
    throw new DataError(
      `there ${count === 1 ? 'is 1 row' : `are ${count} rows`} of the class "${name}" of "${target}"; ` +
        `expected at least ${MIN_CLASS_ROWS}, one each for training, validation and test`,
      { hint: 'Give more rows of that class.' },
    );
  }
}
