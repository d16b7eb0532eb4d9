// Round numbers for bins and levels.

/** The smallest of 1, 2, 5, 10, 20 … (times a power of ten) that is at least `size`. */
export function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const digit = size / power;
  const tolerance = 1 + 1e-9; // 0.1 + 0.2 shall count as 0.3
  if (digit <= 1 * tolerance) return power;
  if (digit <= 2 * tolerance) return 2 * power;
  if (digit <= 5 * tolerance) return 5 * power;
  return 10 * power;
}
