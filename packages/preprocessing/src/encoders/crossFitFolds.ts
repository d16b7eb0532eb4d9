// The folds of cross-fitting: equal in size and, for classes, in shares.
import { ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import type { Targets } from './targets.ts';

/** How the rows go to the folds. */
export interface CrossFitOptions {
  readonly numFolds: number;
  readonly shuffle: boolean;
  readonly seed: number;
}

/**
 * The fold of each row. Without shuffle they are those of `kFold`, or of `stratifiedKFold` for
 * classes, of `@dlqr/data-split`.
 *
 * @throws {ValueError} when there are fewer rows than folds, or every class has fewer
 */
export function crossFitFolds(
  { codes, columns }: Targets,
  { numFolds, shuffle, seed }: CrossFitOptions,
): Int32Array {
  const numRows = (codes ?? columns[0] ?? []).length;
  const classes = rowsByClass(codes ?? new Int32Array(numRows));
  const largest = Math.max(...classes.map((rows) => rows.length));
  if (largest < numFolds) {
    throw new ValueError(
      `numFolds is ${numFolds}, but ${codes ? 'the largest class has' : 'there are'} only ${largest} rows`,
      { hint: 'Give fewer folds, or more rows.' },
    );
  }
  const random = shuffle ? new Random(seed, 'crossFitFolds') : null;
  const foldOfRow = new Int32Array(numRows);
  let start = 0;
  for (const rows of classes) {
    // Dealt in turn, as if all rows were sorted by class; then each fold takes a run of rows.
    const folds = Int32Array.from(rows, (_, place) => (start + place) % numFolds).sort();
    random?.shuffle(folds);
    rows.forEach((row, place) => {
      foldOfRow[row] = folds[place] as number;
    });
    start += rows.length;
  }
  return foldOfRow;
}

/** The rows of each class, classes in the order in which they first occur. */
function rowsByClass(codes: Int32Array): number[][] {
  const classes = new Map<number, number[]>();
  codes.forEach((code, row) => {
    const rows = classes.get(code);
    if (rows) rows.push(row);
    else classes.set(code, [row]);
  });
  return [...classes.values()];
}
