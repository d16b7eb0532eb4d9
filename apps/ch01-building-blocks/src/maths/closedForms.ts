// Where descent on a quadratic must be after t steps, without going them.

/**
 * Gradient descent on `curvature x² / 2`: `x_t = (1 - rate * curvature)^t x_0`.
 *
 * @example descentAfter(10, { start: 1, rate: 0.5, curvature: 1 }) // 1 / 1024
 */
export function descentAfter(
  t: number,
  { start, rate, curvature }: { start: number; rate: number; curvature: number },
): number {
  return (1 - rate * curvature) ** t * start;
}

/**
 * Momentum on `curvature x² / 2`: the solution of the linear recurrence
 * `x_(t+1) = (1 + keep - rate * curvature) x_t - keep x_(t-1)` that begins at rest.
 *
 * Where the roots of its characteristic equation are complex, the way is a damped swing; where they
 * are real, it creeps.
 *
 * @see Goh, "Why momentum really works", Distill, 2017
 */
export function momentumAfter(
  t: number,
  {
    start,
    rate,
    keep,
    curvature,
  }: { start: number; rate: number; keep: number; curvature: number },
): number {
  const trace = 1 + keep - rate * curvature;
  const first = start - rate * curvature * start; // x_1
  const middle = trace / 2;
  const discriminant = middle ** 2 - keep;
  if (Math.abs(discriminant) < 1e-14) {
    // One root twice; the formulas below would divide by what rounding has left of the difference.
    if (middle === 0) return t === 0 ? start : 0;
    return middle ** t * (start + t * (first / middle - start));
  }
  if (discriminant < 0) {
    const radius = Math.sqrt(keep);
    const angle = Math.acos(middle / radius);
    const swing = (first / radius - start * Math.cos(angle)) / Math.sin(angle);
    return radius ** t * (start * Math.cos(angle * t) + swing * Math.sin(angle * t));
  }
  const [large, small] = [middle + Math.sqrt(discriminant), middle - Math.sqrt(discriminant)];
  const share = (first - small * start) / (large - small);
  return share * large ** t + (start - share) * small ** t;
}
