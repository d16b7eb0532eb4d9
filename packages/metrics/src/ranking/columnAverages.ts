// Binary scores of each column of a several-class problem, and the ways to average them.
import { ValueError } from '@dlqr/core/errors';
import type { ClassColumns } from '../classification/classColumns.ts';
import { sum } from '../classification/classCounts.ts';
import type { Matrix } from '../inputs/readMatrix.ts';
import { weightedMean } from '../inputs/weightedMean.ts';
import { type BinaryScores, matches } from './binaryScores.ts';

/**
 * How the scores of classes become one: all classes alike ('macro'), by their number of samples
 * ('weighted'), every entry of the matrix a sample ('micro'), or each by itself ('none').
 */
export type ColumnAverage = 'macro' | 'weighted' | 'micro' | 'none';

/** One number per class for 'none', one number for all else. */
export type AveragedColumns<A> = A extends 'none' ? number[] : number;

/** A problem with a column of scores for each class. */
export interface ColumnScores {
  readonly columns: ClassColumns;
  readonly scores: Matrix;
  readonly weights: Float64Array | null;
}

/** A score of each class against the rest, averaged. */
export function averageOverColumns<A extends ColumnAverage>(
  problem: ColumnScores,
  average: A | 'macro',
  scoreOf: (binary: BinaryScores, className: string) => number,
): AveragedColumns<A> {
  requireColumnAverage(average);
  return computeAverage(problem, average, scoreOf) as AveragedColumns<A>;
}

/** Throws unless the average is one there is. */
export function requireColumnAverage(average: ColumnAverage): void {
  if (['macro', 'weighted', 'micro', 'none'].includes(average)) return;
  throw new ValueError(`average is "${average}"; expected 'macro', 'weighted', 'micro' or 'none'`);
}

function computeAverage(
  problem: ColumnScores,
  average: ColumnAverage,
  scoreOf: (binary: BinaryScores, className: string) => number,
): number | number[] {
  if (average === 'micro') return scoreOf(flattened(problem), 'every class');
  const { columns, scores, weights } = problem;
  const masks = columns.labels.map((_, column) => matches(columns.yTrue, column));
  const values = masks.map((isPositive, column) =>
    scoreOf(
      { isPositive, scores: columnOf(scores, column), weights },
      `class ${columns.labels[column]}`,
    ),
  );
  if (average === 'none') return values;
  const shares = average === 'weighted' ? masks.map((mask) => weightOf(mask, weights)) : null;
  return weightedMean(
    values.length,
    shares && Float64Array.from(shares),
    (column) => values[column] as number,
  );
}

/** The values of one column. */
export function columnOf({ values, numRows, numColumns }: Matrix, column: number): Float64Array {
  const picked = new Float64Array(numRows);
  for (let row = 0; row < numRows; row++) picked[row] = values[row * numColumns + column] as number;
  return picked;
}

/** Every entry of the matrix as a sample that is positive in the column of its class. */
function flattened({ columns, scores, weights }: ColumnScores): BinaryScores {
  const { numRows, numColumns, values } = scores;
  const isPositive = new Uint8Array(values.length);
  const entryWeights = weights && new Float64Array(values.length);
  for (let row = 0; row < numRows; row++) {
    isPositive[row * numColumns + (columns.yTrue[row] as number)] = 1;
    entryWeights?.fill(weights?.[row] ?? 1, row * numColumns, (row + 1) * numColumns);
  }
  return { isPositive, scores: values, weights: entryWeights };
}

function weightOf(mask: Uint8Array, weights: Float64Array | null): number {
  return weights === null
    ? mask.reduce((count, isIn) => count + isIn, 0)
    : sum(weights.filter((_, sample) => mask[sample] === 1));
}
