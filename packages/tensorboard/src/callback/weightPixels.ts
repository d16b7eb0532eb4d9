// Weights as pictures.
import type { Pixels } from '../images/pixels.ts';

/**
 * A weight as one picture or several, from black (its smallest value) to white (its largest).
 *
 * A vector is a row; a matrix lies on its long side; of filters [height, width, filters] each is a
 * picture; of filters [height, width, inputs, filters] each is one, in colour for three inputs, the
 * inputs side by side otherwise. Sizes of 1 are left out first.
 *
 * @returns null for weights of another number of dimensions, and of single numbers
 */
export function weightPixels(
  values: ArrayLike<number>,
  weightShape: readonly number[],
): Pixels | null {
  const shape = weightShape.filter((size) => size !== 1);
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  const scaled = scaledToUnit(values);
  const at = (index: number): number => scaled[index] as number;
  switch (shape.length) {
    case 1:
      return { values: scaled, shape: [1, a, 1] };
    case 2:
      if (a <= b) return { values: scaled, shape: [a, b, 1] };
      return { values: gathered([b, a], ([y, x]) => at(x * b + y)), shape: [b, a, 1] };
    case 3:
      return {
        values: gathered([c, a, b], ([k, y, x]) => at((y * b + x) * c + k)),
        shape: [c, a, b, 1],
      };
    case 4:
      if (c === 3) {
        return {
          values: gathered([d, a, b, c], ([k, y, x, i]) => at(((y * b + x) * c + i) * d + k)),
          shape: [d, a, b, c],
        };
      }
      return {
        values: gathered([d, a, c, b], ([k, y, i, x]) => at(((y * b + x) * c + i) * d + k)),
        shape: [d, a, c * b, 1],
      };
    default:
      return null;
  }
}

/** From 0, the smallest, to 1, the largest; what is not finite is 0. */
function scaledToUnit(values: ArrayLike<number>): Float32Array {
  const finite = Array.from(values).filter(Number.isFinite);
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of finite) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const range = max - min || 1;
  return Float32Array.from(values, (value) => (Number.isFinite(value) ? (value - min) / range : 0));
}

type Place = readonly [number, number, number, number];

/** An array of this shape, filled by place. */
function gathered(sizes: readonly number[], valueAt: (place: Place) => number): Float32Array {
  const [n0 = 1, n1 = 1, n2 = 1, n3 = 1] = sizes;
  const result = new Float32Array(n0 * n1 * n2 * n3);
  let next = 0;
  for (let i = 0; i < n0; i++) {
    for (let j = 0; j < n1; j++) {
      for (let k = 0; k < n2; k++) {
        for (let l = 0; l < n3; l++) result[next++] = valueAt([i, j, k, l]);
      }
    }
  }
  return result;
}
