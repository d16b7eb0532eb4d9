// Fewer points for a very long line that looks the same: no plot has more columns of pixels than this.
import type { Numbers } from './checks.ts';

const MOST_POINTS = 5000;
const NUM_BUCKETS = 1000;

/**
 * The indices to keep of a line: of each of 1,000 stretches of the axis the first, last, lowest and
 * highest point, and the first gap. All of them, when there are at most 5,000.
 *
 * @param placeOf where on the axis a point stands, 0 to 1; by default points are evenly apart
 */
export function thinLine(values: Numbers, placeOf?: (index: number) => number): number[] {
  const { length } = values;
  if (length <= MOST_POINTS) return Array.from({ length }, (_, index) => index);
  const place = placeOf ?? ((index: number) => index / length);
  const bucketOf = (index: number): number => Math.floor(place(index) * NUM_BUCKETS);
  const kept = new Set<number>();
  for (let start = 0, end = 0; start < length; start = end) {
    const bucket = bucketOf(start);
    end = start + 1;
    while (end < length && bucketOf(end) === bucket) end++;
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
