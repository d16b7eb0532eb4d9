// Whether two samples of numbers come from one distribution.
import { kolmogorovTail } from './kolmogorovTail.ts';

/** The largest distance of two empirical distribution functions, and how often chance makes it so. */
export interface TwoSampleTest {
  readonly statistic: number;
  readonly pValue: number;
}

/** Up to so many pairs all orders of the two samples are counted: a millisecond. */
const MOST_PAIRS_EXACT = 250_000;

/**
 * The two-sided Kolmogorov-Smirnov test.
 *
 * The statistic is the largest difference between the shares of values up to x in the two samples:
 * the part of the one that would have to move to become the other, at least. The p-value is exact
 * for up to 250,000 pairs, ties included, and otherwise Kolmogorov's distribution for
 * n₁n₂ / (n₁ + n₂) points.
 *
 * @param first ascending, at least one value
 * @param second ascending, at least one value
 * @see scipy.stats.ks_2samp, which takes no account of ties and is then too careful
 */
export function kolmogorovSmirnov(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): TwoSampleTest {
  const [n1, n2] = [first.length, second.length];
  const { statistic, endsTie } = largestDistance(first, second);
  if (n1 * n2 <= MOST_PAIRS_EXACT) {
    return { statistic, pValue: exactTail(statistic, n1, n2, endsTie) };
  }
  const effectiveSize = Math.round((n1 / (n1 + n2)) * n2);
  return { statistic, pValue: kolmogorovTail(statistic, effectiveSize) };
}

/** Goes through both samples at once. `endsTie[k]`: whether the k-th value of all differs from the next. */
function largestDistance(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): { statistic: number; endsTie: Uint8Array } {
  const [n1, n2] = [first.length, second.length];
  const endsTie = new Uint8Array(n1 + n2 + 1);
  let [i, j, statistic] = [0, 0, 0];
  while (i < n1 || j < n2) {
    const a = i < n1 ? (first[i] as number) : Number.POSITIVE_INFINITY;
    const b = j < n2 ? (second[j] as number) : Number.POSITIVE_INFINITY;
    const value = Math.min(a, b);
    while (i < n1 && first[i] === value) i++;
    while (j < n2 && second[j] === value) j++;
    endsTie[i + j] = 1;
    statistic = Math.max(statistic, Math.abs(i / n1 - j / n2));
  }
  return { statistic, endsTie };
}

/**
 * The share of all orders of the two samples, with the ties as they are, whose distance is at least
 * as large: the probability that a random path from (0, 0) to (n₁, n₂) leaves the band around the
 * diagonal at the end of a tie.
 *
 * @see Schröer and Trenkler, "Exact and randomization distributions of Kolmogorov-Smirnov tests", 1995
 */
function exactTail(statistic: number, n1: number, n2: number, endsTie: Uint8Array): number {
  const limit = statistic - 1e-9 / Math.max(n1, n2); // a path that is exactly as far counts
  const leaves = (i: number, j: number): boolean =>
    endsTie[i + j] === 1 && Math.abs(i / n1 - j / n2) >= limit;
  const left = new Float64Array(n2 + 1); // the probability for paths to (i, j), row by row
  for (let j = 1; j <= n2; j++) left[j] = leaves(0, j) ? 1 : (left[j - 1] as number);
  for (let i = 1; i <= n1; i++) {
    if (leaves(i, 0)) left[0] = 1;
    for (let j = 1; j <= n2; j++) {
      if (leaves(i, j)) left[j] = 1;
      else {
        const [above, before] = [left[j] as number, left[j - 1] as number];
        left[j] = (i * above + j * before) / (i + j);
      }
    }
  }
  return left[n2] as number;
}
