// Logistic regression with an L2 penalty, by Newton's method: the baseline that every net has to beat.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { log1pExp, sigmoid } from '../calibration/sigmoid.ts';
import type { Features } from '../data/features.ts';

/** A fitted model: probability = sigmoid(intercept + features . coefficients). */
export interface LogisticModel {
  /** [features] */
  readonly coefficients: Float64Array;
  readonly intercept: number;
}

/** What `fitLogisticRegression` may be told. */
export interface LogisticRegressionOptions {
  /**
   * Half of it times the squared coefficients is added to the summed loss; 0 or more, default 1. It is
   * 1 / C of scikit-learn. The intercept is not penalised.
   */
  readonly l2?: number;
  /** How much each row counts, [rows], 0 or more; default 1 each. */
  readonly sampleWeight?: ArrayLike<number>;
}

const MAX_STEPS = 100;
const MAX_HALVINGS = 40;

/** A step that lowers the loss by less than this share of it is the last. */
const TOLERANCE = 1e-14;

/** Keeps the equations solvable where features are collinear and nothing is penalised. */
const RIDGE = 1e-10;

/**
 * Fits a logistic regression.
 *
 * The loss is convex, so that Newton's method finds its one minimum, to all digits, in a few steps.
 *
 * sum over rows(weight * log loss) + l2 / 2 * sum(coefficients²)
 *
 * @param x [rows, features]
 * @param y 0 or 1, [rows]
 * @throws {ShapeError} when `x`, `y` and weights differ in rows, or there are none
 * @throws {ValueError} when `l2` is negative or not finite, or a class is neither 0 nor 1
 * @example fitLogisticRegression({ values: Float32Array.of(0, 1), numRows: 2, numColumns: 1 }, [0, 1]).coefficients // [0.4446…]
 * @see sklearn.linear_model.LogisticRegression; Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 4.4.1
 */
export function fitLogisticRegression(
  x: Features,
  y: ArrayLike<number>,
  options: LogisticRegressionOptions = {},
): LogisticModel {
  const { l2 = 1 } = options;
  const weights = checkedWeights(x, y, options);
  let beta: Float64Array = new Float64Array(x.numColumns + 1); // the intercept is the last
  let loss = lossOf(x, y, weights, l2, beta);
  for (let step = 0; step < MAX_STEPS; step++) {
    const direction = newtonDirection(x, y, weights, l2, beta);
    let length = 1;
    let next = moved(beta, direction, length);
    let nextLoss = lossOf(x, y, weights, l2, next);
    for (let halving = 0; nextLoss > loss && halving < MAX_HALVINGS; halving++) {
      length /= 2;
      next = moved(beta, direction, length);
      nextLoss = lossOf(x, y, weights, l2, next);
    }
    if (nextLoss > loss) break;
    const gain = loss - nextLoss;
    beta = next;
    loss = nextLoss;
    if (gain <= TOLERANCE * Math.abs(loss)) break;
  }
  return {
    coefficients: beta.slice(0, x.numColumns),
    intercept: beta[x.numColumns] as number,
  };
}

/** The probabilities of the positive class, [rows]. */
export function predictLogistic(model: LogisticModel, x: Features): Float64Array {
  const beta = Float64Array.of(...model.coefficients, model.intercept);
  return Float64Array.from({ length: x.numRows }, (_, row) => sigmoid(linear(x, row, beta)));
}

function checkedWeights(
  x: Features,
  y: ArrayLike<number>,
  { l2 = 1, sampleWeight }: LogisticRegressionOptions,
): Float64Array {
  if (x.numRows === 0 || y.length !== x.numRows) {
    throw new ShapeError(`x has ${x.numRows} rows and y has ${y.length}; expected equally many`);
  }
  if (!(l2 >= 0 && l2 < Number.POSITIVE_INFINITY)) {
    throw new ValueError(`l2 is ${l2}; expected a number of at least 0`);
  }
  for (let row = 0; row < y.length; row++) {
    if (y[row] !== 0 && y[row] !== 1) {
      throw new ValueError(`y[${row}] is ${y[row]}; expected 0 or 1`);
    }
  }
  if (!sampleWeight) return new Float64Array(x.numRows).fill(1);
  if (sampleWeight.length === x.numRows) return Float64Array.from(sampleWeight);
  throw new ShapeError(`sampleWeight has ${sampleWeight.length} values; expected ${x.numRows}`);
}

/** The Newton step: minus the inverse of the second derivatives times the first. */
function newtonDirection(
  x: Features,
  y: ArrayLike<number>,
  weights: Float64Array,
  l2: number,
  beta: Float64Array,
): Float64Array {
  const { numRows, numColumns, values } = x;
  const size = numColumns + 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const padded = new Float64Array(size).fill(1);
  for (let row = 0; row < numRows; row++) {
    for (let column = 0; column < numColumns; column++) {
      padded[column] = values[row * numColumns + column] as number;
    }
    const weight = weights[row] as number;
    const probability = sigmoid(linear(x, row, beta));
    const error = weight * (probability - (y[row] as number));
    const curvature = weight * probability * (1 - probability);
    for (let i = 0; i < size; i++) {
      const xi = padded[i] as number;
      gradient[i] = (gradient[i] as number) + error * xi;
      const scaled = curvature * xi;
      if (scaled === 0) continue;
      for (let j = 0; j <= i; j++) {
        const at = i * size + j;
        hessian[at] = (hessian[at] as number) + scaled * (padded[j] as number);
      }
    }
  }
  for (let column = 0; column < numColumns; column++) {
    gradient[column] = (gradient[column] as number) + l2 * (beta[column] as number);
  }
  const matrix = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const penalty = i === j ? (i < numColumns ? l2 : 0) + RIDGE : 0;
      const value = (hessian[i * size + j] as number) + penalty;
      matrix.set(i, j, value);
      matrix.set(j, i, value);
    }
  }
  const solved = new CholeskyDecomposition(matrix).solve(Matrix.columnVector(gradient));
  return Float64Array.from(solved.to1DArray(), (value) => -value);
}

function lossOf(
  x: Features,
  y: ArrayLike<number>,
  weights: Float64Array,
  l2: number,
  beta: Float64Array,
): number {
  let loss = 0;
  for (let row = 0; row < x.numRows; row++) {
    const score = linear(x, row, beta);
    loss += (weights[row] as number) * (log1pExp(score) - (y[row] as number) * score);
  }
  for (let column = 0; column < x.numColumns; column++) {
    loss += (l2 / 2) * (beta[column] as number) ** 2;
  }
  return loss;
}

function linear({ values, numColumns }: Features, row: number, beta: Float64Array): number {
  let sum = beta[numColumns] as number;
  for (let column = 0; column < numColumns; column++) {
    sum += (beta[column] as number) * (values[row * numColumns + column] as number);
  }
  return sum;
}

function moved(beta: Float64Array, direction: Float64Array, length: number): Float64Array {
  return beta.map((value, index) => value + length * (direction[index] as number));
}
