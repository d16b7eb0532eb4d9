// A target as columns of numbers, whatever it is made of.
import { DataError } from '@dlqr/core/errors';
import { type Category, compareCategories, readCategory } from './category.ts';

/** The kinds of targets, by name. */
export const TARGET_TYPES = ['continuous', 'binary', 'multiclass'] as const;

/** The kind of a target. */
export type TargetType = (typeof TARGET_TYPES)[number];

/** A target by columns: itself, or 0 and 1 for its second class, or 0 and 1 for each class. */
export interface Targets {
  /** Ascending; none for a continuous target. */
  readonly classes: readonly Category[];
  readonly columns: readonly Float64Array[]; // [target columns][rows]
  /** The number of each row's class, [rows]; null for a continuous target. */
  readonly codes: Int32Array | null;
}

/**
 * Reads a target.
 *
 * @throws {DataError} when one is missing, infinite, or of the wrong type
 */
export function readTargets(y: ArrayLike<Category>, type: 'auto' | TargetType): Targets {
  const values = Array.from(y, (value, row) => {
    const target = readCategory(value, `y[${row}]`);
    if (target !== null) return target;
    throw new DataError(`y[${row}] is missing; expected a target in every row`, {
      hint: 'Drop the rows without a target.',
    });
  });
  const isContinuous = type === 'continuous' || (type === 'auto' && values.some(isFraction));
  if (isContinuous) {
    return { classes: [], columns: [Float64Array.from(values, readNumber)], codes: null };
  }
  const classes = [...new Set(values)].sort(compareCategories);
  if (type === 'binary' && classes.length > 2) {
    throw new DataError(`y has ${classes.length} classes; expected at most 2 for a binary target`);
  }
  const codeOf = new Map(classes.map((label, code) => [label, code]));
  const codes = Int32Array.from(values, (value) => codeOf.get(value) as number);
  const isBinary = type === 'binary' || (type === 'auto' && classes.length <= 2);
  const columns = isBinary
    ? [Float64Array.from(codes)]
    : classes.map((_, label) => Float64Array.from(codes, (code) => (code === label ? 1 : 0)));
  return { classes, columns, codes };
}

function isFraction(value: Category): boolean {
  return typeof value === 'number' && !Number.isInteger(value);
}

function readNumber(value: Category, row: number): number {
  if (typeof value === 'number') return value;
  throw new DataError(
    `y[${row}] is ${JSON.stringify(value)}; expected a number in a continuous target`,
  );
}
