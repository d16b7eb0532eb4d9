// What the scalers share that look at smallest and largest values.
import { type MatrixLike, readTrainingMatrix } from '../matrix/matrix.ts';
import { columnExtremes, type Extremes, mergeExtremes } from '../numeric/extremes.ts';
import { AffineScaler } from './affineScaler.ts';

/** A linear scaler that learns the extremes of each column. */
export abstract class ExtremesScaler extends AffineScaler<Extremes> {
  /**
   * Learns the extremes of each column.
   *
   * @param x [rows, columns]
   * @throws {ShapeError} when there are no rows or no columns
   * @throws {DataError} when a value is infinite
   */
  override fit(x: MatrixLike): this {
    this.fitted = null;
    return this.partialFit(x);
  }

  /** As `fit`, but adds the rows to those of earlier calls, for data that comes in pieces. */
  partialFit(x: MatrixLike): this {
    const before = this.fitted;
    const numColumns = before?.low.length;
    const matrix = readTrainingMatrix(x, { allowMissing: true, ...(numColumns && { numColumns }) });
    const extremes = columnExtremes(matrix);
    this.fitted = before ? mergeExtremes(before, extremes) : extremes;
    return this;
  }
}
