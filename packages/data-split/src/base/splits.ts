// What every splitter gives: a sequence of train and test indices, made one split at a time.

/** Row numbers, 0 to numRows - 1; no row stands in both. */
export interface Split {
  /** [train rows] */
  readonly train: Int32Array;
  /** [test rows] */
  readonly test: Int32Array;
}

/**
 * Splits in a fixed order. They are made while one goes over them, so that only one is in memory,
 * and each pass over them gives the same ones again.
 *
 * @example
 * const splits = kFold(10, { numFolds: 5 });
 * splits.length // 5
 * for (const { train, test } of splits) evaluate(train, test);
 * const all = [...splits]; // as an array
 */
export interface Splits extends Iterable<Split> {
  /** How many there are. */
  readonly length: number;
}

/** Splits from a generator function that starts anew at each pass. */
export function splitsOf(length: number, generate: () => Iterator<Split>): Splits {
  return { length, [Symbol.iterator]: generate };
}

/** One split a fold: the rows of the fold are the test rows, all others train; both ascending. */
export function* splitsOfFolds(foldOfRow: Int32Array, numFolds: number): Generator<Split> {
  const sizes = new Int32Array(numFolds);
  for (const fold of foldOfRow) if (fold >= 0) sizes[fold] = (sizes[fold] as number) + 1;
  for (let fold = 0; fold < numFolds; fold++) {
    const size = sizes[fold] as number;
    yield splitWhere(foldOfRow.length, size, (row) => foldOfRow[row] === fold);
  }
}

/** The split whose test rows, `numTest` of `numRows`, are those that `isTest` picks; both ascending. */
export function splitWhere(
  numRows: number,
  numTest: number,
  isTest: (row: number) => boolean,
): Split {
  const train = new Int32Array(numRows - numTest);
  const test = new Int32Array(numTest);
  let [inTrain, inTest] = [0, 0];
  for (let row = 0; row < numRows; row++) {
    if (isTest(row)) test[inTest++] = row;
    else train[inTrain++] = row;
  }
  return { train, test };
}

/** The row numbers from `start` up to, but without, `end`. */
export function rowRange(start: number, end: number): Int32Array {
  const rows = new Int32Array(Math.max(0, end - start));
  for (let index = 0; index < rows.length; index++) rows[index] = start + index;
  return rows;
}
