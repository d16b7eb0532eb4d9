// The door of streaming metrics: checks a batch before anything is added up.
import type { MetricBatch } from '@dlqr/core';
import { ShapeError, ValueError } from '@dlqr/core/errors';

/** A checked batch: whole rows, finite truth, usable weights. */
export interface Batch {
  readonly yTrue: ArrayLike<number>; // [numSamples * trueWidth]
  readonly yPred: ArrayLike<number>; // [numSamples * predWidth]
  readonly numSamples: number;
  readonly trueWidth: number;
  readonly predWidth: number;
  readonly weights: ArrayLike<number> | null; // [numSamples]
}

/**
 * Reads a batch of at least one sample.
 *
 * @throws {ShapeError} when arrays are not whole rows of so many samples
 * @throws {ValueError} when truth or weights are not finite, or a weight is negative
 */
export function readBatch(batch: MetricBatch): Batch {
  const { yTrue, yPred, numSamples, sampleWeight } = batch;
  const trueWidth = widthOf(yTrue, numSamples, 'yTrue');
  const predWidth = widthOf(yPred, numSamples, 'yPred');
  if (!allFinite(yTrue)) throw new ValueError('yTrue holds a value that is not finite');
  if (sampleWeight !== null) requireWeights(sampleWeight, numSamples);
  return { yTrue, yPred, numSamples, trueWidth, predWidth, weights: sampleWeight };
}

/** Whether all values are finite numbers. */
export function allFinite(values: ArrayLike<number>): boolean {
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) return false;
  }
  return true;
}

/** The weight of a sample. */
export function weightOf({ weights }: Batch, sample: number): number {
  return weights === null ? 1 : (weights[sample] as number);
}

/** Throws unless truth and prediction have the same number of outputs. */
export function requireSameWidth({ trueWidth, predWidth }: Batch): void {
  if (trueWidth === predWidth) return;
  throw new ShapeError(`yPred has ${predWidth} outputs; expected ${trueWidth}, as in yTrue`);
}

function widthOf(values: ArrayLike<number>, numSamples: number, name: string): number {
  const width = values.length / numSamples;
  if (Number.isInteger(width) && width >= 1) return width;
  throw new ShapeError(
    `${name} has ${values.length} values; expected a whole number of them for each of ${numSamples} samples`,
  );
}

function requireWeights(weights: ArrayLike<number>, numSamples: number): void {
  if (weights.length !== numSamples) {
    throw new ShapeError(`sampleWeight has ${weights.length} values; expected ${numSamples}`);
  }
  for (let sample = 0; sample < numSamples; sample++) {
    const weight = weights[sample] as number;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new ValueError(`sampleWeight[${sample}] is ${weight}; expected 0 or more`);
    }
  }
}
