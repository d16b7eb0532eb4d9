// Counts values in bins of a round width.
import type { Numbers } from './checks.ts';
import { niceStep } from './niceSteps.ts';
import { extentOf, quantileOf, sortedFinite } from './summary.ts';

/** The edges of bins, one more than there are bins, in rising order. */
export type BinEdges = readonly number[];

/**
 * Edges that suit all the given lists together, by the rule of Freedman and Diaconis, made round.
 *
 * Whole numbers in a narrow range get one bin each, with the number in its middle.
 *
 * @param maxBins upper limit of the number of bins, at least 2
 * @see Freedman and Diaconis, "On the histogram as a density estimator", 1981
 */
export function binEdges(lists: readonly Numbers[], maxBins: number): BinEdges {
  const extent = extentOf(lists);
  if (extent === null) return [0, 1];
  const [low, high] = extent;
  if (high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high))) return aroundConstant(low);
  if (high - low < maxBins && lists.every(isWhole)) return edgesFrom(low - 0.5, 1, high + 0.5);
  const wanted = 0.7 * ruleWidth(lists); // rounding up then gives, on average, the width of the rule
  const step = niceStep(Math.max(wanted, (high - low) / (maxBins - 1)));
  return edgesFrom(Math.floor(low / step) * step, step, high);
}

/** How many values each bin holds; the last bin holds its upper edge too, as in NumPy. */
export function binCounts(values: Numbers, edges: BinEdges): number[] {
  const numBins = edges.length - 1;
  const counts = new Array<number>(numBins).fill(0);
  const first = edges[0] as number;
  const width = ((edges[numBins] as number) - first) / numBins;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isFinite(value) || value < first || value > (edges[numBins] as number)) continue;
    let bin = Math.min(Math.floor((value - first) / width), numBins - 1);
    if (value < (edges[bin] as number))
      bin--; // the division rounded up
    else if (bin < numBins - 1 && value >= (edges[bin + 1] as number)) bin++;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

function ruleWidth(lists: readonly Numbers[]): number {
  const widths = lists.map((values) => {
    const sorted = sortedFinite(values);
    if (sorted.length < 2) return 0;
    const spread = quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25);
    return (2 * spread) / Math.cbrt(sorted.length);
  });
  const positive = widths.filter((width) => width > 0);
  return positive.length === 0 ? 0 : Math.min(...positive);
}

function aroundConstant(value: number): BinEdges {
  const half = Number.isInteger(value) && Math.abs(value) < 1e6 ? 0.5 : Math.abs(value) * 0.05;
  return [value - half, value + half];
}

function edgesFrom(first: number, step: number, last: number): number[] {
  const numBins = Math.max(1, Math.ceil((last - first) / step - 1e-9));
  const decimals = Math.min(Math.max(1 - Math.floor(Math.log10(step)), 0), 100);
  return Array.from(
    { length: numBins + 1 },
    (_, index) => Number((first + index * step).toFixed(decimals)), // 0.3, not 0.30000000000000004
  );
}

function isWhole(values: Numbers): boolean {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (Number.isFinite(value) && !Number.isInteger(value)) return false;
  }
  return true;
}
