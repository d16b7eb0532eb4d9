// Fewer points for a long way through the plane that looks the same.
import type { Numbers } from './checks.ts';

const MOST_POINTS = 2000;
const LEAST_STEP = 1 / 2000; // of the unit square: a quarter of a pixel

/**
 * The indices to keep of a curve within the unit square: a point is left out when it is closer than a
 * quarter of a pixel to the last one kept. All of them, when there are at most 2,000.
 */
export function thinCurve(x: Numbers, y: Numbers): number[] {
  const { length } = x;
  if (length <= MOST_POINTS) return Array.from({ length }, (_, index) => index);
  const kept = [0];
  for (let index = 1; index < length; index++) {
    const last = kept.at(-1) as number;
    const right = Math.abs((x[index] as number) - (x[last] as number));
    const up = Math.abs((y[index] as number) - (y[last] as number));
    if (Math.max(right, up) >= LEAST_STEP || index === length - 1) kept.push(index);
  }
  return kept;
}
