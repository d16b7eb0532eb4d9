// Cross-validation for rows in order of time: train on the past, test on what follows.
import { ValueError } from '@dlqr/core/errors';
import { checkCount, checkRows } from '../base/checks.ts';
import { rowRange, type Split, type Splits, splitsOf } from '../base/splits.ts';

/** What `timeSeriesSplit` may be told; all in rows. */
export interface TimeSeriesSplitOptions {
  /** 2 or more; default 5. */
  readonly numSplits?: number;
  /** Rows of each test part; default `floor(numRows / (numSplits + 1))`. */
  readonly testSize?: number;
  /** Rows left out between training and test; default 0. */
  readonly gap?: number;
  /** Only so many of the latest rows train; default all. */
  readonly maxTrainSize?: number;
}

/**
 * Test parts that follow each other up to the last row; each is trained on what came before it.
 *
 * Rows must be in order of time, at equal distances. Give a `gap` as long as the targets reach into
 * the future, or else the last training targets already tell of the test rows.
 *
 * @param numRows more than `numSplits`
 * @returns `numSplits` splits; indices ascend
 * @throws {ValueError} when the rows do not suffice for all splits with at least one training row
 * @example [...timeSeriesSplit(6, { numSplits: 2 })][1] // { train: [0, 1, 2, 3], test: [4, 5] }
 * @see sklearn.model_selection.TimeSeriesSplit
 */
export function timeSeriesSplit(numRows: number, options: TimeSeriesSplitOptions = {}): Splits {
  const { numSplits = 5, gap = 0, maxTrainSize = numRows } = options;
  checkRows(numRows);
  checkCount('numSplits', numSplits, 2);
  const testSize = options.testSize ?? Math.max(1, Math.floor(numRows / (numSplits + 1)));
  checkCount('testSize', testSize, 1);
  checkCount('gap', gap, 0);
  checkCount('maxTrainSize', maxTrainSize, 1);
  const firstTest = numRows - numSplits * testSize;
  if (firstTest - gap < 1) {
    throw new ValueError(
      `${numRows} rows do not suffice for ${numSplits} test parts of ${testSize} rows behind a gap of ${gap}; expected at least ${numSplits * testSize + gap + 1}`,
      { hint: 'Give fewer splits, smaller test parts or a smaller gap.' },
    );
  }
  return splitsOf(numSplits, () =>
    origins({
      firstTest,
      lastTest: numRows - testSize,
      step: testSize,
      testSize,
      gap,
      maxTrainSize,
    }),
  );
}

/** Where test parts begin and how long everything is, in rows. */
export interface Origins {
  readonly firstTest: number;
  readonly lastTest: number;
  readonly step: number;
  readonly testSize: number;
  readonly gap: number;
  readonly maxTrainSize: number;
}

/** A split for each origin; training ends `gap` rows before the test part. */
export function* origins(plan: Origins): Generator<Split> {
  for (let start = plan.firstTest; start <= plan.lastTest; start += plan.step) {
    const trainEnd = start - plan.gap;
    yield {
      train: rowRange(Math.max(0, trainEnd - plan.maxTrainSize), trainEnd),
      test: rowRange(start, start + plan.testSize),
    };
  }
}
