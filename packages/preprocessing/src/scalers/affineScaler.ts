// What the linear scalers share: a shift and a scale for each column.
import { mapColumns } from '../matrix/columns.ts';
import { type Matrix, type MatrixLike, readMatrix } from '../matrix/matrix.ts';
import { MatrixTransformer, readTransformed } from '../matrix/matrixTransformer.ts';

/** `(x - centers[column]) / scales[column]`. */
export interface Affine {
  readonly centers: Float64Array; // [columns]
  readonly scales: Float64Array; // [columns]
  /** Values beyond these become these; null for none. */
  readonly limits: readonly [low: number, high: number] | null;
}

/** A transformer that shifts and scales each column; NaN stays NaN. */
export abstract class AffineScaler<Fitted> extends MatrixTransformer<Fitted> {
  /** The shift and scale that follow from what was learnt. */
  protected abstract affine(fitted: Fitted): Affine;

  /**
   * @param x [rows, columns]
   * @returns [rows, columns]; NaN stays NaN
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   * @throws {DataError} when a value is infinite
   */
  override transform(x: MatrixLike): Matrix {
    const { centers, scales, limits } = this.affine(this.requireFitted());
    const matrix = readMatrix(x, { numColumns: centers.length, allowMissing: true });
    const [low, high] = limits ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    return mapColumns(matrix, (column) => {
      const [center, scale] = [centers[column] as number, scales[column] as number];
      return (value) => Math.min(high, Math.max(low, (value - center) / scale));
    });
  }

  /**
   * Turns transformed rows back.
   *
   * @param x [rows, columns]
   * @returns [rows, columns] in the units of the training rows
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   */
  inverseTransform(x: MatrixLike): Matrix {
    const { centers, scales } = this.affine(this.requireFitted());
    return mapColumns(readTransformed(x, centers.length), (column) => {
      const [center, scale] = [centers[column] as number, scales[column] as number];
      return (value) => value * scale + center;
    });
  }
}

/** What to divide by: the range itself, or 1 where it is no more than rounding. */
export function divisorOf(range: number): number {
  return range < 10 * Number.EPSILON ? 1 : range;
}
