// Guards at the public door: what a plotting function cannot draw is refused here, with its name.
import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';

/** Any list of numbers: an array, a typed array. */
export type Numbers = ArrayLike<number>;

/**
 * Refuses columns that are empty or differ in length.
 *
 * @throws {ValueError} when the first column is empty
 * @throws {ShapeError} when another has a different length
 */
export function requireColumns(columns: Readonly<Record<string, Numbers>>): void {
  const [first, ...others] = Object.entries(columns);
  if (!first) return;
  const [firstName, { length }] = first;
  if (length === 0) throw new ValueError(`${firstName} is empty; expected at least one value`);
  for (const [name, column] of others) {
    if (column.length === length) continue;
    throw new ShapeError(`${name} has ${column.length} values and ${firstName} has ${length}`, {
      hint: 'Give columns of equal length; mark missing values with NaN.',
    });
  }
}

/**
 * Refuses one end of an interval without the other.
 *
 * @throws {ValueError} when exactly one of the two is given
 */
export function requireBothEnds(owner: string, lower: unknown, upper: unknown): void {
  if ((lower === undefined) === (upper === undefined)) return;
  throw new ValueError(`"${owner}" has only one end of its interval; expected both or none`);
}

/**
 * Refuses values among which there is not a single finite one.
 *
 * @throws {ValueError} when there is no value at all
 * @throws {DataError} when all are NaN or infinite
 */
export function requireFinite(name: string, values: Numbers): void {
  if (values.length === 0) throw new ValueError(`${name} is empty; expected at least one value`);
  for (let index = 0; index < values.length; index++) {
    if (Number.isFinite(values[index])) return;
  }
  throw new DataError(`${name} has ${values.length} values and none of them is finite`, {
    hint: 'Look for a division by zero, or a training that diverged, before this point.',
  });
}

/**
 * The indices of the rows that are finite in every column.
 *
 * @throws {DataError} when there is no such row
 */
export function finiteRows(columns: Readonly<Record<string, Numbers>>): number[] {
  requireColumns(columns);
  const all = Object.values(columns);
  const { length } = all[0] ?? [];
  const rows: number[] = [];
  for (let row = 0; row < length; row++) {
    if (all.every((column) => Number.isFinite(column[row]))) rows.push(row);
  }
  if (rows.length > 0) return rows;
  const names = Object.keys(columns).join(', ');
  throw new DataError(`no row of ${names} is finite in all of them; there are ${length} rows`, {
    hint: 'Look for NaN in the predictions: a training that diverged gives nothing else.',
  });
}

/** Whether a value is from 0 to 1, give or take what sums of floating-point numbers are off. */
export function isShare(value: number): boolean {
  return value >= -1e-9 && value <= 1 + 1e-9;
}

/**
 * Refuses values that are no shares.
 *
 * @throws {ValueError} when one is not from 0 to 1
 */
export function requireShares(name: string, values: Numbers): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (isShare(value)) continue;
    throw new ValueError(`${name}[${index}] is ${value}; expected a number from 0 to 1`);
  }
}
