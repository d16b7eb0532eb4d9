// Median 0 and interquartile range 1: outliers hardly count.
import { ValueError } from '@dlqr/core/errors';
import { indices, sortedPresent } from '../matrix/columns.ts';
import { type MatrixLike, readTrainingMatrix } from '../matrix/matrix.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { median, quantile } from '../numeric/quantiles.ts';
import { type JsonNumber, toJsonNumbers } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';
import { type Affine, AffineScaler, divisorOf } from './affineScaler.ts';

/** What a `RobustScaler` may be told. */
export interface RobustScalerOptions {
  /** Whether to subtract the median; default true. */
  readonly withCentering?: boolean;
  /** Whether to divide by the range between the quantiles; default true. */
  readonly withScaling?: boolean;
  /** The quantiles, in percent; default [25, 75]. */
  readonly quantileRange?: readonly [low: number, high: number];
  /** Whether normal data shall come out with variance 1; default false. */
  readonly unitVariance?: boolean;
}

/** What `RobustScaler.toJSON` gives. */
export interface RobustScalerState extends StateHeader {
  readonly kind: 'RobustScaler';
  readonly withCentering: boolean;
  readonly withScaling: boolean;
  readonly quantileRange: readonly JsonNumber[];
  readonly unitVariance: boolean;
  readonly center: readonly JsonNumber[];
  readonly scale: readonly JsonNumber[];
}

interface CenterAndScale {
  readonly center: Float64Array; // [columns]
  readonly scale: Float64Array; // [columns]
}

/**
 * Gives each column median 0 and interquartile range 1. Other than the mean and the deviation, these
 * do not care how far away outliers are.
 *
 * Missing values (NaN) are left out in `fit` and kept in `transform`. A column whose quartiles are
 * equal is divided by 1.
 *
 * @example
 * const scaler = new RobustScaler().fit([[1], [2], [3], [4], [1000]]);
 * toRows(scaler.transform([[5]])) // [[1]]
 * @see sklearn.preprocessing.RobustScaler
 */
export class RobustScaler extends AffineScaler<CenterAndScale> {
  readonly #options: Required<RobustScalerOptions>;

  /** @throws {ValueError} when the quantiles are not ascending between 0 and 100 */
  constructor(options: RobustScalerOptions = {}) {
    super();
    const [low, high] = options.quantileRange ?? [25, 75];
    if (!(low >= 0 && low < high && high <= 100)) {
      throw new ValueError(
        `quantileRange is [${low}, ${high}]; expected ascending percentages from 0 to 100`,
      );
    }
    if (options.unitVariance && (low === 0 || high === 100)) {
      throw new ValueError(
        `quantileRange is [${low}, ${high}]; with unitVariance expected it inside 0 to 100`,
      );
    }
    this.#options = {
      withCentering: options.withCentering ?? true,
      withScaling: options.withScaling ?? true,
      quantileRange: [low, high],
      unitVariance: options.unitVariance ?? false,
    };
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): RobustScaler {
    const reader = readState(state, 'RobustScaler');
    const [low, high] = reader.numbers('quantileRange', 2);
    const scaler = new RobustScaler({
      withCentering: reader.boolean('withCentering'),
      withScaling: reader.boolean('withScaling'),
      quantileRange: [low as number, high as number],
      unitVariance: reader.boolean('unitVariance'),
    });
    const center = reader.numbers('center');
    scaler.fitted = { center, scale: reader.numbers('scale', center.length) };
    return scaler;
  }

  /**
   * Learns median and quantile range of each column.
   *
   * @param x [rows, columns]
   * @throws {ShapeError} when there are no rows or no columns
   * @throws {DataError} when a value is infinite
   */
  override fit(x: MatrixLike): this {
    const matrix = readTrainingMatrix(x, { allowMissing: true });
    const { withCentering, withScaling, quantileRange, unitVariance } = this.#options;
    const [low, high] = [quantileRange[0] / 100, quantileRange[1] / 100];
    const unit = unitVariance ? normalQuantile(high) - normalQuantile(low) : 1;
    const columns = indices(matrix.numColumns).map((column) => sortedPresent(matrix, column));
    this.fitted = {
      center: Float64Array.from(columns, (sorted) => (withCentering ? median(sorted) : 0)),
      scale: Float64Array.from(columns, (sorted) =>
        withScaling ? divisorOf(quantile(sorted, high) - quantile(sorted, low)) / unit : 1,
      ),
    };
    return this;
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): RobustScalerState {
    const { center, scale } = this.requireFitted();
    return {
      kind: 'RobustScaler',
      version: STATE_VERSION,
      ...this.#options,
      quantileRange: toJsonNumbers(this.#options.quantileRange),
      center: toJsonNumbers(center),
      scale: toJsonNumbers(scale),
    };
  }

  protected override affine({ center, scale }: CenterAndScale): Affine {
    return { centers: center, scales: scale, limits: null };
  }
}
