// Metrics of means, variances and covariance, updated sample by sample without loss of digits.
import type { Accumulator } from './accumulator.ts';
import { requireSameWidth, weightOf } from './batch.ts';

/** The moments of one output so far. */
export interface Moments {
  readonly numSamples: number;
  /** Weighted sum of squared distances of the truth from its mean. */
  readonly trueSquares: number;
  /** The same of the predictions. */
  readonly predSquares: number;
  /** Weighted sum of the products of both distances. */
  readonly products: number;
  /** Weighted sum of squared errors. */
  readonly squaredErrors: number;
}

/** What is kept for each output: the weight, two means and the sums of `Moments`. */
const FIELDS = [
  'weight',
  'trueMean',
  'predMean',
  'trueSquares',
  'predSquares',
  'products',
  'squaredErrors',
] as const;

type OutputSums = Record<(typeof FIELDS)[number], number>;

/**
 * Keeps the moments of each output and averages a score of them over the outputs.
 *
 * @see West, "Updating mean and variance estimates: an improved method", 1979
 */
export function momentAccumulator(scoreOf: (moments: Moments) => number): Accumulator {
  let outputs: OutputSums[] = [];
  let numSamples = 0;
  return {
    reset() {
      outputs = [];
      numSamples = 0;
    },
    add(batch) {
      requireSameWidth(batch);
      const { yTrue, yPred, trueWidth } = batch;
      while (outputs.length < trueWidth) outputs.push(emptySums());
      numSamples += batch.numSamples;
      for (let sample = 0; sample < batch.numSamples; sample++) {
        const weight = weightOf(batch, sample);
        if (weight === 0) continue;
        outputs.forEach((sums, output) => {
          const index = sample * trueWidth + output;
          addPoint(sums, yTrue[index] as number, yPred[index] as number, weight);
        });
      }
    },
    result() {
      const total = outputs.reduce((scores, sums) => scores + scoreOf({ ...sums, numSamples }), 0);
      return outputs.some((sums) => sums.weight === 0) ? Number.NaN : total / outputs.length;
    },
    save() {
      const entries = FIELDS.map((field) => [field, outputs.map((sums) => sums[field])]);
      return { numSamples: [numSamples], ...Object.fromEntries(entries) };
    },
    load(saved) {
      numSamples = saved.numSamples?.[0] ?? 0;
      outputs = Array.from(saved.weight ?? [], (_, output) => {
        const entries = FIELDS.map((field) => [field, saved[field]?.[output] ?? 0]);
        return Object.fromEntries(entries) as OutputSums;
      });
    },
  };
}

function emptySums(): OutputSums {
  return Object.fromEntries(FIELDS.map((field) => [field, 0])) as OutputSums;
}

function addPoint(sums: OutputSums, truth: number, prediction: number, weight: number): void {
  sums.weight += weight;
  const share = weight / sums.weight;
  const fromTrueMean = truth - sums.trueMean;
  const fromPredMean = prediction - sums.predMean;
  sums.trueMean += share * fromTrueMean;
  sums.predMean += share * fromPredMean;
  sums.trueSquares += weight * fromTrueMean * (truth - sums.trueMean);
  sums.predSquares += weight * fromPredMean * (prediction - sums.predMean);
  sums.products += weight * fromTrueMean * (prediction - sums.predMean);
  sums.squaredErrors += weight * (truth - prediction) ** 2;
}
