// What several nets of one kind have in common: middle and spread.

/** A line with a band, as figures take it. */
export interface Band {
  readonly y: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** The mean of positive numbers on a log scale. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)));
}

/** The mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The middle of several curves, and a band from the lowest to the highest.
 *
 * @param curves [curves][points]
 * @param scale of the axis that they are drawn on: log takes the geometric mean
 */
export function acrossSeeds(curves: readonly (readonly number[])[], scale: 'linear' | 'log'): Band {
  const points = (curves[0] ?? []).map((_, point) => curves.map((curve) => curve[point] as number));
  return {
    y: points.map(scale === 'log' ? geometricMean : mean),
    lower: points.map((values) => Math.min(...values)),
    upper: points.map((values) => Math.max(...values)),
  };
}
