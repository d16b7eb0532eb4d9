// Rows of length 1.
import { type Matrix, type MatrixLike, readMatrix } from '../matrix/matrix.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';

const NORMS = ['l1', 'l2', 'max'] as const;

/** What a `Normalizer` may be told. */
export interface NormalizerOptions {
  /** The length: sum of absolute values, Euclidean, or largest absolute value; default l2. */
  readonly norm?: (typeof NORMS)[number];
}

/** What `Normalizer.toJSON` gives. */
export interface NormalizerState extends StateHeader {
  readonly kind: 'Normalizer';
  readonly norm: (typeof NORMS)[number];
}

/**
 * Divides each row by its length, so that only its direction counts, as for word counts of texts of
 * different lengths. It learns nothing and cannot be inverted. A row of zeros stays as it is.
 *
 * @example toRows(new Normalizer().transform([[3, 4]])) // [[0.6, 0.8]]
 * @see sklearn.preprocessing.Normalizer
 */
export class Normalizer {
  readonly #norm: (typeof NORMS)[number];

  constructor(options: NormalizerOptions = {}) {
    this.#norm = options.norm ?? 'l2';
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): Normalizer {
    return new Normalizer({ norm: readState(state, 'Normalizer').oneOf('norm', NORMS) });
  }

  /** Only checks the rows: there is nothing to learn. */
  fit(x: MatrixLike): this {
    readMatrix(x, { allowMissing: false });
    return this;
  }

  /**
   * @param x [rows, columns]
   * @returns [rows, columns]
   * @throws {DataError} when a value is infinite or missing
   */
  transform(x: MatrixLike): Matrix {
    const { values, numRows, numColumns } = readMatrix(x, { allowMissing: false });
    const scaled = values.slice();
    for (let row = 0; row < numRows; row++) {
      const cells = scaled.subarray(row * numColumns, (row + 1) * numColumns);
      const length = LENGTHS[this.#norm](cells) || 1;
      for (let column = 0; column < numColumns; column++) {
        cells[column] = (cells[column] as number) / length;
      }
    }
    return { values: scaled, numRows, numColumns };
  }

  /** `transform`, after the check of `fit`. */
  fitTransform(x: MatrixLike): Matrix {
    return this.transform(x);
  }

  toJSON(): NormalizerState {
    return { kind: 'Normalizer', version: STATE_VERSION, norm: this.#norm };
  }
}

const LENGTHS: Readonly<Record<(typeof NORMS)[number], (cells: Float64Array) => number>> = {
  l1: (cells) => cells.reduce((sum, value) => sum + Math.abs(value), 0),
  l2: euclideanLength,
  max: largest,
};

/** Scaled by the largest value, so that squares neither overflow nor vanish. */
function euclideanLength(cells: Float64Array): number {
  const scale = largest(cells);
  if (scale === 0) return 0;
  return scale * Math.sqrt(cells.reduce((sum, value) => sum + (value / scale) ** 2, 0));
}

function largest(cells: Float64Array): number {
  return cells.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
}
