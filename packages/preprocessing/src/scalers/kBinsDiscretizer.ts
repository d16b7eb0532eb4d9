// Numbers put into bins.
import { ShapeError } from '@dlqr/core/errors';
import { columnNames } from '../matrix/columnNames.ts';
import { buildMatrix, indices, mapColumns, sortedPresent } from '../matrix/columns.ts';
import { type Matrix, type MatrixLike, readMatrix, readTrainingMatrix } from '../matrix/matrix.ts';
import { MatrixTransformer, readTransformed } from '../matrix/matrixTransformer.ts';
import { BIN_STRATEGIES, type BinStrategy, binEdges } from '../numeric/bins.ts';
import { checkCount } from '../numeric/checks.ts';
import { upperBound } from '../numeric/quantiles.ts';
import { type JsonNumber, toJsonNumbers } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';

const ENCODINGS = ['oneHot', 'ordinal'] as const;

/** What a `KBinsDiscretizer` may be told. */
export interface KBinsDiscretizerOptions {
  /** How many bins, 2 or more, for all columns or for each; default 5. */
  readonly numBins?: number | readonly number[];
  /** A column of 0 and 1 for each bin, or the number of the bin; default oneHot. */
  readonly encode?: (typeof ENCODINGS)[number];
  /**
   * Bins of equal width (`uniform`), of equally many training rows (`quantile`), or around the
   * centres of clusters (`kMeans`); default quantile.
   */
  readonly strategy?: BinStrategy;
}

/** What `KBinsDiscretizer.toJSON` gives. */
export interface KBinsDiscretizerState extends StateHeader {
  readonly kind: 'KBinsDiscretizer';
  readonly numBins: readonly JsonNumber[];
  readonly encode: (typeof ENCODINGS)[number];
  readonly strategy: BinStrategy;
  readonly edges: readonly (readonly JsonNumber[])[];
}

/**
 * Replaces numbers by the bin they fall into, so that a linear model can follow a curve.
 *
 * A bin holds its lower edge and not its upper one; values beyond the training rows fall into the
 * first or the last bin. There are fewer bins where edges coincide, and one for a constant column.
 *
 * @example
 * const bins = new KBinsDiscretizer({ numBins: 2, encode: 'ordinal', strategy: 'uniform' });
 * toRows(bins.fitTransform([[0], [4], [6], [10]])) // [[0], [0], [1], [1]]
 * @see sklearn.preprocessing.KBinsDiscretizer
 */
export class KBinsDiscretizer extends MatrixTransformer<readonly Float64Array[]> {
  readonly #numBins: number | readonly number[];
  readonly #encode: (typeof ENCODINGS)[number];
  readonly #strategy: BinStrategy;

  /** @throws {ValueError} when a column has fewer than 2 bins */
  constructor(options: KBinsDiscretizerOptions = {}) {
    super();
    this.#numBins = options.numBins ?? 5;
    this.#encode = options.encode ?? 'oneHot';
    this.#strategy = options.strategy ?? 'quantile';
    for (const count of [this.#numBins].flat()) checkCount('numBins', count, 2);
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): KBinsDiscretizer {
    const reader = readState(state, 'KBinsDiscretizer');
    const numBins = [...reader.numbers('numBins')];
    const discretizer = new KBinsDiscretizer({
      // One number stands for all columns, as it was given.
      numBins: numBins.length === 1 ? (numBins[0] as number) : numBins,
      encode: reader.oneOf('encode', ENCODINGS),
      strategy: reader.oneOf('strategy', BIN_STRATEGIES),
    });
    discretizer.fitted = reader.numberLists('edges');
    return discretizer;
  }

  /** The edges of the bins of each column, ascending, [columns][bins + 1]. */
  get edges(): readonly Float64Array[] {
    return this.requireFitted().map((edges) => edges.slice());
  }

  /**
   * Learns the edges of the bins.
   *
   * @param x [rows, columns]
   * @throws {ShapeError} when there are no rows or no columns, or not one number of bins a column
   * @throws {DataError} when a value is infinite or missing
   */
  override fit(x: MatrixLike): this {
    const matrix = readTrainingMatrix(x, { allowMissing: false });
    const counts = [this.#numBins].flat();
    if (counts.length !== 1 && counts.length !== matrix.numColumns) {
      throw new ShapeError(
        `numBins has ${counts.length} entries; expected one for each of ${matrix.numColumns} columns`,
      );
    }
    this.fitted = indices(matrix.numColumns).map((column) => {
      const count = (counts[column] ?? counts[0]) as number;
      return binEdges(sortedPresent(matrix, column), count, this.#strategy);
    });
    return this;
  }

  /**
   * @param x [rows, columns]
   * @returns bin numbers [rows, columns], or 0 and 1 [rows, all bins]
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   * @throws {DataError} when a value is infinite or missing
   */
  override transform(x: MatrixLike): Matrix {
    const columns = this.requireFitted();
    const matrix = readMatrix(x, { numColumns: columns.length, allowMissing: false });
    const bins = mapColumns(matrix, (column) => {
      const inner = (columns[column] as Float64Array).subarray(1, -1);
      return (value) => upperBound(inner, value);
    });
    return this.#encode === 'ordinal' ? bins : this.#spread(bins);
  }

  /**
   * The middle of the bin of each value.
   *
   * @param x [rows, columns] as `transform` gives them
   * @returns [rows, columns]
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than `transform` gives
   */
  inverseTransform(x: MatrixLike): Matrix {
    const columns = this.requireFitted();
    const starts = this.#starts();
    const isOrdinal = this.#encode === 'ordinal';
    const { values, numRows, numColumns } = readTransformed(
      x,
      isOrdinal ? columns.length : (starts.at(-1) as number),
    );
    return buildMatrix(numRows, columns.length, (row, column) => {
      const edges = columns[column] as Float64Array;
      const start = row * numColumns + (isOrdinal ? column : (starts[column] as number));
      const bin = isOrdinal
        ? (values[start] as number)
        : indexOfLargest(values.subarray(start, start + edges.length - 1));
      const [low, high] = [edges[bin] as number, edges[bin + 1] as number];
      return low + (high - low) / 2;
    });
  }

  /** The names of the columns that `transform` gives, made from those of the input. */
  featureNames(inputs?: readonly string[]): string[] {
    const columns = this.requireFitted();
    const names = columnNames(columns.length, inputs);
    if (this.#encode === 'ordinal') return names;
    return columns.flatMap((edges, column) =>
      indices(edges.length - 1).map((bin) => `${names[column]}=${bin}`),
    );
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): KBinsDiscretizerState {
    return {
      kind: 'KBinsDiscretizer',
      version: STATE_VERSION,
      numBins: [this.#numBins].flat(),
      encode: this.#encode,
      strategy: this.#strategy,
      edges: this.requireFitted().map(toJsonNumbers),
    };
  }

  /** Where the bins of each column begin in one-hot form, and the end. */
  #starts(): number[] {
    const starts = [0];
    for (const edges of this.requireFitted())
      starts.push((starts.at(-1) as number) + edges.length - 1);
    return starts;
  }

  #spread(bins: Matrix): Matrix {
    const starts = this.#starts();
    const numColumns = starts.at(-1) as number;
    const values = new Float64Array(bins.numRows * numColumns);
    bins.values.forEach((bin, index) => {
      const row = Math.floor(index / bins.numColumns);
      values[row * numColumns + (starts[index % bins.numColumns] as number) + bin] = 1;
    });
    return { values, numRows: bins.numRows, numColumns };
  }
}

function indexOfLargest(values: Float64Array): number {
  return values.reduce(
    (best, value, index) => (value > (values[best] as number) ? index : best),
    0,
  );
}
