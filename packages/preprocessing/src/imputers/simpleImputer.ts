// Missing numbers filled in, one value a column.
import { ValueError } from '@dlqr/core/errors';
import { columnNames } from '../matrix/columnNames.ts';
import { buildMatrix, indices, sortedPresent } from '../matrix/columns.ts';
import { type Matrix, type MatrixLike, readMatrix, readTrainingMatrix } from '../matrix/matrix.ts';
import { MatrixTransformer, readTransformed } from '../matrix/matrixTransformer.ts';
import { momentsOf } from '../numeric/moments.ts';
import { median } from '../numeric/quantiles.ts';
import { type JsonNumber, toJsonNumber, toJsonNumbers } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';

const STRATEGIES = ['mean', 'median', 'mostFrequent', 'constant'] as const;

/** How a `SimpleImputer` finds what to fill in. */
export type ImputerStrategy = (typeof STRATEGIES)[number];

/** What a `SimpleImputer` may be told. */
export interface SimpleImputerOptions {
  /** Default mean. Of values that are equally frequent, `mostFrequent` takes the smallest. */
  readonly strategy?: ImputerStrategy;
  /** What `constant` fills in; default 0. */
  readonly fillValue?: number;
  /** Whether a column of 0 and 1 is added for each column with missing training values; default false. */
  readonly addIndicator?: boolean;
  /** Whether columns without any training value are kept, filled with 0 or `fillValue`; default false: they are dropped. */
  readonly keepEmptyColumns?: boolean;
}

/** What `SimpleImputer.toJSON` gives. */
export interface SimpleImputerState extends StateHeader {
  readonly kind: 'SimpleImputer';
  readonly strategy: ImputerStrategy;
  readonly fillValue: JsonNumber;
  readonly addIndicator: boolean;
  readonly keepEmptyColumns: boolean;
  readonly fill: readonly JsonNumber[];
  readonly columnsWithMissing: readonly number[];
}

interface Fill {
  /** What each column is filled with; NaN for a column that is dropped. */
  readonly fill: Float64Array; // [columns]
  /** Columns in which training values were missing, ascending. */
  readonly columnsWithMissing: readonly number[];
}

/**
 * Fills in missing values (NaN), column by column, with a value found in the training rows.
 *
 * A column without any training value is dropped, unless `keepEmptyColumns` is set.
 *
 * @example toRows(new SimpleImputer().fitTransform([[1], [NaN], [3]])) // [[1], [2], [3]]
 * @see sklearn.impute.SimpleImputer
 */
export class SimpleImputer extends MatrixTransformer<Fill> {
  readonly #strategy: ImputerStrategy;
  readonly #fillValue: number;
  readonly #addIndicator: boolean;
  readonly #keepEmptyColumns: boolean;

  /** @throws {ValueError} when `fillValue` is not finite */
  constructor(options: SimpleImputerOptions = {}) {
    super();
    this.#strategy = options.strategy ?? 'mean';
    this.#fillValue = options.fillValue ?? 0;
    this.#addIndicator = options.addIndicator ?? false;
    this.#keepEmptyColumns = options.keepEmptyColumns ?? false;
    if (!Number.isFinite(this.#fillValue)) {
      throw new ValueError(`fillValue is ${this.#fillValue}; expected a finite number`);
    }
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): SimpleImputer {
    const reader = readState(state, 'SimpleImputer');
    const imputer = new SimpleImputer({
      strategy: reader.oneOf('strategy', STRATEGIES),
      fillValue: reader.number('fillValue'),
      addIndicator: reader.boolean('addIndicator'),
      keepEmptyColumns: reader.boolean('keepEmptyColumns'),
    });
    imputer.fitted = {
      fill: reader.numbers('fill'),
      columnsWithMissing: [...reader.numbers('columnsWithMissing')],
    };
    return imputer;
  }

  /** What each column is filled with, [columns]; NaN for a column that is dropped. */
  get fill(): Float64Array {
    return this.requireFitted().fill.slice();
  }

  /**
   * Learns what to fill in.
   *
   * @param x [rows, columns]
   * @throws {ShapeError} when there are no rows or no columns
   * @throws {DataError} when a value is infinite
   */
  override fit(x: MatrixLike): this {
    const matrix = readTrainingMatrix(x, { allowMissing: true });
    const columns = indices(matrix.numColumns).map((column) => sortedPresent(matrix, column));
    this.fitted = {
      fill: Float64Array.from(columns, (sorted) => this.#fillOf(sorted)),
      columnsWithMissing: [...columns.keys()].filter(
        (column) => (columns[column] as Float64Array).length < matrix.numRows,
      ),
    };
    return this;
  }

  /**
   * @param x [rows, columns]
   * @returns [rows, columns kept + indicators]
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   * @throws {DataError} when a value is infinite
   */
  override transform(x: MatrixLike): Matrix {
    const { fill } = this.requireFitted();
    const { values, numRows, numColumns } = readMatrix(x, {
      numColumns: fill.length,
      allowMissing: true,
    });
    const [kept, indicated] = [this.#keptColumns(), this.#indicatedColumns()];
    return buildMatrix(numRows, kept.length + indicated.length, (row, place) => {
      const column = (kept[place] ?? indicated[place - kept.length]) as number;
      const value = values[row * numColumns + column] as number;
      if (place >= kept.length) return Number.isNaN(value) ? 1 : 0;
      return Number.isNaN(value) ? (fill[column] as number) : value;
    });
  }

  /**
   * Makes filled-in values missing again; it takes the indicators to know which they are.
   *
   * @param x [rows, columns kept + indicators]
   * @returns [rows, columns]
   * @throws {ValueError} without `addIndicator`
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than `transform` gives
   */
  inverseTransform(x: MatrixLike): Matrix {
    const { fill } = this.requireFitted();
    if (!this.#addIndicator) {
      throw new ValueError('this imputer has no indicators; expected addIndicator: true', {
        hint: 'Only indicators tell which values were filled in.',
      });
    }
    const [kept, indicated] = [this.#keptColumns(), this.#indicatedColumns()];
    const width = kept.length + indicated.length;
    const { values, numRows } = readTransformed(x, width);
    return buildMatrix(numRows, fill.length, (row, column) => {
      const indicator = indicated.indexOf(column);
      const isMissing = indicator >= 0 && values[row * width + kept.length + indicator] !== 0;
      const place = kept.indexOf(column);
      return isMissing || place < 0 ? Number.NaN : (values[row * width + place] as number);
    });
  }

  /** The names of the columns that `transform` gives, made from those of the input. */
  featureNames(inputs?: readonly string[]): string[] {
    const names = columnNames(this.requireFitted().fill.length, inputs);
    return [
      ...this.#keptColumns().map((column) => `${names[column]}`),
      ...this.#indicatedColumns().map((column) => `${names[column]} missing`),
    ];
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): SimpleImputerState {
    const { fill, columnsWithMissing } = this.requireFitted();
    return {
      kind: 'SimpleImputer',
      version: STATE_VERSION,
      strategy: this.#strategy,
      fillValue: toJsonNumber(this.#fillValue),
      addIndicator: this.#addIndicator,
      keepEmptyColumns: this.#keepEmptyColumns,
      fill: toJsonNumbers(fill),
      columnsWithMissing,
    };
  }

  /** What a column with those values present is filled with; NaN when it is dropped. */
  #fillOf(sorted: Float64Array): number {
    if (sorted.length === 0 && !this.#keepEmptyColumns) return Number.NaN;
    if (this.#strategy === 'constant') return this.#fillValue;
    return sorted.length === 0 ? 0 : STATISTICS[this.#strategy](sorted);
  }

  #keptColumns(): number[] {
    const { fill } = this.requireFitted();
    return indices(fill.length).filter((column) => !Number.isNaN(fill[column] as number));
  }

  #indicatedColumns(): readonly number[] {
    return this.#addIndicator ? this.requireFitted().columnsWithMissing : [];
  }
}

const STATISTICS: Readonly<
  Record<Exclude<ImputerStrategy, 'constant'>, (sorted: Float64Array) => number>
> = {
  mean: (sorted) => momentsOf(sorted).mean,
  median,
  mostFrequent,
};

/** The value with the longest run; of equally long runs the first, which is the smallest value. */
function mostFrequent(sorted: Float64Array): number {
  let [best, bestLength, start] = [Number.NaN, 0, 0];
  for (let index = 1; index <= sorted.length; index++) {
    if (sorted[index] === sorted[start]) continue;
    if (index - start > bestLength) [best, bestLength] = [sorted[start] as number, index - start];
    start = index;
  }
  return best;
}
