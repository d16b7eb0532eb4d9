// The population stability index, as credit scoring knows it.

/** Half a row more in every bin: an empty one would make the index infinite. */
const SMOOTHING = 0.5;

/**
 * Σ (q - p) ln(q / p) over bins, where p and q are the shares of the two parts, each count taken
 * half a row larger.
 *
 * @param first rows of each bin
 * @param second likewise, of the same bins
 * @returns 0 or more; by custom below 0.1 is stable and above 0.25 is not
 * @see Siddiqi, "Credit Risk Scorecards", 2006
 */
export function populationStability(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const [p, q] = [sharesOf(first), sharesOf(second)];
  return p.reduce((sum, share, bin) => {
    const other = q[bin] as number;
    return sum + (other - share) * Math.log(other / share);
  }, 0);
}

function sharesOf(counts: ArrayLike<number>): number[] {
  const smoothed = Array.from(counts, (count) => count + SMOOTHING);
  const total = smoothed.reduce((sum, count) => sum + count, 0);
  return smoothed.map((count) => count / total);
}

/**
 * How many values of each sample lie between the tenths of the first one.
 *
 * @param first ascending
 * @param second ascending
 */
export function countByTenths(
  first: Float64Array,
  second: Float64Array,
): { first: number[]; second: number[] } {
  const edges = Array.from({ length: 9 }, (_, index) => {
    return first[Math.ceil(((index + 1) * first.length) / 10) - 1] as number;
  });
  const distinct = [...new Set(edges)];
  return { first: countBetween(first, distinct), second: countBetween(second, distinct) };
}

/** Rows up to the first edge, from there up to the second, …, above the last. */
function countBetween(sorted: Float64Array, edges: readonly number[]): number[] {
  const counts: number[] = [];
  let start = 0;
  for (const edge of edges) {
    let end = start;
    while (end < sorted.length && (sorted[end] as number) <= edge) end++;
    counts.push(end - start);
    start = end;
  }
  return [...counts, sorted.length - start];
}
