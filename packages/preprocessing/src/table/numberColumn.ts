// Columns of numbers.

import { DataError } from '@dlqr/core/errors';
import type { CategoryColumn, Column, NumberColumn } from '@dlqr/core/table';
import type { DroppedColumn, FeatureBlock, NumberPlan } from './columnPlan.ts';
import { momentsOf } from './moments.ts';

/**
 * The plan of a column of numbers.
 *
 * @throws {DataError} when a value is infinite
 */
export function planNumber({ name, values }: NumberColumn): NumberPlan | DroppedColumn {
  expectFinite(name, values);
  const { numKnown, mean, scale, median, isConstant } = momentsOf(values);
  const hasMissing = numKnown < values.length;
  if (numKnown === 0) return { column: name, reason: 'it has no values' };
  if (isConstant && !hasMissing) return { column: name, reason: `it is ${median} in every row` };
  return { kind: 'number', column: name, median, mean, scale, hasMissing };
}

/** The features' names. */
export function namesOfNumber({ column, hasMissing }: NumberPlan): string[] {
  return hasMissing ? [column, `${column} missing`] : [column];
}

/** Writes the features of a column. */
export function writeNumber(plan: NumberPlan, column: Column, block: FeatureBlock): void {
  const numbers = numbersOf(column);
  const { values, width, offset } = block;
  for (let row = 0; row < block.numRows; row++) {
    const value = numbers[row] as number;
    const isMissing = Number.isNaN(value);
    const start = row * width + offset;
    values[start] = ((isMissing ? plan.median : value) - plan.mean) / plan.scale;
    if (plan.hasMissing) values[start + 1] = isMissing ? 1 : 0;
  }
}

function numbersOf(column: Column): Float64Array {
  if (column.kind === 'category') {
    const row = column.codes.findIndex((code) => code >= 0);
    if (row < 0) return new Float64Array(column.codes.length).fill(Number.NaN);
    const text = column.categories.find((category) => Number.isNaN(Number(category)));
    if (text === undefined)
      return Float64Array.from(column.codes, (code) => numberAt(column, code));
    const rowOfText = column.codes.findIndex((code) => column.categories[code] === text);
    throw new DataError(
      `column "${column.name}" held numbers in training; data row ${rowOfText + 1} is "${text}"`,
      { hint: 'Mend the cell, or leave it empty.' },
    );
  }
  if (column.kind === 'date') {
    throw new DataError(`column "${column.name}" held numbers in training; now it holds dates`);
  }
  expectFinite(column.name, column.values);
  return column.values;
}

/** Texts that all read as numbers are numbers; a missing one is NaN. */
function numberAt({ categories }: CategoryColumn, code: number): number {
  return code < 0 ? Number.NaN : Number(categories[code]);
}

/** @throws {DataError} when a value is infinite; the message names column and row */
export function expectFinite(name: string, values: Float64Array): void {
  const row = values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (row < 0) return;
  throw new DataError(`column "${name}" is ${values[row]} in data row ${row + 1}`, {
    hint: 'Mend the cell, or leave it empty.',
  });
}
