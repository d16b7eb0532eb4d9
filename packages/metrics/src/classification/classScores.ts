// Precision, recall and F of classes from their counts, and the averages over classes.
import { ValueError } from '@dlqr/core/errors';
import { weightedMean } from '../inputs/weightedMean.ts';
import { type ClassCounts, pooledCounts } from './classCounts.ts';

/**
 * How classes become one number: only the positive class ('binary'), all samples pooled ('micro'),
 * all classes alike ('macro'), by their number of samples ('weighted'), or each by itself ('none').
 */
export type ClassAverage = 'binary' | 'micro' | 'macro' | 'weighted' | 'none';

/** Precision, recall and F of each class. */
export interface ClassScores {
  readonly precision: Float64Array;
  readonly recall: Float64Array;
  readonly fScore: Float64Array;
}

/** How scores are computed. */
export interface ScoreRule {
  /** The weight of recall against precision in F; Infinity gives recall, 0 precision. */
  readonly beta: number;
  /** The value of a share of nothing: 0, 1, or NaN to leave the class out of averages. */
  readonly zeroDivision: number;
}

/** The scores of each class. */
export function classScores(counts: ClassCounts, { beta, zeroDivision }: ScoreRule): ClassScores {
  const { truePositives, predicted, actual } = counts;
  const divide = (numerator: number, denominator: number) =>
    denominator === 0 ? zeroDivision : numerator / denominator;
  const precision = truePositives.map((right, label) => divide(right, predicted[label] as number));
  const recall = truePositives.map((right, label) => divide(right, actual[label] as number));
  if (beta === 0) return { precision, recall, fScore: precision };
  if (beta === Number.POSITIVE_INFINITY) return { precision, recall, fScore: recall };
  const square = beta ** 2;
  const fScore = truePositives.map((right, label) =>
    divide((1 + square) * right, square * (actual[label] as number) + (predicted[label] as number)),
  );
  return { precision, recall, fScore };
}

/** The scores of all classes as one of each kind. */
export function averageScores(
  counts: ClassCounts,
  rule: ScoreRule,
  average: ClassAverage,
): { readonly precision: number; readonly recall: number; readonly fScore: number } {
  const pooled = average === 'micro' ? pooledCounts(counts) : counts;
  const { precision, recall, fScore } = classScores(pooled, rule);
  const weights = average === 'weighted' ? counts.actual : null;
  return {
    precision: meanOfDefined(precision, weights),
    recall: meanOfDefined(recall, weights),
    fScore: meanOfDefined(fScore, weights),
  };
}

/** Checks the options of a score. */
export function readScoreRule(options: {
  readonly beta?: number;
  readonly zeroDivision?: number;
}): ScoreRule {
  const { beta = 1, zeroDivision = 0 } = options;
  if (!(beta >= 0)) throw new ValueError(`beta is ${beta}; expected a number of at least 0`);
  if (zeroDivision !== 0 && zeroDivision !== 1 && !Number.isNaN(zeroDivision)) {
    throw new ValueError(`zeroDivision is ${zeroDivision}; expected 0, 1 or NaN`);
  }
  return { beta, zeroDivision };
}

/** The weighted mean of the values that are not NaN; unweighted where their weights are all 0. */
function meanOfDefined(values: Float64Array, weights: Float64Array | null): number {
  const defined = [...values.keys()].filter((label) => !Number.isNaN(values[label]));
  if (defined.length === 0) return Number.NaN;
  const kept = weights && Float64Array.from(defined, (label) => weights[label] as number);
  const usable = kept?.some((weight) => weight > 0) ? kept : null;
  return weightedMean(
    defined.length,
    usable,
    (index) => values[defined[index] as number] as number,
  );
}
