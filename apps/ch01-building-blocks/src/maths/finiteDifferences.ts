// Slopes measured by small steps, without any calculus.

/** A function of a list of numbers; it must not keep or change the list. */
export type CostFunction = (values: readonly number[]) => number;

/** The gradient by central differences: `(f(w + h) - f(w - h)) / 2h`, off by about h². */
export function centralDifferences(
  cost: CostFunction,
  values: readonly number[],
  step: number,
): number[] {
  return values.map((_, index) => {
    return (cost(moved(values, index, step)) - cost(moved(values, index, -step))) / (2 * step);
  });
}

/** The gradient by forward differences: `(f(w + h) - f(w)) / h`, off by about h. */
export function forwardDifferences(
  cost: CostFunction,
  values: readonly number[],
  step: number,
): number[] {
  const here = cost(values);
  return values.map((_, index) => (cost(moved(values, index, step)) - here) / step);
}

function moved(values: readonly number[], index: number, step: number): number[] {
  return values.map((value, other) => (other === index ? value + step : value));
}
