// Any distribution made uniform or normal, by ranks.
import { ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { columnValues, indices, mapColumns, presentValues } from '../matrix/columns.ts';
import { type Matrix, type MatrixLike, readMatrix, readTrainingMatrix } from '../matrix/matrix.ts';
import { MatrixTransformer, readTransformed } from '../matrix/matrixTransformer.ts';
import { checkCount } from '../numeric/checks.ts';
import { normalCdf, normalQuantile } from '../numeric/normal.ts';
import { lowerBound, quantile, upperBound } from '../numeric/quantiles.ts';
import { type JsonNumber, toJsonNumbers } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';

const DISTRIBUTIONS = ['uniform', 'normal'] as const;

/** What a `QuantileTransformer` may be told. */
export interface QuantileTransformerOptions {
  /** How many quantiles stand for the distribution; default 1000, at most the number of rows. */
  readonly numQuantiles?: number;
  /** What the columns become: uniform on 0 to 1, or normal with mean 0 and deviation 1; default uniform. */
  readonly outputDistribution?: (typeof DISTRIBUTIONS)[number];
  /** So many rows, drawn at random, are enough to find the quantiles; default 10,000; null takes all. */
  readonly subsample?: number | null;
  /** Seed of that draw; default 0. */
  readonly seed?: number;
}

/** What `QuantileTransformer.toJSON` gives. */
export interface QuantileTransformerState extends StateHeader {
  readonly kind: 'QuantileTransformer';
  readonly numQuantiles: number;
  readonly outputDistribution: (typeof DISTRIBUTIONS)[number];
  readonly subsample: number | null;
  readonly seed: number;
  readonly quantiles: readonly (readonly JsonNumber[])[];
}

/** Shares this close to 0 or 1 count as the end itself in normal output, as in scikit-learn. */
const THRESHOLD = 1e-7;
/** The normal output of values at or beyond the ends of the training rows: about ±5.2. */
const NORMAL_LIMIT = normalQuantile(1 - (THRESHOLD - Number.EPSILON));

/**
 * Spreads each column evenly (or normally) by replacing values by their rank among the training
 * rows. It takes out any skew and any outlier; distances between values are not kept.
 *
 * Values between two quantiles are interpolated, equal quantiles share the middle of their ranks.
 * Missing values (NaN) are left out in `fit` and kept in `transform`.
 *
 * @example toRows(new QuantileTransformer().fitTransform([[1], [10], [1000]])) // [[0], [0.5], [1]]
 * @see sklearn.preprocessing.QuantileTransformer
 */
export class QuantileTransformer extends MatrixTransformer<readonly Float64Array[]> {
  readonly #numQuantiles: number;
  readonly #distribution: (typeof DISTRIBUTIONS)[number];
  readonly #subsample: number | null;
  readonly #seed: number;

  /** @throws {ValueError} when there are no quantiles, or more than rows to find them in */
  constructor(options: QuantileTransformerOptions = {}) {
    super();
    this.#numQuantiles = options.numQuantiles ?? 1000;
    this.#distribution = options.outputDistribution ?? 'uniform';
    this.#subsample = options.subsample === undefined ? 10_000 : options.subsample;
    this.#seed = options.seed ?? 0;
    checkCount('numQuantiles', this.#numQuantiles, 1);
    if (this.#subsample === null) return;
    checkCount('subsample', this.#subsample, 1);
    if (this.#numQuantiles > this.#subsample) {
      throw new ValueError(
        `numQuantiles is ${this.#numQuantiles}; expected at most the subsample of ${this.#subsample} rows`,
      );
    }
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): QuantileTransformer {
    const reader = readState(state, 'QuantileTransformer');
    const transformer = new QuantileTransformer({
      numQuantiles: reader.number('numQuantiles'),
      outputDistribution: reader.oneOf('outputDistribution', DISTRIBUTIONS),
      subsample: reader.value('subsample') === null ? null : reader.number('subsample'),
      seed: reader.number('seed'),
    });
    transformer.fitted = reader.numberLists('quantiles');
    return transformer;
  }

  /**
   * Learns the quantiles of each column.
   *
   * @param x [rows, columns]
   * @throws {ShapeError} when there are no rows or no columns
   * @throws {DataError} when a value is infinite
   */
  override fit(x: MatrixLike): this {
    const matrix = readTrainingMatrix(x, { allowMissing: true });
    const numQuantiles = Math.min(this.#numQuantiles, matrix.numRows);
    const rows = this.#drawRows(matrix.numRows);
    this.fitted = indices(matrix.numColumns).map((column) => {
      const values = columnValues(matrix, column);
      const drawn = rows ? Float64Array.from(rows, (row) => values[row] as number) : values;
      const sorted = presentValues(drawn).sort();
      return Float64Array.from({ length: numQuantiles }, (_, index) =>
        quantile(sorted, shareAt(index, numQuantiles)),
      );
    });
    return this;
  }

  /**
   * @param x [rows, columns]
   * @returns [rows, columns]; 0 to 1, or about -5.2 to 5.2 in normal output; NaN stays NaN
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   * @throws {DataError} when a value is infinite
   */
  override transform(x: MatrixLike): Matrix {
    const columns = this.requireFitted();
    const matrix = readMatrix(x, { numColumns: columns.length, allowMissing: true });
    const isNormal = this.#distribution === 'normal';
    return mapColumns(matrix, (column) => {
      const quantiles = columns[column] as Float64Array;
      return isNormal
        ? (value) => normalScore(quantiles, value)
        : (value) => shareBelow(quantiles, value);
    });
  }

  /**
   * Turns transformed rows back, up to the interpolation between quantiles.
   *
   * @param x [rows, columns]
   * @returns [rows, columns], never beyond the training rows
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   */
  inverseTransform(x: MatrixLike): Matrix {
    const columns = this.requireFitted();
    const isNormal = this.#distribution === 'normal';
    return mapColumns(readTransformed(x, columns.length), (column) => {
      const quantiles = columns[column] as Float64Array;
      return (value) => valueAt(quantiles, isNormal ? snapToEnds(normalCdf(value)) : value);
    });
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): QuantileTransformerState {
    return {
      kind: 'QuantileTransformer',
      version: STATE_VERSION,
      numQuantiles: this.#numQuantiles,
      outputDistribution: this.#distribution,
      subsample: this.#subsample,
      seed: this.#seed,
      quantiles: this.requireFitted().map(toJsonNumbers),
    };
  }

  #drawRows(numRows: number): Int32Array | null {
    if (this.#subsample === null || numRows <= this.#subsample) return null;
    return new Random(this.#seed, 'QuantileTransformer').sample(numRows, this.#subsample);
  }
}

/** The share that quantile `index` stands for. */
function shareAt(index: number, numQuantiles: number): number {
  return numQuantiles === 1 ? 0 : index / (numQuantiles - 1);
}

/** The share of the training rows below `value`; in the middle of the step where they stand still. */
function shareBelow(quantiles: Float64Array, value: number): number {
  const last = quantiles.length - 1;
  if (Number.isNaN(value) || Number.isNaN(quantiles[0] as number)) return Number.NaN;
  if (value <= (quantiles[0] as number)) return 0;
  if (value >= (quantiles[last] as number)) return 1;
  const first = lowerBound(quantiles, value);
  if (quantiles[first] === value) {
    const final = upperBound(quantiles, value) - 1;
    return (shareAt(first, last + 1) + shareAt(final, last + 1)) / 2;
  }
  const [low, high] = [quantiles[first - 1] as number, quantiles[first] as number];
  return (first - 1 + (value - low) / (high - low)) / last;
}

function normalScore(quantiles: Float64Array, value: number): number {
  if (value - THRESHOLD < (quantiles[0] as number)) return -NORMAL_LIMIT;
  if (value + THRESHOLD > (quantiles.at(-1) as number)) return NORMAL_LIMIT;
  const score = normalQuantile(shareBelow(quantiles, value));
  return Math.max(-NORMAL_LIMIT, Math.min(NORMAL_LIMIT, score));
}

function snapToEnds(share: number): number {
  if (share < THRESHOLD) return 0;
  return share > 1 - THRESHOLD ? 1 : share;
}

/** The value below which a share of the training rows lies. */
function valueAt(quantiles: Float64Array, share: number): number {
  return Number.isNaN(share) ? share : quantile(quantiles, Math.max(0, Math.min(1, share)));
}
