// When a range counts as none.

/** What to divide by: the range itself, or 1 where it is no more than rounding. */
export function divisorOf(range: number): number {
  return range < 10 * Number.EPSILON ? 1 : range;
}
