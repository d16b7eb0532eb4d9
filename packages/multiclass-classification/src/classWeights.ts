// How much the rows of each class count in the loss.
import { ValueError } from '@dlqr/core/errors';
import { countsOf } from './classTarget.ts';

/** 'balanced', or a factor by class name; a class that is left out counts 1. */
export type ClassWeights = 'balanced' | Readonly<Record<string, number>>;

/**
 * The factor of each class. 'balanced' lets every class count the same in sum, however rare:
 * `rows / (classes * rows of the class)`.
 *
 * @param labels class numbers of the training rows, [rows]
 * @returns by class number, [classes]
 * @throws {ValueError} when a name is that of no class, or a factor is negative or not finite
 * @example classWeightsOf('balanced', Int32Array.of(0, 0, 0, 1), ['a', 'b']) // [0.666…, 2]
 * @see sklearn.utils.class_weight.compute_class_weight
 */
export function classWeightsOf(
  weights: ClassWeights,
  labels: Int32Array,
  classNames: readonly string[],
): number[] {
  if (weights === 'balanced') {
    const counts = countsOf(labels, classNames.length);
    return Array.from(counts, (count) => labels.length / (classNames.length * count));
  }
  const unknown = Object.keys(weights).find((name) => !classNames.includes(name));
  if (unknown !== undefined) {
    throw new ValueError(
      `class weights name the class "${unknown}"; the classes are ${classNames.join(', ')}`,
    );
  }
  return classNames.map((name) => {
    const weight = weights[name] ?? 1;
    if (weight >= 0 && weight < Number.POSITIVE_INFINITY) return weight;
    throw new ValueError(`the weight of class "${name}" is ${weight}; expected 0 or more`);
  });
}
