// The rows that a classifier gets wrong, the most surprising first.
import { type ClassProbabilities, likeliestClasses } from './probabilities.ts';
import type { ClassSamples } from './samples.ts';

/** A row that was classified wrong. */
export interface Mistake {
  /** Its place among the samples. */
  readonly index: number;
  /** Where it stood in the data it came from. */
  readonly row: number;
  readonly actual: number;
  readonly predicted: number;
  /** What the classifier gave the class that it predicted, 0 to 1. */
  readonly probability: number;
  /** What it gave the true class, 0 to 1. */
  readonly probabilityOfActual: number;
}

/**
 * The mistakes, those first in which the true class was held least likely: wrong labels, unreadable
 * inputs and blind spots of the model are found here.
 *
 * @param count at most so many
 */
export function worstMistakes(
  samples: Pick<ClassSamples, 'labels' | 'rows'>,
  probabilities: ClassProbabilities,
  count: number,
): Mistake[] {
  const { values, numClasses } = probabilities;
  const mistakes: Mistake[] = [];
  for (const [index, predicted] of likeliestClasses(probabilities).entries()) {
    const actual = samples.labels[index] as number;
    if (actual === predicted) continue;
    mistakes.push({
      index,
      row: samples.rows[index] as number,
      actual,
      predicted,
      probability: values[index * numClasses + predicted] as number,
      probabilityOfActual: values[index * numClasses + actual] as number,
    });
  }
  mistakes.sort((a, b) => a.probabilityOfActual - b.probabilityOfActual || a.index - b.index);
  return mistakes.slice(0, count);
}
