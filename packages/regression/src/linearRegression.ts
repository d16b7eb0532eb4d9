// Ordinary least squares: the baseline that every net has to beat.
import { ShapeError } from '@dlqr/core/errors';
import { Matrix, pseudoInverse } from 'ml-matrix';
import type { Features } from './features.ts';

/** A fitted linear model: prediction = intercept + features . coefficients. */
export interface LinearModel {
  /** [features] */
  readonly coefficients: Float64Array;
  readonly intercept: number;
}

/**
 * Fits a linear model by least squares with an intercept.
 *
 * Collinear features (one-hot columns are) get the solution of least norm. The sums are taken row
 * by row, so that memory depends on the number of features alone.
 *
 * @param x [rows, features]
 * @param y [rows]
 * @throws {ShapeError} when `x` and `y` differ in rows, or there are none
 * @see Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 3.2
 */
export function fitLinearRegression(x: Features, y: ArrayLike<number>): LinearModel {
  const { numRows, numColumns, values } = x;
  if (numRows === 0 || y.length !== numRows) {
    throw new ShapeError(`x has ${numRows} rows and y has ${y.length}; expected equally many`);
  }
  const means = columnMeans(x);
  let ySum = 0;
  for (let row = 0; row < numRows; row++) ySum += y[row] as number;
  const yCentre = ySum / numRows;
  const gram = Matrix.zeros(numColumns, numColumns);
  const moment = Matrix.zeros(numColumns, 1);
  const centred = new Float64Array(numColumns);
  for (let row = 0; row < numRows; row++) {
    const offset = row * numColumns;
    for (let column = 0; column < numColumns; column++) {
      centred[column] = (values[offset + column] as number) - (means[column] as number);
    }
    const residual = (y[row] as number) - yCentre;
    for (let i = 0; i < numColumns; i++) {
      const left = centred[i] as number;
      if (left === 0) continue;
      moment.set(i, 0, moment.get(i, 0) + left * residual);
      for (let j = i; j < numColumns; j++)
        gram.set(i, j, gram.get(i, j) + left * (centred[j] as number));
    }
  }
  for (let i = 0; i < numColumns; i++) for (let j = 0; j < i; j++) gram.set(i, j, gram.get(j, i));
  const coefficients = Float64Array.from(pseudoInverse(gram).mmul(moment).to1DArray());
  const shift = coefficients.reduce((sum, c, column) => sum + c * (means[column] as number), 0);
  return { coefficients, intercept: yCentre - shift };
}

/** The predictions of a linear model, [rows]. */
export function predictLinear(model: LinearModel, x: Features): Float64Array {
  const { numColumns, values } = x;
  return Float64Array.from({ length: x.numRows }, (_, row) => {
    let sum = model.intercept;
    for (let column = 0; column < numColumns; column++) {
      sum += (model.coefficients[column] as number) * (values[row * numColumns + column] as number);
    }
    return sum;
  });
}

function columnMeans({ values, numRows, numColumns }: Features): Float64Array {
  const sums = new Float64Array(numColumns);
  for (let index = 0; index < numRows * numColumns; index++) {
    const column = index % numColumns;
    sums[column] = (sums[column] as number) + (values[index] as number);
  }
  return sums.map((sum) => sum / numRows);
}
