// What all transformers of matrices have in common: fitted or not, and how wide.
import { NotFittedError, ShapeError } from '@dlqr/core/errors';
import { type Matrix, type MatrixLike, matrixOf, readMatrix } from './matrix.ts';

/**
 * A transformer that learns from training rows and is then applied to any rows.
 *
 * `Fitted` is what it learns; a subclass sets `fitted` in `fit`.
 */
export abstract class MatrixTransformer<Fitted> {
  /** What was learnt; null before `fit`. */
  protected fitted: Fitted | null = null;

  /** Learns from training rows, [rows, columns]. */
  abstract fit(x: MatrixLike): this;

  /** Transforms rows with the columns of the training rows, in their order. */
  abstract transform(x: MatrixLike): Matrix;

  /** `fit` and `transform` of the same rows. */
  fitTransform(x: MatrixLike): Matrix {
    const matrix = matrixOf(x);
    return this.fit(matrix).transform(matrix);
  }

  /** @throws {NotFittedError} before `fit` */
  protected requireFitted(): Fitted {
    if (this.fitted !== null) return this.fitted;
    throw new NotFittedError(`this ${this.constructor.name} was not fitted yet`, {
      hint: 'Call fit with the training rows first, or load a state with fromJSON.',
    });
  }
}

/** Rows to invert: they may hold anything, but must have that many columns. */
export function readTransformed(x: MatrixLike, numColumns: number): Matrix {
  const matrix = matrixOf(x);
  if (matrix.numColumns === numColumns) return matrix;
  if (matrix.numRows === 0) return readMatrix(matrix, { numColumns, allowMissing: true });
  throw new ShapeError(
    `there are ${matrix.numColumns} columns; expected ${numColumns}, as transform gives`,
  );
}
