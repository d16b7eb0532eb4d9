// The numbers that a model sees: one row a sample.

/** A dense matrix, row-major. */
export interface Features {
  /** [rows * columns] */
  readonly values: Float32Array;
  readonly numRows: number;
  readonly numColumns: number;
}
