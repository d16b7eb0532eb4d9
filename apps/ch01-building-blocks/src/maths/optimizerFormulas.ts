// The four optimizers as the chapter writes them, on plain numbers.

/**
 * What becomes of the result of each operation: nothing (float64), or the nearest float32
 * (`Math.fround`), which is the arithmetic that TensorFlow.js computes in.
 */
export type Rounding = (value: number) => number;

/** Moves a place by one step, given the gradient there. */
export type UpdateFormula = (
  place: readonly number[],
  gradient: readonly number[],
) => readonly number[];

/** Float64: results stay as they are. */
export const exact: Rounding = (value) => value;

/** `w -= rate * g` */
export function gradientDescent(rate: number, round: Rounding = exact): UpdateFormula {
  return (place, gradient) => {
    return place.map((w, i) => round(w - round(round(rate) * (gradient[i] as number))));
  };
}

/** `m = keep * m - rate * g`, `w += m` */
export function momentum(rate: number, keep: number, round: Rounding = exact): UpdateFormula {
  const moments: number[] = [];
  return (place, gradient) =>
    place.map((w, i) => {
      const step = round(round(rate) * (gradient[i] as number));
      const m = round(round(round(keep) * (moments[i] ?? 0)) - step);
      moments[i] = m;
      return round(w + m);
    });
}

/** `v = rho * v + (1 - rho) * g²`, `w -= rate * g / √(v + epsilon)` */
export function rmsProp(
  rate: number,
  rho: number,
  epsilon: number,
  round: Rounding = exact,
): UpdateFormula {
  const squares: number[] = [];
  return (place, gradient) =>
    place.map((w, i) => {
      const g = gradient[i] as number;
      const fresh = round(round(g * g) * round(1 - rho));
      const v = round(round((squares[i] ?? 0) * round(rho)) + fresh);
      squares[i] = v;
      const root = round(Math.sqrt(round(v + round(epsilon))));
      return round(w - round(round(g * round(rate)) / root));
    });
}

/**
 * `m += (1 - beta1) (g - m)`, `v += (1 - beta2) (g² - v)`, and with both corrected for their start
 * at 0 `w -= rate √(1 - beta2^t) / (1 - beta1^t) * m / (√v + epsilon)`
 */
export function adamFormula(
  rate: number,
  beta1: number,
  beta2: number,
  epsilon: number,
  round: Rounding = exact,
): UpdateFormula {
  const moments: number[] = [];
  const squares: number[] = [];
  let t = 0;
  const maturity = (beta: number): number => round(1 - round(round(beta) ** t));
  return (place, gradient) => {
    t += 1;
    const correction = round(round(Math.sqrt(maturity(beta2))) / maturity(beta1));
    const corrected = round(round(rate) * correction);
    return place.map((w, i) => {
      const g = gradient[i] as number;
      const [oldM, oldV] = [moments[i] ?? 0, squares[i] ?? 0];
      const m = round(oldM + round(round(g - oldM) * round(1 - beta1)));
      const v = round(oldV + round(round(round(g * g) - oldV) * round(1 - beta2)));
      moments[i] = m;
      squares[i] = v;
      const divisor = round(round(Math.sqrt(v)) + round(epsilon));
      return round(w - round(round(m * corrected) / divisor));
    });
  };
}
