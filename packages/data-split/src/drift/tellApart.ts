// A classifier that tries to tell from which part a row is: it sees what no single column shows.
import { Random } from '@dlqr/core/random';
import { invertPositive } from './invertPositive.ts';
import type { PartColumn } from './partColumns.ts';
import { type Features, rankFeatures } from './rankFeatures.ts';

/** What the classifier achieved. */
export interface ToldApart {
  readonly rocAuc: number;
  readonly pValue: number;
  readonly numRows: { readonly reference: number; readonly other: number };
}

export interface TellApartOptions {
  readonly seed: number;
  /** Rows of each part at most, drawn at random; memory and time grow with the square and the cube. */
  readonly maxRows: number;
  /** How often the labels are permuted to see what chance achieves. */
  readonly numPermutations: number;
}

const NUM_FOLDS = 5;
/** Fewer rows a part do not fill the folds with two of each. */
const LEAST_ROWS = 2 * NUM_FOLDS;
/** The ridge, as a share of the number of rows. */
const RIDGE = 0.01;

/**
 * A classifier two-sample test: ridge regression on ±1 with products of all pairs of features
 * (the kernel (1 + x·y / p)²), cross-validated in 5 folds that hold both parts in their shares.
 *
 * The p-value is the share of permutations of the part labels, within folds, that do as well.
 * Ridge regression is linear in its labels, so one matrix is inverted for all permutations.
 *
 * @returns null where a part has fewer than 10 rows, or no column varies
 * @see Lopez-Paz and Oquab, "Revisiting Classifier Two-Sample Tests", 2017
 */
export function tellApart(
  columns: readonly PartColumn[],
  { seed, maxRows, numPermutations }: TellApartOptions,
): ToldApart | null {
  const random = new Random(seed, 'tellApart');
  const [column] = columns;
  const sizes = [column?.reference.length ?? 0, column?.other.length ?? 0] as const;
  if (Math.min(...sizes) < LEAST_ROWS) return null;
  const rows = {
    reference: random.sample(sizes[0], Math.min(maxRows, sizes[0])),
    other: random.sample(sizes[1], Math.min(maxRows, sizes[1])),
  };
  const features = rankFeatures(columns, rows);
  if (features.numColumns === 0) return null;
  const folds = foldsOf(rows.reference.length, rows.other.length);
  const predict = crossPredictor(features, folds);
  const labels = new Float64Array(features.numRows).fill(-1, rows.reference.length);
  labels.fill(1, 0, rows.reference.length);
  const rocAuc = meanRocAuc(predict(labels), labels, folds);
  let numAsGood = 0;
  for (let repeat = 0; repeat < numPermutations; repeat++) {
    const permuted = permuteWithin(folds, labels, random);
    if (meanRocAuc(predict(permuted), permuted, folds) >= rocAuc) numAsGood++;
  }
  return {
    rocAuc,
    pValue: (1 + numAsGood) / (1 + numPermutations),
    numRows: { reference: rows.reference.length, other: rows.other.length },
  };
}

/** Rows in turns; they were drawn at random already. */
function foldsOf(numReference: number, numOther: number): Int32Array[] {
  const all = Int32Array.from({ length: numReference + numOther }, (_, row) => row);
  return Array.from({ length: NUM_FOLDS }, (_, fold) =>
    all.filter((row) => (row < numReference ? row : row - numReference) % NUM_FOLDS === fold),
  );
}

/**
 * Predictions for each fold by the others. With G = (K + λI)⁻¹ the errors on a fold are the
 * solution e of G[fold, fold] e = (G y)[fold]: no model is fitted again.
 */
function crossPredictor(
  { values, numRows, numColumns }: Features,
  folds: readonly Int32Array[],
): (labels: Float64Array) => Float64Array {
  const kernel = new Float64Array(numRows * numRows);
  for (let row = 0; row < numRows; row++) {
    for (let column = 0; column <= row; column++) {
      let product = 0;
      for (let k = 0; k < numColumns; k++) {
        product +=
          (values[row * numColumns + k] as number) * (values[column * numColumns + k] as number);
      }
      kernel[row * numRows + column] = (1 + product / numColumns) ** 2;
    }
    kernel[row * numRows + row] = (kernel[row * numRows + row] as number) + RIDGE * numRows;
  }
  const inverse = invertPositive(kernel, numRows);
  const blocks = folds.map((rows) => {
    const block = new Float64Array(rows.length ** 2);
    rows.forEach((row, i) => {
      rows.forEach((column, j) => {
        block[i * rows.length + j] = inverse[row * numRows + column] as number;
      });
    });
    return invertPositive(block, rows.length);
  });
  return (labels) => {
    const weights = multiply(inverse, labels);
    const predictions = new Float64Array(numRows);
    folds.forEach((rows, fold) => {
      const part = Float64Array.from(rows, (row) => weights[row] as number);
      const errors = multiply(blocks[fold] as Float64Array, part);
      rows.forEach((row, index) => {
        predictions[row] = rounded((labels[row] as number) - (errors[index] as number));
      });
    });
    return predictions;
  };
}

/** Rows that are alike get equal scores: what a sum's order leaves in the last digits depends on the label. */
function rounded(score: number): number {
  return Math.round(score * 1e9) / 1e9;
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const result = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let k = 0; k < size; k++)
      sum += (matrix[row * size + k] as number) * (vector[k] as number);
    result[row] = sum;
  }
  return result;
}

/** The mean over the folds: scores of different models are not compared. */
function meanRocAuc(
  scores: Float64Array,
  labels: Float64Array,
  folds: readonly Int32Array[],
): number {
  let total = 0;
  for (const rows of folds) {
    const ranked = rows.slice().sort((a, b) => (scores[a] as number) - (scores[b] as number));
    let [numPositive, rankSum] = [0, 0];
    for (let start = 0, end = 0; start < ranked.length; start = end) {
      const score = scores[ranked[start] as number];
      while (end < ranked.length && scores[ranked[end] as number] === score) end++;
      const tied = ranked.subarray(start, end).filter((row) => labels[row] === 1).length;
      numPositive += tied;
      rankSum += (tied * (start + 1 + end)) / 2; // equal scores share their mean rank
    }
    const numNegative = rows.length - numPositive;
    const numPairs = numPositive * numNegative;
    total += (rankSum - (numPositive * (numPositive + 1)) / 2) / numPairs;
  }
  return total / folds.length;
}

function permuteWithin(
  folds: readonly Int32Array[],
  labels: Float64Array,
  random: Random,
): Float64Array {
  const permuted = labels.slice();
  for (const rows of folds) {
    const shuffled = random.shuffle(rows.slice());
    rows.forEach((row, index) => {
      permuted[row] = labels[shuffled[index] as number] as number;
    });
  }
  return permuted;
}
