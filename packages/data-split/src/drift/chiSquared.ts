// Whether two samples of categories come from one distribution.
import { upperGamma } from './gamma.ts';
import type { TwoSampleTest } from './kolmogorovSmirnov.ts';

/** Cochran's rule: of the expected counts all are at least 1, and at most a fifth below 5. */
const LEAST_EXPECTED = 1;
const EXPECTED_ENOUGH = 5;
const MOST_BELOW = 0.2;

/**
 * Pearson's chi-squared test of homogeneity, without a continuity correction.
 *
 * The statistic is Σ (observed - expected)² / expected over both samples and all categories. Where
 * counts are large enough (Cochran's rule) its p-value is that of the chi-squared distribution with
 * one degree of freedom less than categories. Where categories are rare, that would be wrong: then
 * it is that of the gamma distribution with the statistic's exact mean and variance.
 *
 * @param first rows of each category
 * @param second likewise, of the same categories
 * @see scipy.stats.chi2_contingency with `correction=False`
 * @see Dawson, "A simplified expression for the variance of the χ²-function on a contingency table", 1954
 */
export function chiSquared(first: ArrayLike<number>, second: ArrayLike<number>): TwoSampleTest {
  const totals = Float64Array.from(first, (count, code) => count + (second[code] as number));
  const sizes = [first, second].map((counts) => sumOf(counts)) as [number, number];
  const numRows = sizes[0] + sizes[1];
  let [statistic, cells, numBelow, smallest] = [0, 0, 0, Number.POSITIVE_INFINITY];
  for (const [sample, counts] of [first, second].entries()) {
    for (let code = 0; code < totals.length; code++) {
      const total = totals[code] as number;
      if (total === 0) continue;
      const expected = (total * (sizes[sample] as number)) / numRows;
      statistic += ((counts[code] as number) - expected) ** 2 / expected;
      cells++;
      smallest = Math.min(smallest, expected);
      if (expected < EXPECTED_ENOUGH) numBelow++;
    }
  }
  const degrees = cells / 2 - 1;
  if (degrees < 1 || numRows < 4) return { statistic, pValue: 1 };
  if (smallest >= LEAST_EXPECTED && numBelow <= MOST_BELOW * cells) {
    return { statistic, pValue: upperGamma(degrees / 2, statistic / 2) };
  }
  return { statistic, pValue: sparseTail(statistic, momentsOf(sizes, totals)) };
}

/** The gamma distribution with these moments; a statistic that cannot vary says nothing. */
function sparseTail(
  statistic: number,
  { mean, variance }: { readonly mean: number; readonly variance: number },
): number {
  if (variance < 1e-9 * mean) return 1;
  return upperGamma((mean * mean) / variance, (statistic * mean) / variance);
}

/** Mean and variance of the statistic over all tables with these margins. */
export function momentsOf(
  sizes: readonly [number, number],
  totals: ArrayLike<number>,
): { mean: number; variance: number } {
  const present = Array.from(totals).filter((total) => total > 0);
  const numRows = sizes[0] + sizes[1];
  const [numParts, numCategories] = [2, present.length];
  const freedom = (levels: number): number => ((levels - 1) * (numRows - levels)) / (numRows - 1);
  const spread = (counts: readonly number[]): number =>
    (counts.reduce((sum, count) => sum + numRows / count, 0) - counts.length ** 2) / (numRows - 2);
  const [v1, v2] = [freedom(numParts), freedom(numCategories)];
  const [w1, w2] = [spread(sizes), spread(present)];
  return {
    mean: ((numCategories - 1) * numRows) / (numRows - 1),
    variance:
      ((2 * numRows) / (numRows - 3)) * (v1 - w1) * (v2 - w2) +
      ((numRows * numRows) / (numRows - 1)) * w1 * w2,
  };
}

function sumOf(counts: ArrayLike<number>): number {
  return Array.from(counts).reduce((sum, count) => sum + count, 0);
}
