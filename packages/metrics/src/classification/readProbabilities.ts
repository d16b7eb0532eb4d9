// The public door for predicted probabilities.
import { ValueError } from '@dlqr/core/errors';
import { type Matrix, readMatrix } from '../inputs/readMatrix.ts';
import type { NumericInput } from '../inputs/tensorLike.ts';

/** How far the probabilities of a sample may add up to something else than 1. */
const SUM_TOLERANCE = 1e-5;

/**
 * Reads probabilities: one column, of the positive class, or one column per class.
 *
 * @throws {ShapeError} when there are no samples or rows differ in length
 * @throws {ValueError} when a value is outside 0 to 1, or the columns of a sample do not add up to 1
 */
export function readProbabilities(yProb: NumericInput, name: string): Matrix {
  const matrix = readMatrix(yProb, name);
  requireProbabilities(matrix, name);
  return matrix;
}

/** Throws unless all values are probabilities and, where there are several columns, rows sum to 1. */
export function requireProbabilities(
  { values, numColumns }: Pick<Matrix, 'values' | 'numColumns'>,
  name: string,
): void {
  const outside = values.findIndex((value) => value < 0 || value > 1);
  if (outside >= 0) {
    const sample = Math.floor(outside / numColumns);
    throw new ValueError(
      `${name} holds ${values[outside]} (sample ${sample}); expected probabilities from 0 to 1`,
      { hint: "Put a 'sigmoid' or 'softmax' behind the model's last layer." },
    );
  }
  if (numColumns > 1) requireRowSums(values, numColumns, name);
}

/** Throws unless the values of each row add up to 1. */
export function requireRowSums(values: Float64Array, numColumns: number, name: string): void {
  for (let start = 0; start < values.length; start += numColumns) {
    let total = 0;
    for (let column = 0; column < numColumns; column++) total += values[start + column] as number;
    if (Math.abs(total - 1) > SUM_TOLERANCE) {
      throw new ValueError(
        `${name} adds up to ${total} over the classes of sample ${start / numColumns}; expected 1`,
        { hint: "Put a 'softmax' behind the model's last layer, or divide each row by its sum." },
      );
    }
  }
}
