// Mean and variance: exact on constant columns, mergeable, weighted.
import { columnValues, indices } from '../matrix/columns.ts';
import type { Matrix } from '../matrix/matrix.ts';

/** The first two moments of a column; NaN where no value is present. */
export interface Moments {
  /** The number of values, or the sum of their weights. */
  readonly weight: number;
  readonly mean: number;
  /** That of the population: divided by the weight. */
  readonly variance: number;
}

/** The moments of each column, missing values left out. */
export function columnMoments(matrix: Matrix, weights: Float64Array | null): Moments[] {
  return indices(matrix.numColumns).map((column) =>
    momentsOf(columnValues(matrix, column), weights),
  );
}

/**
 * The moments of some values, missing ones left out. The second pass makes up for the rounding of
 * the first, so that equal values have exactly themselves as mean and no variance.
 */
export function momentsOf(values: Float64Array, weights: Float64Array | null = null): Moments {
  let [weight, sum] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    const share = weights ? (weights[row] as number) : 1;
    if (Number.isNaN(value) || share === 0) continue;
    weight += share;
    sum += share * value;
  }
  const rough = sum / weight;
  let [rest, squares] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const distance = (values[row] as number) - rough;
    const share = weights ? (weights[row] as number) : 1;
    if (Number.isNaN(distance) || share === 0) continue;
    rest += share * distance;
    squares += share * distance * distance;
  }
  const correction = rest / weight;
  return {
    weight,
    mean: rough + correction,
    variance: Math.max(0, squares / weight - correction * correction),
  };
}

/** The moments of two sets of values taken together. */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.weight === 0) return b;
  if (b.weight === 0) return a;
  const weight = a.weight + b.weight;
  const distance = b.mean - a.mean;
  const share = b.weight / weight;
  const between = (a.weight / weight) * share * distance * distance;
  return {
    weight,
    mean: a.mean + share * distance,
    variance: a.variance + share * (b.variance - a.variance) + between,
  };
}

/**
 * Whether the values differ by no more than rounding does.
 *
 * @see Chan, Golub and LeVeque, "Algorithms for computing the sample variance", 1983: the error bound
 */
export function isConstant({ weight, mean, variance }: Moments): boolean {
  const bound = weight * Number.EPSILON * variance + (weight * mean * Number.EPSILON) ** 2;
  return variance <= bound;
}
