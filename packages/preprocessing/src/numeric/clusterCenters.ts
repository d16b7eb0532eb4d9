// K-means of numbers on a line.

import { momentsOf } from './moments.ts';
import { upperBound } from './quantiles.ts';

const MAX_ROUNDS = 300;
/** It ends when the centres move by less than this part of the variance, as in scikit-learn. */
const TOLERANCE = 1e-4;

/**
 * The centres of clusters (Lloyd's algorithm). On a line a cluster is a run of neighbours, so that a
 * round costs one binary search a centre, however many values there are.
 *
 * @param sorted ascending, without NaN
 * @param start first centres, ascending
 * @returns ascending; as many as in `start`
 */
export function clusterCenters(sorted: Float64Array, start: Float64Array): Float64Array {
  const { mean, variance } = momentsOf(sorted);
  const values = sorted.map((value) => value - mean); // keeps the sums small
  const sums = prefixSums(values);
  let centers: Float64Array = start.map((center) => center - mean);
  let ends = clusterEnds(values, centers);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const moved = fillEmpty(values, centers, ends, sums);
    const shift = moved.reduce(
      (sum, center, index) => sum + (center - (centers[index] as number)) ** 2,
      0,
    );
    centers = moved.sort();
    if (shift <= TOLERANCE * variance) break;
    ends = clusterEnds(values, centers);
  }
  return centers.map((center) => center + mean);
}

/** Where each cluster ends in the sorted values: halfway to the next centre. */
function clusterEnds(values: Float64Array, centers: Float64Array): Int32Array {
  return Int32Array.from(centers, (center, index) => {
    const next = centers[index + 1];
    return next === undefined ? values.length : upperBound(values, (center + next) / 2);
  });
}

/** The mean of each cluster; an empty one takes the value that lies farthest from its centre. */
function fillEmpty(
  values: Float64Array,
  centers: Float64Array,
  ends: Int32Array,
  sums: Float64Array,
): Float64Array {
  const starts = ends.map((_, index) => (index === 0 ? 0 : (ends[index - 1] as number)));
  const counts = ends.map((end, index) => end - (starts[index] as number));
  const totals = Float64Array.from(
    ends,
    (end, index) => (sums[end] as number) - (sums[starts[index] as number] as number),
  );
  const numEmpty = counts.filter((count) => count === 0).length;
  const far = numEmpty === 0 ? [] : farthest(values, centers, ends, numEmpty);
  counts.forEach((count, cluster) => {
    const value = count === 0 ? far.shift() : undefined;
    if (value === undefined) return;
    counts[cluster] = 1;
    totals[cluster] = values[value.row] as number;
    counts[value.cluster] = (counts[value.cluster] as number) - 1;
    totals[value.cluster] = (totals[value.cluster] as number) - (values[value.row] as number);
  });
  return totals.map((total, index) =>
    (counts[index] as number) > 0 ? total / (counts[index] as number) : (centers[index] as number),
  );
}

/** The values farthest from the centre of their cluster, farthest first. */
function farthest(
  values: Float64Array,
  centers: Float64Array,
  ends: Int32Array,
  count: number,
): { row: number; cluster: number }[] {
  let cluster = 0;
  const all = Array.from(values, (value, row) => {
    while (row >= (ends[cluster] as number)) cluster++;
    return { row, cluster, distance: Math.abs(value - (centers[cluster] as number)) };
  });
  return all.sort((a, b) => b.distance - a.distance).slice(0, count);
}

/** The sum of all values before each place, and of all; [values + 1] */
function prefixSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, index) => {
    sums[index + 1] = (sums[index] as number) + value;
  });
  return sums;
}
