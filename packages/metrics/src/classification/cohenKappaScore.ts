import { ValueError } from '@dlqr/core/errors';
import type { LabelInput } from '../inputs/tensorLike.ts';
import type { ClassOptions } from './classTargets.ts';
import { columnSums, confusionMatrix, rowSums } from './confusionMatrix.ts';

/** What a disagreement costs: always the same, its distance in classes, or the distance's square. */
export type KappaWeights = 'linear' | 'quadratic';

/** What `cohenKappaScore` takes. */
export interface CohenKappaOptions extends ClassOptions {
  /** How distant classes count, in the order of the labels; default: all disagreements the same. */
  readonly weights?: KappaWeights | null;
  /** The result where there is nothing to agree by chance, as with a single class; default NaN. */
  readonly replaceUndefinedBy?: number;
}

/**
 * Cohen's kappa: the agreement of two label sequences beyond what chance gives.
 *
 * For ordered classes such as wine grades take `weights: 'quadratic'`: near misses cost little.
 *
 * 1 - sum(cost · observed) / sum(cost · expected by chance)
 *
 * @param yTrue labels of one rater or the truth, [samples]
 * @param yPred labels of the other, [samples]
 * @returns -1 to 1; 1 is perfect agreement, 0 that of chance
 * @throws {ShapeError} when the lengths differ or there are no samples
 * @throws {ValueError} when no class of `labels` occurs in `yTrue`, labels are scores or of mixed
 *   kinds, or weights are negative or all 0
 * @example cohenKappaScore([0, 1, 2, 2], [0, 2, 2, 1], { weights: 'quadratic' }) // 0.6363636363636364
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.cohen_kappa_score.html
 */
export function cohenKappaScore(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: CohenKappaOptions = {},
): number {
  const { weights = null, replaceUndefinedBy = Number.NaN, ...classOptions } = options;
  const costOf = disagreementCost(weights);
  const counts = confusionMatrix(yTrue, yPred, classOptions);
  const actual = rowSums(counts);
  const predicted = columnSums(counts);
  const total = actual.reduce((sum, count) => sum + count, 0);
  let observed = 0;
  let expected = 0;
  counts.forEach((row, truth) => {
    row.forEach((count, prediction) => {
      const cost = costOf(truth, prediction);
      observed += cost * count;
      expected += (cost * (actual[truth] as number) * (predicted[prediction] as number)) / total;
    });
  });
  return expected > 0 ? 1 - observed / expected : replaceUndefinedBy;
}

function disagreementCost(weights: KappaWeights | null): (row: number, column: number) => number {
  if (weights === null) return (row, column) => Number(row !== column);
  if (weights === 'linear') return (row, column) => Math.abs(row - column);
  if (weights === 'quadratic') return (row, column) => (row - column) ** 2;
  throw new ValueError(`weights is "${String(weights)}"; expected 'linear' or 'quadratic'`);
}
