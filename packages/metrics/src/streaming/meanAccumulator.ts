// Metrics that are the weighted mean of a value per sample.
import type { Accumulator } from './accumulator.ts';
import { type Batch, weightOf } from './batch.ts';

/** The values of the samples of a batch. */
export interface SampleValues {
  /** How many means there are, each by itself. */
  readonly numOutputs: number;
  readonly valueAt: (sample: number, output: number) => number;
}

/**
 * Sums values and weights.
 *
 * @param measure checks a batch, throwing when it does not suit, and gives the values of its samples
 * @param finish what becomes of each mean before the means are averaged; default: nothing
 */
export function meanAccumulator(
  measure: (batch: Batch) => SampleValues,
  finish: (mean: number) => number = (mean) => mean,
): Accumulator {
  let sums: number[] = [];
  let weight = 0;
  return {
    reset() {
      sums = [];
      weight = 0;
    },
    add(batch) {
      const { numOutputs, valueAt } = measure(batch);
      for (let sample = 0; sample < batch.numSamples; sample++) {
        const sampleWeight = weightOf(batch, sample);
        weight += sampleWeight;
        for (let output = 0; output < numOutputs; output++) {
          sums[output] = (sums[output] ?? 0) + sampleWeight * valueAt(sample, output);
        }
      }
    },
    result() {
      const total = sums.reduce((means, sum) => means + finish(sum / weight), 0);
      return total / sums.length;
    },
    save: () => ({ sums: [...sums], weight: [weight] }),
    load(saved) {
      sums = Array.from(saved.sums ?? []);
      weight = saved.weight?.[0] ?? 0;
    },
  };
}
