// Edges of bins: of equal width, of equal counts, or between clusters.
import { clusterCenters } from './clusterCenters.ts';

/** The ways to find edges, by name. */
export const BIN_STRATEGIES = ['uniform', 'quantile', 'kMeans'] as const;

/** The name of a way to find edges. */
export type BinStrategy = (typeof BIN_STRATEGIES)[number];

/** Bins that are no wider are merged with their neighbour. */
const LEAST_WIDTH = 1e-8;

/**
 * The edges of at most `count` bins that hold all values, ascending; one bin where all are equal.
 *
 * @param sorted ascending, at least one, without NaN
 * @returns [bins + 1]
 */
export function binEdges(sorted: Float64Array, count: number, strategy: BinStrategy): Float64Array {
  const [low, high] = [sorted[0] as number, sorted.at(-1) as number];
  if (low === high) return Float64Array.of(low, high);
  const edges = EDGES[strategy](sorted, count);
  if (strategy === 'uniform') return edges;
  return edges.filter(
    (edge, index) => index === 0 || edge - (edges[index - 1] as number) > LEAST_WIDTH,
  );
}

const EDGES: Readonly<Record<BinStrategy, (sorted: Float64Array, count: number) => Float64Array>> =
  {
    uniform: uniformEdges,
    quantile: (sorted, count) =>
      Float64Array.from({ length: count + 1 }, (_, index) => stepQuantile(sorted, index, count)),
    kMeans: (sorted, count) => {
      const [low, high] = [sorted[0] as number, sorted.at(-1) as number];
      const uniform = uniformEdges(sorted, count);
      const centers = clusterCenters(sorted, middles(uniform));
      return Float64Array.of(low, ...middles(centers), high);
    },
  };

function uniformEdges(sorted: Float64Array, count: number): Float64Array {
  const [low, high] = [sorted[0] as number, sorted.at(-1) as number];
  return Float64Array.from({ length: count + 1 }, (_, index) =>
    index === count ? high : low + (index * (high - low)) / count,
  );
}

/**
 * The value up to which `index / count` of the values lie, without interpolation; where that is a
 * whole number of values, the middle between the last of them and the next.
 */
function stepQuantile(sorted: Float64Array, index: number, count: number): number {
  const place = (sorted.length * index) / count;
  const last = sorted.length - 1;
  const low = sorted[Math.max(0, Math.min(last, Math.ceil(place) - 1))] as number;
  const high = sorted[Math.max(0, Math.min(last, Math.floor(place)))] as number;
  return low + (high - low) / 2;
}

function middles(values: Float64Array): Float64Array {
  return Float64Array.from(
    values.subarray(1),
    (value, index) => (value + (values[index] as number)) / 2,
  );
}
