// Metrics that need all samples at once: they are held until the result is asked for.

import type { TensorLike } from '../inputs/tensorLike.ts';
import { UndefinedMetricError } from '../inputs/undefinedMetricError.ts';
import type { Accumulator } from './accumulator.ts';
import { type Batch, weightOf } from './batch.ts';

/** All samples so far. */
export interface HeldSamples {
  readonly yTrue: TensorLike; // [samples] or [samples, columns]
  readonly yPred: TensorLike;
  readonly sampleWeight: Float64Array | null;
}

/**
 * Holds samples, 8 bytes a number.
 *
 * @param check throws when a batch does not suit
 * @param compute the metric; where it is not defined the result is NaN
 */
export function heldAccumulator(
  check: (batch: Batch) => void,
  compute: (samples: HeldSamples) => number,
): Accumulator {
  const yTrue = new NumberList();
  const yPred = new NumberList();
  const weights = new NumberList();
  let isWeighted = false;
  return {
    reset() {
      for (const list of [yTrue, yPred, weights]) list.clear();
      isWeighted = false;
    },
    add(batch) {
      check(batch);
      yTrue.append(batch.yTrue);
      yPred.append(batch.yPred);
      weights.append(
        Float64Array.from({ length: batch.numSamples }, (_, sample) => weightOf(batch, sample)),
      );
      isWeighted ||= batch.weights !== null;
    },
    result() {
      const sampleWeight = weights.values();
      if (!sampleWeight.some((weight) => weight > 0)) return Number.NaN;
      const numSamples = sampleWeight.length;
      return numberOrNaN(() =>
        compute({
          yTrue: rows(yTrue.values(), numSamples),
          yPred: rows(yPred.values(), numSamples),
          sampleWeight: isWeighted ? sampleWeight : null,
        }),
      );
    },
    save: () => ({
      yTrue: yTrue.values(),
      yPred: yPred.values(),
      weights: weights.values(),
      isWeighted: [Number(isWeighted)],
    }),
    load(saved) {
      yTrue.replace(saved.yTrue ?? []);
      yPred.replace(saved.yPred ?? []);
      weights.replace(saved.weights ?? []);
      isWeighted = saved.isWeighted?.[0] === 1;
    },
  };
}

/** Numbers that grow at the end, in room that doubles. */
class NumberList {
  #room = new Float64Array(1024);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  append(values: ArrayLike<number>): void {
    const length = this.#length + values.length;
    if (length > this.#room.length) {
      const room = new Float64Array(Math.max(length, 2 * this.#room.length));
      room.set(this.values());
      this.#room = room;
    }
    this.#room.set(values, this.#length);
    this.#length = length;
  }

  replace(values: ArrayLike<number>): void {
    this.clear();
    this.append(values);
  }

  /** What there is; overwritten after `clear`. */
  values(): Float64Array {
    return this.#room.subarray(0, this.#length);
  }
}

function rows(values: Float64Array, numSamples: number): TensorLike {
  return { shape: [numSamples, values.length / numSamples], dataSync: () => values };
}

function numberOrNaN(compute: () => number): number {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UndefinedMetricError) return Number.NaN;
    throw error;
  }
}
