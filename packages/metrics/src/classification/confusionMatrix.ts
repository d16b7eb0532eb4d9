import { ValueError } from '@dlqr/core/errors';
import type { LabelInput } from '../inputs/tensorLike.ts';
import { type ClassOptions, type ClassTargets, readClassTargets } from './classTargets.ts';

/** What the entries are shares of: the row (true class), the column (predicted class), or all. */
export type ConfusionNormalization = 'true' | 'pred' | 'all';

/** What `confusionMatrix` takes. */
export interface ConfusionMatrixOptions extends ClassOptions {
  /** Gives shares instead of counts; default: counts. A row or column of zeros stays so. */
  readonly normalize?: ConfusionNormalization | null;
}

/**
 * The confusion matrix: which classes are taken for which.
 *
 * Row i and column j hold the number (or weight) of samples of class i predicted as class j. The
 * classes are in ascending order (see `uniqueLabels`) or as `labels` lists them; samples of
 * classes that `labels` leaves out are not counted.
 *
 * @param yTrue true labels, [samples]
 * @param yPred predicted labels, [samples]
 * @returns [classes, classes]; a diagonal matrix is perfect
 * @throws {ShapeError} when the lengths differ or there are no samples
 * @throws {ValueError} when no class of `labels` occurs in `yTrue`, labels are scores or of mixed
 *   kinds, or weights are negative or all 0
 * @example confusionMatrix(['cat', 'dog', 'dog'], ['cat', 'cat', 'dog']) // [[1, 0], [1, 1]]
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.confusion_matrix.html
 */
export function confusionMatrix(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: ConfusionMatrixOptions = {},
): number[][] {
  const targets = readClassTargets(yTrue, yPred, options);
  if (targets.yTrue.every((truth) => truth < 0)) {
    throw new ValueError(`labels are ${targets.labels.join(', ')}; none of them occurs in yTrue`);
  }
  const counts = countPairs(targets);
  return options.normalize ? normalized(counts, options.normalize) : counts;
}

/** The number of samples of each true class (rows) predicted as each class (columns). */
function countPairs({ labels, yTrue, yPred, weights }: ClassTargets): number[][] {
  const counts = labels.map(() => labels.map(() => 0));
  yTrue.forEach((truth, sample) => {
    const row = counts[truth];
    const prediction = yPred[sample] as number;
    if (row === undefined || prediction < 0) return;
    row[prediction] = (row[prediction] as number) + (weights?.[sample] ?? 1);
  });
  return counts;
}

/** The sums of the rows: the weight of each true class. */
export function rowSums(counts: readonly number[][]): number[] {
  return counts.map((row) => row.reduce((total, count) => total + count, 0));
}

/** The sums of the columns: the weight of each predicted class. */
export function columnSums(counts: readonly number[][]): number[] {
  return counts.map((_, column) =>
    counts.reduce((total, row) => total + (row[column] as number), 0),
  );
}

function normalized(counts: number[][], by: ConfusionNormalization): number[][] {
  const rows = rowSums(counts);
  const columns = columnSums(counts);
  const total = rows.reduce((sum, count) => sum + count, 0);
  const wholeOf = {
    true: (row: number) => rows[row] as number,
    pred: (_: number, column: number) => columns[column] as number,
    all: () => total,
  }[by];
  if (wholeOf === undefined) {
    throw new ValueError(`normalize is "${by}"; expected 'true', 'pred' or 'all'`);
  }
  return counts.map((entries, row) =>
    entries.map((count, column) => (count === 0 ? 0 : count / wholeOf(row, column))),
  );
}
