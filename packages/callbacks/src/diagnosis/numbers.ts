// Robust figures of a series.

/** The middle value; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle] as number;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** The running mean over 2 * reach + 1 neighbours, fewer at the ends. */
export function smoothed(values: readonly number[], reach: number): number[] {
  return values.map((_, index) => {
    const window = values.slice(Math.max(0, index - reach), index + reach + 1);
    return window.reduce((sum, value) => sum + value, 0) / window.length;
  });
}

/** The last share of a series, at least one value. */
export function tail(values: readonly number[], share: number): readonly number[] {
  return values.slice(-Math.max(1, Math.round(values.length * share)));
}
