// What a net is trained to put out: class numbers, or smoothed rows of probabilities.
import type { HostArray } from '@dlqr/core';

/** Targets and the loss that takes them. */
export interface Targets {
  readonly y: HostArray;
  readonly loss: 'sparseCategoricalCrossentropy' | 'categoricalCrossentropy';
}

/**
 * The targets of class numbers.
 *
 * Without smoothing they stay numbers: one-hot rows of a thousand classes would be a thousand times
 * as large. With it, row i is `(1 - smoothing) * oneHot(i) + smoothing / classes`.
 *
 * @param labels class numbers, [rows]
 * @param smoothing 0 to 1
 * @see Szegedy et al., "Rethinking the inception architecture for computer vision", CVPR 2016
 */
export function targetsOf(labels: Int32Array, numClasses: number, smoothing: number): Targets {
  if (smoothing === 0) {
    const y = { values: Float32Array.from(labels), shape: [labels.length, 1] };
    return { y, loss: 'sparseCategoricalCrossentropy' };
  }
  const values = new Float32Array(labels.length * numClasses).fill(smoothing / numClasses);
  for (const [row, label] of labels.entries()) {
    values[row * numClasses + label] = 1 - smoothing + smoothing / numClasses;
  }
  return { y: { values, shape: [labels.length, numClasses] }, loss: 'categoricalCrossentropy' };
}
