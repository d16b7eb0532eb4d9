// ROC AUC of every pair of classes, after Hand and Till.
import { areaUnderRoc } from './areaUnderRoc.ts';
import { matches } from './binaryScores.ts';
import { type ColumnScores, columnOf } from './columnAverages.ts';

/**
 * The mean over all pairs of classes of how well either column tells the two apart.
 *
 * @param byPrevalence weighs each pair by its number of samples
 * @throws {ValueError} when a class does not occur
 * @see Hand and Till, "A simple generalisation of the area under the ROC curve", 2001
 */
export function oneVersusOneAuc(problem: ColumnScores, byPrevalence: boolean): number {
  const numClasses = problem.columns.labels.length;
  let total = 0;
  let totalWeight = 0;
  for (let first = 0; first < numClasses; first++) {
    for (let second = first + 1; second < numClasses; second++) {
      const { area, numSamples } = pairAuc(problem, first, second);
      const weight = byPrevalence ? numSamples : 1;
      total += weight * area;
      totalWeight += weight;
    }
  }
  return total / totalWeight;
}

function pairAuc(
  { columns, scores }: ColumnScores,
  first: number,
  second: number,
): { readonly area: number; readonly numSamples: number } {
  const isOfPair = (_: number, sample: number) => {
    const label = columns.yTrue[sample];
    return label === first || label === second;
  };
  const labels = columns.yTrue.filter(isOfPair);
  const areaOf = (label: number) =>
    areaUnderRoc(
      {
        isPositive: matches(labels, label),
        scores: columnOf(scores, label).filter(isOfPair),
        weights: null,
      },
      `ROC AUC of the classes ${columns.labels[first]} and ${columns.labels[second]}`,
    );
  return { area: (areaOf(first) + areaOf(second)) / 2, numSamples: labels.length };
}
