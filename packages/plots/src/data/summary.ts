// The few sums that titles and axes need; they skip what is not finite.
import type { Numbers } from './checks.ts';

/** The smallest and the largest finite value of all lists; null when there is none. */
export function extentOf(lists: Iterable<Numbers>): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const values of lists) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index] as number;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}

/** Mean and standard deviation (dividing by n - 1; 0 for a single value) of finite values. */
export function momentsOf(values: Numbers): { mean: number; standardDeviation: number } {
  const { length } = values;
  let sum = 0;
  for (let index = 0; index < length; index++) sum += values[index] as number;
  const mean = sum / length;
  let squares = 0;
  for (let index = 0; index < length; index++) squares += ((values[index] as number) - mean) ** 2;
  return { mean, standardDeviation: length > 1 ? Math.sqrt(squares / (length - 1)) : 0 };
}

/** The values at those indices. */
export function pick(values: Numbers, indices: readonly number[]): number[] {
  return indices.map((index) => values[index] as number);
}

/** The values in rising order, without those that are not finite. */
export function sortedFinite(values: Numbers): Float64Array {
  return Float64Array.from(values)
    .filter((value) => Number.isFinite(value))
    .sort();
}

/** The value below which a share of the values lies, by linear interpolation; 0 ≤ share ≤ 1. */
export function quantileOf(sorted: Numbers, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}
