// The public door for sample weights.
import { ValueError } from '@dlqr/core/errors';
import { readVector, requireSameLength } from './readMatrix.ts';
import type { NumericInput } from './tensorLike.ts';

/** What every weighted metric takes. */
export interface WeightOptions {
  /** How much each sample counts, [samples], ≥ 0 and not all 0; default: all count the same. */
  readonly sampleWeight?: NumericInput | null;
}

/**
 * The weights of the samples; null where all count the same.
 *
 * @throws {ShapeError} when there is not one weight per sample
 * @throws {ValueError} when a weight is negative or not finite, or all are 0
 */
export function readWeights(
  sampleWeight: NumericInput | null | undefined,
  numSamples: number,
  name = 'sampleWeight',
): Float64Array | null {
  if (sampleWeight === undefined || sampleWeight === null) return null;
  const weights = readVector(sampleWeight, name);
  requireSameLength(name, weights.length, 'yTrue', numSamples);
  const negative = weights.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    throw new ValueError(`${name}[${negative}] is ${weights[negative]}; expected 0 or more`);
  }
  if (weights.every((weight) => weight === 0)) {
    throw new ValueError(`${name} holds only zeros; expected at least one positive weight`);
  }
  return weights;
}
