// Turns a continuous target into classes to stratify by.
import { DataError, ValueError } from '@dlqr/core/errors';
import { checkCount } from '../base/checks.ts';

/** What `targetBins` may be told. */
export interface TargetBinsOptions {
  /** At most so many bins; default 10, fewer where a bin would hold under 10 rows. */
  readonly numBins?: number;
}

/**
 * The bin of each target value, bins holding about equally many rows: stratified splits by these
 * bins give every part the same mix of small and large targets.
 *
 * Equal values share a bin, so that there are fewer bins where values repeat often. No bin has less
 * than half of its share of the rows, unless it is the only one.
 *
 * @param values the target, [rows]; finite
 * @returns bin numbers 0, 1, … in ascending order of the values, [rows]
 * @throws {ValueError} when there are no values or no bins
 * @throws {DataError} when a value is NaN or infinite
 * @example targetBins([5, 1, 9, 3], { numBins: 2 }) // [1, 0, 1, 0]
 */
export function targetBins(values: ArrayLike<number>, options: TargetBinsOptions = {}): Int32Array {
  if (values.length === 0) throw new ValueError('values is empty; expected one target a row');
  const numBins = options.numBins ?? Math.max(1, Math.min(10, Math.floor(values.length / 10)));
  checkCount('numBins', numBins, 1);
  const sorted = Float64Array.from(values);
  const wrong = sorted.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new DataError(`values[${wrong}] is ${sorted[wrong]}; expected a finite number`, {
      hint: 'Drop the rows without a usable target.',
    });
  }
  const uppers = upperLimits(sorted.sort(), numBins);
  return Int32Array.from(values, (value) => firstAtLeast(uppers, value));
}

/** The largest value of each bin. A bin is closed as soon as it has its share of the rows. */
function upperLimits(sorted: Float64Array, numBins: number): number[] {
  const share = sorted.length / numBins;
  const uppers: number[] = [];
  let start = 0;
  for (let row = 0; row < sorted.length; row++) {
    const value = sorted[row] as number;
    const isLast = row === sorted.length - 1;
    if (!isLast && (value === sorted[row + 1] || row + 1 - start < share)) continue;
    const isSmall = isLast && row + 1 - start < share / 2;
    if (isSmall && uppers.length > 0) uppers.pop(); // the bin before takes these rows too
    uppers.push(value);
    start = row + 1;
  }
  return uppers;
}

/** The place of the first limit that is not below `value`; the limits ascend. */
function firstAtLeast(limits: readonly number[], value: number): number {
  let [low, high] = [0, limits.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((limits[middle] as number) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
