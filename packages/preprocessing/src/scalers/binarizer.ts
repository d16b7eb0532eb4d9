// 0 and 1 by a threshold.
import { ValueError } from '@dlqr/core/errors';
import { mapColumns } from '../matrix/columns.ts';
import { type Matrix, type MatrixLike, readMatrix } from '../matrix/matrix.ts';
import { type JsonNumber, toJsonNumber } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';

/** What a `Binarizer` may be told. */
export interface BinarizerOptions {
  /** Values above it become 1, others 0; default 0. */
  readonly threshold?: number;
}

/** What `Binarizer.toJSON` gives. */
export interface BinarizerState extends StateHeader {
  readonly kind: 'Binarizer';
  readonly threshold: JsonNumber;
}

/**
 * Makes values above a threshold 1 and all others 0. It learns nothing and cannot be inverted.
 *
 * @example toRows(new Binarizer({ threshold: 1 }).transform([[0, 1, 2]])) // [[0, 0, 1]]
 * @see sklearn.preprocessing.Binarizer
 */
export class Binarizer {
  readonly #threshold: number;

  /** @throws {ValueError} when the threshold is NaN */
  constructor(options: BinarizerOptions = {}) {
    this.#threshold = options.threshold ?? 0;
    if (Number.isNaN(this.#threshold)) throw new ValueError('threshold is NaN; expected a number');
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): Binarizer {
    return new Binarizer({ threshold: readState(state, 'Binarizer').number('threshold') });
  }

  /** Only checks the rows: there is nothing to learn. */
  fit(x: MatrixLike): this {
    readMatrix(x, { allowMissing: false });
    return this;
  }

  /**
   * @param x [rows, columns]
   * @returns [rows, columns] of 0 and 1
   * @throws {DataError} when a value is infinite or missing
   */
  transform(x: MatrixLike): Matrix {
    const threshold = this.#threshold;
    return mapColumns(
      readMatrix(x, { allowMissing: false }),
      () => (value) => (value > threshold ? 1 : 0),
    );
  }

  /** `transform`, after the check of `fit`. */
  fitTransform(x: MatrixLike): Matrix {
    return this.transform(x);
  }

  toJSON(): BinarizerState {
    return {
      kind: 'Binarizer',
      version: STATE_VERSION,
      threshold: toJsonNumber(this.#threshold),
    };
  }
}
