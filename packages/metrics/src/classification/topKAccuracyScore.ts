import { ValueError } from '@dlqr/core/errors';
import { type Matrix, readMatrix } from '../inputs/readMatrix.ts';
import { readWeights } from '../inputs/readWeights.ts';
import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { weightedShare } from '../inputs/weightedMean.ts';
import { type ColumnOptions, readClassColumns } from './classColumns.ts';

/** What `topKAccuracyScore` takes. */
export interface TopKOptions extends ColumnOptions {
  /** How many guesses the model has, ≥ 1; default 2. */
  readonly k?: number;
}

/**
 * Top-k accuracy: the share of samples whose true class is among the k with the highest scores.
 *
 * For many similar classes, where the second guess is worth something. Of equal scores the class
 * that stands later counts as the higher.
 *
 * @param yTrue true labels, [samples]
 * @param yScore scores of each class in ascending order of the labels, [samples, classes]; for two
 *   classes also of the larger label alone, [samples], above 0.5 (or 0, where scores leave 0 to 1)
 * @returns 0 to 1; 1 is perfect
 * @throws {ShapeError} when lengths differ, there are no samples, or not one column per class
 * @throws {ValueError} when k is not a whole number of at least 1, a score is not finite, a label is
 *   not in `labels`, or weights are negative or all 0
 * @example topKAccuracyScore([0, 1, 2], [[0.5, 0.2, 0.3], [0.3, 0.4, 0.3], [0.6, 0.3, 0.1]]) // 0.6666666666666666
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.top_k_accuracy_score.html
 */
export function topKAccuracyScore(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: TopKOptions = {},
): number {
  const k = readK(options.k);
  const scores = readMatrix(yScore, 'yScore');
  const { numRows, numColumns } = scores;
  const columns = readClassColumns(yTrue, options.labels, {
    name: 'yScore',
    numRows,
    numColumns: Math.max(2, numColumns),
  });
  const weights = readWeights(options.sampleWeight, numRows);
  const isHit = numColumns === 1 ? binaryHit(scores, k) : columnHit(scores.values, numColumns, k);
  return weightedShare(numRows, weights, (sample) =>
    isHit(sample, columns.yTrue[sample] as number),
  );
}

/** Checks the number of guesses. */
export function readK(k = 2): number {
  if (Number.isInteger(k) && k >= 1) return k;
  throw new ValueError(`k is ${k}; expected a whole number of at least 1`);
}

/** Whether fewer than k classes have a higher score than the true one. */
export function columnHit(
  values: ArrayLike<number>,
  numColumns: number,
  k: number,
): (sample: number, truth: number) => boolean {
  return (sample, truth) => {
    const start = sample * numColumns;
    const own = values[start + truth] as number;
    let higher = 0;
    for (let column = 0; column < numColumns; column++) {
      const other = values[start + column] as number;
      if (other > own || (other === own && column > truth)) higher++;
    }
    return higher < k;
  };
}

function binaryHit({ values }: Matrix, k: number): (sample: number, truth: number) => boolean {
  if (k > 1) return () => true;
  const threshold = values.every((score) => score >= 0 && score <= 1) ? 0.5 : 0;
  return (sample, truth) => Number((values[sample] as number) > threshold) === truth;
}
