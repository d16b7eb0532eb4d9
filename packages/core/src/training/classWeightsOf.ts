// Class weights by name, or balanced, as the numbers that `fit` takes.
import { ValueError } from '../errors/index.ts';

/** `balanced`, or a weight by the name of the class; a class left out counts 1. */
export type NamedClassWeight = 'balanced' | Readonly<Record<string, number>>;

/**
 * The weight of each class, as the option `classWeight` of `fit` takes it.
 *
 * Weighting rare classes up lets a net see them as often as the others. Their probabilities are then too
 * high by the same factor of the odds: calibrate them, or choose thresholds by validation rows.
 *
 * balanced: rows / (classes * rows of the class)
 *
 * @param labels class numbers of the training rows, [rows]
 * @returns by class number, [classes]
 * @throws {ValueError} when a class is named that there is not, a weight is negative or not finite, all
 * are 0, or `balanced` is asked for and a class has no rows
 * @example classWeightsOf('balanced', [0, 0, 0, 1], ['no', 'yes']) // [0.666…, 2]
 * @see sklearn.utils.class_weight.compute_class_weight
 */
export function classWeightsOf(
  weight: NamedClassWeight,
  labels: ArrayLike<number>,
  classNames: readonly string[],
): number[] {
  return weight === 'balanced' ? balanced(labels, classNames) : named(weight, classNames);
}

function balanced(labels: ArrayLike<number>, classNames: readonly string[]): number[] {
  const counts = classNames.map(() => 0);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  const missing = counts.indexOf(0);
  if (missing >= 0) {
    throw new ValueError(
      `the class "${classNames[missing]}" has no rows; balanced weights need some of every class`,
    );
  }
  return counts.map((count) => labels.length / (classNames.length * count));
}

function named(weights: Readonly<Record<string, number>>, classNames: readonly string[]): number[] {
  for (const [name, weight] of Object.entries(weights)) {
    if (!classNames.includes(name)) {
      throw new ValueError(
        `a weight is given for the class "${name}"; the classes are ${classNames.join(', ')}`,
        { hint: 'Name the classes as they stand in the data.' },
      );
    }
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new ValueError(`the weight of the class "${name}" is ${weight}; expected 0 or more`);
    }
  }
  const all = classNames.map((name) => weights[name] ?? 1);
  if (all.some((weight) => weight > 0)) return all;
  throw new ValueError('the weights of all classes are 0; expected one above 0 at least');
}
