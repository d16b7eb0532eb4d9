// What a cross-validation gives back, and how it is put together from its folds.
import type { FitHistory } from '../training/fit.ts';
import { FoldError } from './foldError.ts';
import type { FoldRows } from './foldRows.ts';
import type { NumericRows } from './numericRows.ts';
import { type ScoreSummary, summariseScores } from './scoreSummary.ts';

/** One fold. */
export interface FoldResult {
  /** Its number, from 0. */
  readonly index: number;
  readonly rows: FoldRows;
  /** The seed that the fold was trained with; it follows from the seed of all and the number alone. */
  readonly seed: number;
  /** Each metric of the test rows. */
  readonly scores: Readonly<Record<string, number>>;
  /** Each metric of the train rows; null where they were not predicted. */
  readonly trainScores: Readonly<Record<string, number>> | null;
  /** What the training told, epoch by epoch; null where a learner gave none. */
  readonly history: FitHistory | null;
  /** How long preprocessing, training and prediction took; the one thing that a seed does not decide. */
  readonly seconds: number;
}

/** What was predicted for each row by models that had not seen it. */
export interface OutOfFold {
  /** Row-major, the mean over the folds that tested the row; NaN where none did. */
  readonly values: Float64Array;
  /** [rows, ...outputShape] */
  readonly shape: readonly number[];
  /** How many folds tested each row, [rows]. */
  readonly counts: Int32Array;
}

/** A finished cross-validation. */
export interface CrossValidation {
  /** In the order of the splits. */
  readonly folds: readonly FoldResult[];
  /** Each metric of the test rows over the folds. */
  readonly scores: Readonly<Record<string, ScoreSummary>>;
  /** The same of the train rows; null where they were not predicted. */
  readonly trainScores: Readonly<Record<string, ScoreSummary>> | null;
  readonly outOfFold: OutOfFold;
}

/** Folds with the predictions of their test rows, as one result. */
export function crossValidationOf(
  folds: readonly FoldResult[],
  predictions: readonly NumericRows[],
  numRows: number,
): CrossValidation {
  const summaries = (of: (fold: FoldResult) => Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.keys(folds[0] ? of(folds[0]) : {}).map((name) => [
        name,
        summariseScores(folds.map((fold) => of(fold)[name] ?? Number.NaN)),
      ]),
    );
  const numWithTrain = folds.filter(({ trainScores }) => trainScores).length;
  if (numWithTrain > 0 && numWithTrain < folds.length) {
    const without = folds.findIndex(({ trainScores }) => !trainScores);
    throw new FoldError(without, 'the train rows were not predicted, as in other folds');
  }
  return {
    folds,
    scores: summaries(({ scores }) => scores),
    trainScores: numWithTrain > 0 ? summaries(({ trainScores }) => trainScores ?? {}) : null,
    outOfFold: outOfFoldOf(folds, predictions, numRows),
  };
}

function outOfFoldOf(
  folds: readonly FoldResult[],
  predictions: readonly NumericRows[],
  numRows: number,
): OutOfFold {
  const rowShape = predictions[0]?.shape.slice(1) ?? [];
  const size = rowShape.reduce((product, length) => product * length, 1);
  const values = new Float64Array(numRows * size);
  const counts = new Int32Array(numRows);
  for (const [index, predicted] of predictions.entries()) {
    if (String(predicted.shape.slice(1)) !== String(rowShape)) {
      throw new FoldError(
        index,
        `a row of predictions has the shape [${predicted.shape.slice(1)}]; expected [${rowShape}], as in fold 0`,
      );
    }
    for (const [place, row] of folds[index]?.rows.test.entries() ?? []) {
      counts[row] = (counts[row] as number) + 1;
      for (let column = 0; column < size; column++) {
        const at = row * size + column;
        values[at] = (values[at] as number) + (predicted.values[place * size + column] as number);
      }
    }
  }
  for (let at = 0; at < values.length; at++) {
    const count = counts[Math.floor(at / size)] as number;
    values[at] = count === 0 ? Number.NaN : (values[at] as number) / count;
  }
  return { values, shape: [numRows, ...rowShape], counts };
}
