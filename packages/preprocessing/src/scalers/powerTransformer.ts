// Skewed columns made as normal as a power can make them.
import { DataError } from '@dlqr/core/errors';
import { columnValues, indices, mapColumns, presentValues } from '../matrix/columns.ts';
import { type Matrix, type MatrixLike, readMatrix, readTrainingMatrix } from '../matrix/matrix.ts';
import { MatrixTransformer, readTransformed } from '../matrix/matrixTransformer.ts';
import { bestPower, POWER_METHODS, type PowerMethod, powerFunctions } from '../numeric/powers.ts';
import { type JsonNumber, toJsonNumbers } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';
import { StandardScaler, type StandardScalerState } from './standardScaler.ts';

/** What a `PowerTransformer` may be told. */
export interface PowerTransformerOptions {
  /** `yeoJohnson` takes any numbers, `boxCox` only positive ones; default yeoJohnson. */
  readonly method?: PowerMethod;
  /** Whether the result is given mean 0 and deviation 1; default true. */
  readonly standardize?: boolean;
}

/** What `PowerTransformer.toJSON` gives. */
export interface PowerTransformerState extends StateHeader {
  readonly kind: 'PowerTransformer';
  readonly method: PowerMethod;
  readonly lambdas: readonly JsonNumber[];
  readonly scaler: StandardScalerState | null;
}

interface Powers {
  readonly lambdas: Float64Array; // [columns]
  readonly scaler: StandardScaler | null;
}

/**
 * Takes the skew out of each column by the power that makes it most like a normal distribution.
 *
 * Box-Cox: `(x^λ - 1) / λ`, or `ln x` for λ = 0. Yeo-Johnson: the same of `x + 1` for x ≥ 0, and of
 * `1 - x` with `2 - λ` and the sign turned for x < 0. λ maximises the likelihood. Missing values
 * (NaN) are left out in `fit` and kept in `transform`; constant columns have λ = 1.
 *
 * @example
 * const transformer = new PowerTransformer({ method: 'boxCox', standardize: false });
 * transformer.fit([[1], [10], [100], [1000]]).lambdas // [0], up to rounding: the logarithm
 * @see Yeo and Johnson, "A new family of power transformations", 2000; sklearn.preprocessing.PowerTransformer
 */
export class PowerTransformer extends MatrixTransformer<Powers> {
  readonly #method: PowerMethod;
  readonly #standardize: boolean;

  constructor(options: PowerTransformerOptions = {}) {
    super();
    this.#method = options.method ?? 'yeoJohnson';
    this.#standardize = options.standardize ?? true;
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): PowerTransformer {
    const reader = readState(state, 'PowerTransformer');
    const scaler = reader.value('scaler');
    const transformer = new PowerTransformer({
      method: reader.oneOf('method', POWER_METHODS),
      standardize: scaler !== null,
    });
    transformer.fitted = {
      lambdas: reader.numbers('lambdas'),
      scaler: scaler === null ? null : StandardScaler.fromJSON(scaler),
    };
    return transformer;
  }

  /** The power of each column, [columns]. */
  get lambdas(): Float64Array {
    return this.requireFitted().lambdas.slice();
  }

  /**
   * Learns the power of each column.
   *
   * @param x [rows, columns]
   * @throws {ShapeError} when there are no rows or no columns
   * @throws {DataError} when a value is infinite, or with `boxCox` not positive
   */
  override fit(x: MatrixLike): this {
    const matrix = this.#checkPositive(readTrainingMatrix(x, { allowMissing: true }));
    const lambdas = Float64Array.from(indices(matrix.numColumns), (column) =>
      bestPower(this.#method, presentValues(columnValues(matrix, column))),
    );
    const raised = raise(matrix, this.#method, lambdas);
    this.fitted = { lambdas, scaler: this.#standardize ? new StandardScaler().fit(raised) : null };
    return this;
  }

  /**
   * @param x [rows, columns]
   * @returns [rows, columns]; NaN stays NaN
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   * @throws {DataError} when a value is infinite, or with `boxCox` not positive
   */
  override transform(x: MatrixLike): Matrix {
    const { lambdas, scaler } = this.requireFitted();
    const matrix = readMatrix(x, { numColumns: lambdas.length, allowMissing: true });
    const raised = raise(this.#checkPositive(matrix), this.#method, lambdas);
    return scaler ? scaler.transform(raised) : raised;
  }

  /**
   * Turns transformed rows back.
   *
   * @param x [rows, columns]
   * @returns [rows, columns]; NaN for what no value is transformed to
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   */
  inverseTransform(x: MatrixLike): Matrix {
    const { lambdas, scaler } = this.requireFitted();
    const { inverse } = powerFunctions(this.#method);
    const raised = scaler ? scaler.inverseTransform(x) : readTransformed(x, lambdas.length);
    return mapColumns(raised, (column) => {
      const lambda = lambdas[column] as number;
      return (value) => inverse(value, lambda);
    });
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): PowerTransformerState {
    const { lambdas, scaler } = this.requireFitted();
    return {
      kind: 'PowerTransformer',
      version: STATE_VERSION,
      method: this.#method,
      lambdas: toJsonNumbers(lambdas),
      scaler: scaler?.toJSON() ?? null,
    };
  }

  #checkPositive(matrix: Matrix): Matrix {
    if (this.#method !== 'boxCox') return matrix;
    const wrong = matrix.values.findIndex((value) => value <= 0);
    if (wrong < 0) return matrix;
    const [row, column] = [Math.floor(wrong / matrix.numColumns), wrong % matrix.numColumns];
    throw new DataError(
      `row ${row}, column ${column} is ${matrix.values[wrong]}; boxCox expects numbers above 0`,
      { hint: 'Use the method yeoJohnson, which takes any numbers.' },
    );
  }
}

function raise(matrix: Matrix, method: PowerMethod, lambdas: Float64Array): Matrix {
  const { forward } = powerFunctions(method);
  return mapColumns(matrix, (column) => {
    const lambda = lambdas[column] as number;
    return (value) => forward(value, lambda);
  });
}
