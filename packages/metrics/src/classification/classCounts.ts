// How often each class is right, predicted and true: all that precision and recall need.
import type { ClassTargets } from './classTargets.ts';

/** Weights summed by class, in the order of the labels. */
export interface ClassCounts {
  readonly truePositives: Float64Array;
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
}

/** Counts the samples of each class by their weight. */
export function classCounts({ labels, yTrue, yPred, weights }: ClassTargets): ClassCounts {
  const truePositives = new Float64Array(labels.length);
  const predicted = new Float64Array(labels.length);
  const actual = new Float64Array(labels.length);
  yTrue.forEach((truth, sample) => {
    const weight = weights === null ? 1 : (weights[sample] as number);
    const prediction = yPred[sample] as number;
    if (truth >= 0) actual[truth] = (actual[truth] as number) + weight;
    if (prediction >= 0) predicted[prediction] = (predicted[prediction] as number) + weight;
    if (truth >= 0 && truth === prediction) {
      truePositives[truth] = (truePositives[truth] as number) + weight;
    }
  });
  return { truePositives, predicted, actual };
}

/** All classes counted as one. */
export function pooledCounts(counts: ClassCounts): ClassCounts {
  return {
    truePositives: Float64Array.of(sum(counts.truePositives)),
    predicted: Float64Array.of(sum(counts.predicted)),
    actual: Float64Array.of(sum(counts.actual)),
  };
}

/** The sum of some numbers. */
export function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
