// How far a score of the test rows can be trusted.
import { bootstrapInterval, rocAucDeLong, rocAucScore, wilsonInterval } from '@dlqr/metrics';

/** A 95 % interval and what it was made by. */
export interface ScoreInterval {
  readonly low: number;
  readonly high: number;
  readonly method: 'DeLong' | 'Wilson' | 'bootstrap' | 'bootstrap of groups';
}

/** Of fewer groups no interval can be made: a resample of two groups is mostly one of them twice. */
const MIN_GROUPS = 10;

/** Draws that take about a second; fewer resamples of more rows give the same interval. */
const MAX_DRAWS = 1e7;

/** Rows of a test. */
export interface TestRows {
  /** 0 or 1, [rows] */
  readonly yTrue: Uint8Array;
  /** Probabilities of the positive class, [rows] */
  readonly probabilities: Float64Array;
  /** Rows with equal numbers are not independent, [rows]; null where all are. */
  readonly groups: Int32Array | null;
}

/**
 * The interval of the area under the ROC curve: DeLong's, or where rows come in groups a bootstrap that
 * draws whole groups.
 *
 * @returns null where there are too few groups, or a class has one row
 */
export function rocAucInterval(rows: TestRows, seed: number): ScoreInterval | null {
  const { yTrue, probabilities, groups } = rows;
  if (groups) return groupInterval(rocAucScore, { yTrue, yPred: probabilities, groups }, seed);
  const numPositives = yTrue.reduce((sum, value) => sum + value, 0);
  if (Math.min(numPositives, yTrue.length - numPositives) < 2) return null;
  const { lower, upper } = rocAucDeLong(yTrue, probabilities);
  return { low: lower, high: upper, method: 'DeLong' };
}

/**
 * The interval of the accuracy: Wilson's, or where rows come in groups a bootstrap that draws whole
 * groups.
 *
 * @returns null where there are too few groups
 */
export function accuracyInterval(
  { yTrue, probabilities, groups }: TestRows,
  threshold: number,
  seed: number,
): ScoreInterval | null {
  const isRight = Uint8Array.from(yTrue, (truth, row) => {
    return Number(truth === Number((probabilities[row] as number) >= threshold));
  });
  const numRight = isRight.reduce((sum, value) => sum + value, 0);
  if (groups) {
    const shareOf = (right: ArrayLike<number>): number =>
      Array.from(right).reduce((sum, value) => sum + value, 0) / right.length;
    return groupInterval(shareOf, { yTrue: isRight, yPred: probabilities, groups }, seed);
  }
  const { lower, upper } = wilsonInterval(numRight, isRight.length);
  return { low: lower, high: upper, method: 'Wilson' };
}

function groupInterval(
  metric: (yTrue: ArrayLike<number>, yPred: ArrayLike<number>) => number,
  { yTrue, yPred, groups }: { yTrue: Uint8Array; yPred: Float64Array; groups: Int32Array },
  seed: number,
): ScoreInterval | null {
  if (new Set(groups).size < MIN_GROUPS) return null;
  const resamples = resamplesFor(yTrue.length);
  const interval = bootstrapInterval(metric, yTrue, yPred, { seed, resamples, groups });
  return { low: interval.lower, high: interval.upper, method: 'bootstrap of groups' };
}

/** How often to resample so many rows. */
export function resamplesFor(numRows: number): number {
  return Math.round(Math.min(2000, Math.max(200, MAX_DRAWS / numRows)));
}
