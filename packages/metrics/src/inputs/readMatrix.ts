// The public door for numbers: whatever form they come in, out comes one checked matrix.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { isTensorLike, type NumericInput } from './tensorLike.ts';

/** Finite numbers row by row; a vector is a matrix of one column. */
export interface Matrix {
  readonly values: Float64Array; // [numRows * numColumns]
  readonly numRows: number;
  readonly numColumns: number;
  /** The gap between 1 and the next number in the precision the values came in. */
  readonly epsilon: number;
}

const FLOAT32_EPSILON = 2 ** -23;

/**
 * Reads [samples] or [samples, columns] numbers.
 *
 * @param name what the caller calls the argument; it opens every message
 * @throws {ShapeError} when there are no samples, rows differ in length or there are more axes
 * @throws {ValueError} when a value is not a finite number
 */
export function readMatrix(input: NumericInput, name: string): Matrix {
  if (isTensorLike(input)) return fromTensor(input.dataSync(), input.shape, name);
  if (!isArrayLike(input)) {
    throw new ValueError(`${name} is ${describe(input)}; expected numbers`, {
      hint: 'Give an array, a typed array, an array of rows, or a tensor.',
    });
  }
  requireSamples(input.length, name);
  return isArrayLike(input[0])
    ? fromRows(input as readonly ArrayLike<number>[], name)
    : fromValues(input as ArrayLike<number>, input.length, 1, name);
}

/** Reads one number per sample: [samples] or [samples, 1]. */
export function readVector(input: NumericInput, name: string): Float64Array {
  const { values, numRows, numColumns } = readMatrix(input, name);
  if (numColumns === 1) return values;
  throw new ShapeError(
    `${name} has the shape [${numRows}, ${numColumns}]; expected [samples] or [samples, 1]`,
    { hint: 'Pick one column, or turn columns of scores into labels with argMaxLabels.' },
  );
}

/** Whether a value is an array or a typed array (a text is not). */
export function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Throws unless both have the same number of samples. */
export function requireSameLength(
  name: string,
  length: number,
  other: string,
  expected: number,
): void {
  if (length === expected) return;
  throw new ShapeError(`${name} has ${length} samples; expected ${expected}, as in ${other}`);
}

/** Throws when there is nothing to measure. */
export function requireSamples(count: number, name: string): void {
  if (count === 0) throw new ShapeError(`${name} is empty; expected at least one sample`);
}

function fromTensor(data: ArrayLike<number>, shape: readonly number[], name: string): Matrix {
  const [numRows = 1, numColumns = 1] = shape;
  if (shape.length === 0 || shape.length > 2) {
    throw new ShapeError(
      `${name} has the shape [${shape.join(', ')}]; expected [samples] or [samples, columns]`,
      { hint: 'Reshape it so that each row is one sample.' },
    );
  }
  requireSamples(numRows * numColumns, name);
  return fromValues(data, numRows, numColumns, name);
}

function fromRows(rows: readonly ArrayLike<number>[], name: string): Matrix {
  const numColumns = rows[0]?.length ?? 0;
  if (numColumns === 0) throw new ShapeError(`${name}[0] is empty; expected at least one column`);
  const values = new Float64Array(rows.length * numColumns);
  rows.forEach((row, index) => {
    if (!isArrayLike(row) || row.length !== numColumns) {
      const received = isArrayLike(row) ? `${row.length} columns` : describe(row);
      throw new ShapeError(
        `${name}[${index}] is ${received}; expected ${numColumns} columns, as in ${name}[0]`,
      );
    }
    copyChecked(row, values, index * numColumns, (column) => `${name}[${index}][${column}]`);
  });
  return { values, numRows: rows.length, numColumns, epsilon: epsilonOf(rows[0]) };
}

function fromValues(
  source: ArrayLike<number>,
  numRows: number,
  numColumns: number,
  name: string,
): Matrix {
  const values = new Float64Array(source.length);
  copyChecked(source, values, 0, (index) =>
    numColumns === 1
      ? `${name}[${index}]`
      : `${name}[${Math.floor(index / numColumns)}][${index % numColumns}]`,
  );
  return { values, numRows, numColumns, epsilon: epsilonOf(source) };
}

function copyChecked(
  source: ArrayLike<unknown>,
  target: Float64Array,
  offset: number,
  placeOf: (index: number) => string,
): void {
  for (let index = 0; index < source.length; index++) {
    const value = source[index];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new ValueError(`${placeOf(index)} is ${describe(value)}; expected a finite number`, {
        hint: 'Repair or leave out that sample; a NaN prediction means that training diverged.',
      });
    }
    target[offset + index] = value;
  }
}

/** The gap between 1 and the next number in the precision of some values. */
export function epsilonOf(values: ArrayLike<number> | undefined): number {
  return values instanceof Float32Array ? FLOAT32_EPSILON : Number.EPSILON;
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (isArrayLike(value)) return 'an array';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
