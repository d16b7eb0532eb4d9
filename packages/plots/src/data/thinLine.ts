// Fewer points for a very long line that looks the same: no plot has more columns of pixels than this.
import type { Numbers } from './checks.ts';

const MOST_POINTS = 5000;
const NUM_BUCKETS = 1000;

/**
 * The indices to keep of a line: of each of 1,000 stretches the first, last, lowest and highest
 * point, and the first gap. All of them, when there are at most 5,000.
 */
export function thinLine(values: Numbers): number[] {
  const { length } = values;
  if (length <= MOST_POINTS) return Array.from({ length }, (_, index) => index);
  const kept = new Set<number>();
  for (let bucket = 0; bucket < NUM_BUCKETS; bucket++) {
    const start = Math.floor((bucket * length) / NUM_BUCKETS);
    const end = Math.floor(((bucket + 1) * length) / NUM_BUCKETS);
    for (const index of landmarks(values, start, end)) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b);
}

function landmarks(values: Numbers, start: number, end: number): number[] {
  let lowest = start;
  let highest = start;
  let gap = start;
  for (let index = start; index < end; index++) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) {
      if (Number.isFinite(values[gap])) gap = index;
      continue;
    }
    if (!(value >= (values[lowest] as number))) lowest = index;
    if (!(value <= (values[highest] as number))) highest = index;
  }
  return [start, lowest, highest, gap, end - 1];
}
