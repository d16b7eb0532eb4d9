// Means that stay exact on constant data, and shares.

/**
 * The weighted mean of `valueAt(0)` to `valueAt(count - 1)`.
 *
 * A second pass adds the mean distance from the first pass's mean. Equal values so have exactly
 * that value as their mean, and a constant target exactly no variance.
 */
export function weightedMean(
  count: number,
  weights: Float64Array | null,
  valueAt: (index: number) => number,
): number {
  const mean = simpleMean(count, weights, valueAt);
  if (!Number.isFinite(mean)) return mean;
  return mean + simpleMean(count, weights, (index) => valueAt(index) - mean);
}

/** The weighted share of what holds. Counts are exact: one pass is, too, and 9 of 10 is 0.9. */
export function weightedShare(
  count: number,
  weights: Float64Array | null,
  holds: (index: number) => boolean,
): number {
  return simpleMean(count, weights, (index) => Number(holds(index)));
}

function simpleMean(
  count: number,
  weights: Float64Array | null,
  valueAt: (index: number) => number,
): number {
  let sum = 0;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const weight = weights === null ? 1 : (weights[index] as number);
    sum += weight * valueAt(index);
    total += weight;
  }
  return sum / total;
}
