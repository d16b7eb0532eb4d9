// The gradient of a function by central differences: an oracle that knows no calculus.

/** The gradient of `f` at `x`; `f` must not keep or change the array. */
export function numericGradient(
  f: (x: Float64Array) => number,
  x: ArrayLike<number>,
  step = 1e-4,
): Float64Array {
  const point = Float64Array.from(x);
  return Float64Array.from(point, (value, index) => {
    point[index] = value + step;
    const above = f(point);
    point[index] = value - step;
    const below = f(point);
    point[index] = value;
    return (above - below) / (2 * step);
  });
}
