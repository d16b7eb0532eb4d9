// Mean 0 and standard deviation 1.
import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { type MatrixLike, readTrainingMatrix } from '../matrix/matrix.ts';
import { columnMoments, isConstant, type Moments, mergeMoments } from '../numeric/moments.ts';
import { type JsonNumber, toJsonNumbers } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';
import { type Affine, AffineScaler } from './affineScaler.ts';

/** What a `StandardScaler` may be told. */
export interface StandardScalerOptions {
  /** Whether to subtract the mean; default true. */
  readonly withMean?: boolean;
  /** Whether to divide by the standard deviation; default true. */
  readonly withStandardDeviation?: boolean;
}

/** What `StandardScaler.toJSON` gives. */
export interface StandardScalerState extends StateHeader {
  readonly kind: 'StandardScaler';
  readonly withMean: boolean;
  readonly withStandardDeviation: boolean;
  readonly weight: readonly JsonNumber[];
  readonly mean: readonly JsonNumber[];
  readonly variance: readonly JsonNumber[];
}

/**
 * Gives each column mean 0 and standard deviation 1, which is what nets train best on.
 *
 * `z = (x - mean) / deviation`, the deviation that of the population (divided by n). Missing values
 * (NaN) are left out in `fit` and kept in `transform`. A constant column is divided by 1.
 *
 * @example
 * const scaler = new StandardScaler().fit([[1], [3]]);
 * toRows(scaler.transform([[5]])) // [[3]]
 * @see sklearn.preprocessing.StandardScaler
 */
export class StandardScaler extends AffineScaler<readonly Moments[]> {
  readonly #withMean: boolean;
  readonly #withDeviation: boolean;

  constructor(options: StandardScalerOptions = {}) {
    super();
    this.#withMean = options.withMean ?? true;
    this.#withDeviation = options.withStandardDeviation ?? true;
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): StandardScaler {
    const reader = readState(state, 'StandardScaler');
    const scaler = new StandardScaler({
      withMean: reader.boolean('withMean'),
      withStandardDeviation: reader.boolean('withStandardDeviation'),
    });
    const weights = reader.numbers('weight');
    const mean = reader.numbers('mean', weights.length);
    const variance = reader.numbers('variance', weights.length);
    scaler.fitted = Array.from(weights, (weight, column) => ({
      weight,
      mean: mean[column] as number,
      variance: variance[column] as number,
    }));
    return scaler;
  }

  /** The mean of each column, [columns]; NaN where all values were missing. */
  get mean(): Float64Array {
    return Float64Array.from(this.requireFitted(), ({ mean }) => mean);
  }

  /** What each column is divided by, [columns]: the standard deviation, or 1 for a constant column. */
  get scale(): Float64Array {
    return Float64Array.from(this.requireFitted(), scaleOf);
  }

  /**
   * Learns mean and deviation of each column.
   *
   * @param x [rows, columns]
   * @param options.sampleWeight how much each row counts, [rows], 0 or more; default all the same
   * @throws {ShapeError} when there are no rows or no columns, or not one weight a row
   * @throws {DataError} when a value is infinite, or too large to be squared
   * @throws {ValueError} when a weight is negative or not finite
   */
  override fit(x: MatrixLike, options: { readonly sampleWeight?: ArrayLike<number> } = {}): this {
    this.fitted = null;
    return this.partialFit(x, options);
  }

  /** As `fit`, but adds the rows to those of earlier calls, for data that comes in pieces. */
  partialFit(x: MatrixLike, options: { readonly sampleWeight?: ArrayLike<number> } = {}): this {
    const before = this.fitted;
    const matrix = readTrainingMatrix(x, {
      allowMissing: true,
      ...(before && { numColumns: before.length }),
    });
    const weights = options.sampleWeight && readWeights(options.sampleWeight, matrix.numRows);
    const moments = columnMoments(matrix, weights ?? null);
    const tooLarge = moments.findIndex(
      ({ weight, variance }) => weight > 0 && !Number.isFinite(variance),
    );
    if (tooLarge >= 0) {
      throw new DataError(`column ${tooLarge} has values too large to be squared`, {
        hint: 'Take logarithms, or use RobustScaler.',
      });
    }
    this.fitted = before
      ? moments.map((added, column) => mergeMoments(before[column] as Moments, added))
      : moments;
    return this;
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): StandardScalerState {
    const fitted = this.requireFitted();
    return {
      kind: 'StandardScaler',
      version: STATE_VERSION,
      withMean: this.#withMean,
      withStandardDeviation: this.#withDeviation,
      weight: toJsonNumbers(fitted.map(({ weight }) => weight)),
      mean: toJsonNumbers(fitted.map(({ mean }) => mean)),
      variance: toJsonNumbers(fitted.map(({ variance }) => variance)),
    };
  }

  protected override affine(fitted: readonly Moments[]): Affine {
    const withMean = this.#withMean;
    const withDeviation = this.#withDeviation;
    return {
      centers: Float64Array.from(fitted, ({ mean }) => (withMean ? mean : 0)),
      scales: Float64Array.from(fitted, (moments) => (withDeviation ? scaleOf(moments) : 1)),
      limits: null,
    };
  }
}

function scaleOf(moments: Moments): number {
  return isConstant(moments) ? 1 : Math.sqrt(moments.variance);
}

function readWeights(weights: ArrayLike<number>, numRows: number): Float64Array {
  if (weights.length !== numRows) {
    throw new ShapeError(`sampleWeight has ${weights.length} entries; expected ${numRows}`);
  }
  const copy = Float64Array.from(weights);
  const wrong = copy.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong < 0) return copy;
  throw new ValueError(`sampleWeight[${wrong}] is ${copy[wrong]}; expected 0 or more`);
}
