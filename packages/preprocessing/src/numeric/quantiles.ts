// Quantiles of sorted values, by linear interpolation between neighbours.

/**
 * The value below which a share of the values lies.
 *
 * @param sorted ascending, without NaN
 * @param share 0 to 1
 * @returns NaN where there are no values
 */
export function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  const part = place - below;
  // From the nearer end, so that both ends are met exactly.
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

/** The middle value, or the mean of the two in the middle. */
export function median(sorted: Float64Array): number {
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : low + (high - low) / 2;
}

/** The place of the first value that is not below `value`; the length where all are. */
export function lowerBound(sorted: Float64Array, value: number): number {
  return bound(sorted, (candidate) => candidate >= value);
}

/** The place of the first value that is above `value`; the length where none is. */
export function upperBound(sorted: Float64Array, value: number): number {
  return bound(sorted, (candidate) => candidate > value);
}

function bound(sorted: Float64Array, isBehind: (candidate: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(sorted[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
