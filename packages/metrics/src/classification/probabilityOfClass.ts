// Probabilities by class, whether they come as one column or as one per class.
import { ValueError } from '@dlqr/core/errors';
import type { Matrix } from '../inputs/readMatrix.ts';

/** The probability of a class; one column holds those of class 1 of two. */
export function probabilityOfClass(
  { values, numColumns }: Pick<Matrix, 'values' | 'numColumns'>,
  sample: number,
  classNumber: number,
): number {
  if (numColumns > 1) return values[sample * numColumns + classNumber] as number;
  const positive = values[sample] as number;
  return classNumber === 1 ? positive : 1 - positive;
}

/** -log(probability), the probability kept `epsilon` away from 0 and 1. */
export function negativeLog(probability: number, epsilon: number): number {
  return -Math.log(Math.min(1 - epsilon, Math.max(epsilon, probability)));
}

/** Checks how far probabilities are to be kept from 0 and 1; null where it is not given. */
export function readEpsilon(epsilon: number | undefined): number | null {
  if (epsilon === undefined) return null;
  if (epsilon > 0 && epsilon < 0.5) return epsilon;
  throw new ValueError(`epsilon is ${epsilon}; expected more than 0 and less than 0.5`);
}
