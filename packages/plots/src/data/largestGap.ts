// How far two lists of values are apart as distributions.
import type { Numbers } from './checks.ts';
import { sortedFinite } from './summary.ts';

/**
 * The largest distance between the two empirical distribution functions, 0 to 1: the statistic of
 * Kolmogorov and Smirnov. Values that are not finite play no part.
 *
 * @see Smirnov, "Table for estimating the goodness of fit of empirical distributions", 1948
 */
export function largestGap(first: Numbers, second: Numbers): number {
  const [a, b] = [sortedFinite(first), sortedFinite(second)];
  let [i, j] = [0, 0];
  let gap = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && (a[i] as number) <= value) i++;
    while (j < b.length && (b[j] as number) <= value) j++;
    gap = Math.max(gap, Math.abs(i / a.length - j / b.length));
  }
  return gap;
}
