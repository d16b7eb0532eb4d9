// How much a row of each class counts in the loss.
import { ValueError } from '@dlqr/core/errors';

/** `balanced`, or a weight by the name of the class; a class left out counts 1. */
export type ClassWeight = 'balanced' | Readonly<Record<string, number>>;

/** Weights by class number: 0 negative, 1 positive. */
export type ClassWeights = Readonly<Record<0 | 1, number>>;

/**
 * The weight of each class.
 *
 * Weighting the rarer class up lets a net see it as often as the other. Its probabilities are then too
 * high by the same factor of the odds: calibrate them, or choose the threshold by validation rows.
 *
 * balanced: rows / (2 * rows of the class), as in scikit-learn
 *
 * @param y classes of the training rows, 0 or 1, [rows]
 * @throws {ValueError} when a class is named that there is not, a weight is negative or not finite, all
 * are 0, or `balanced` is asked for and a class has no rows
 * @example classWeightsOf('balanced', [0, 0, 0, 1], ['no', 'yes']) // { 0: 0.666…, 1: 2 }
 */
export function classWeightsOf(
  weight: ClassWeight,
  y: ArrayLike<number>,
  classNames: readonly [negative: string, positive: string],
): ClassWeights {
  return weight === 'balanced' ? balanced(y, classNames) : named(weight, classNames);
}

function balanced(y: ArrayLike<number>, classNames: readonly [string, string]): ClassWeights {
  let numPositives = 0;
  for (let row = 0; row < y.length; row++) numPositives += y[row] as number;
  const counts = [y.length - numPositives, numPositives] as const;
  const missing = counts.indexOf(0);
  if (missing >= 0) {
    throw new ValueError(
      `the class "${classNames[missing]}" has no rows; balanced weights need both classes`,
    );
  }
  return { 0: y.length / (2 * counts[0]), 1: y.length / (2 * counts[1]) };
}

function named(
  weights: Readonly<Record<string, number>>,
  classNames: readonly [string, string],
): ClassWeights {
  for (const [name, weight] of Object.entries(weights)) {
    if (!classNames.includes(name)) {
      throw new ValueError(
        `a weight is given for the class "${name}"; the classes are ${classNames.join(' and ')}`,
        { hint: 'Name the classes as they stand in the data.' },
      );
    }
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new ValueError(`the weight of the class "${name}" is ${weight}; expected 0 or more`);
    }
  }
  const [negative, positive] = classNames.map((name) => weights[name] ?? 1) as [number, number];
  if (negative + positive > 0) return { 0: negative, 1: positive };
  throw new ValueError('the weights of both classes are 0; expected one above 0 at least');
}
