// Class names as columns of 0 and 1.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { buildMatrix, indices } from '../matrix/columns.ts';
import type { Matrix, MatrixLike } from '../matrix/matrix.ts';
import { readTransformed } from '../matrix/matrixTransformer.ts';
import { type JsonNumber, toJsonNumber } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';
import { type ClassLabel, LabelEncoder, type LabelEncoderState } from './labelEncoder.ts';

/** What a `LabelBinarizer` may be told. */
export interface LabelBinarizerOptions {
  /** What stands for "not this class"; default 0. */
  readonly negativeValue?: number;
  /** What stands for "this class"; default 1. */
  readonly positiveValue?: number;
}

/** What `LabelBinarizer.toJSON` gives. */
export interface LabelBinarizerState extends StateHeader {
  readonly kind: 'LabelBinarizer';
  readonly negativeValue: JsonNumber;
  readonly positiveValue: JsonNumber;
  readonly labels: LabelEncoderState;
}

/**
 * Turns a target of classes into what a net is trained on: one column for two classes (1 is the
 * second), or a column for each of more.
 *
 * @example
 * const binarizer = new LabelBinarizer().fit(['cat', 'dog', 'owl']);
 * toRows(binarizer.transform(['dog'])) // [[0, 1, 0]]
 * binarizer.inverseTransform([[0.1, 0.2, 0.7]]) // ['owl']
 * @see sklearn.preprocessing.LabelBinarizer
 */
export class LabelBinarizer {
  readonly #negative: number;
  readonly #positive: number;
  #labels: LabelEncoder = new LabelEncoder();

  /** @throws {ValueError} when the two values are not in ascending order */
  constructor(options: LabelBinarizerOptions = {}) {
    this.#negative = options.negativeValue ?? 0;
    this.#positive = options.positiveValue ?? 1;
    if (this.#negative < this.#positive) return;
    throw new ValueError(
      `negativeValue is ${this.#negative} and positiveValue ${this.#positive}; expected the first below the second`,
    );
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): LabelBinarizer {
    const reader = readState(state, 'LabelBinarizer');
    const binarizer = new LabelBinarizer({
      negativeValue: reader.number('negativeValue'),
      positiveValue: reader.number('positiveValue'),
    });
    binarizer.#labels = LabelEncoder.fromJSON(reader.value('labels'));
    return binarizer;
  }

  /**
   * The names of the classes, ascending.
   *
   * @throws {NotFittedError} before `fit`
   */
  get classes(): readonly ClassLabel[] {
    return this.#labels.classes;
  }

  /**
   * Learns the classes.
   *
   * @param labels [rows]
   * @throws {ShapeError} when there are none
   * @throws {DataError} when one is missing, or no text, finite number or boolean
   */
  fit(labels: ArrayLike<ClassLabel>): this {
    this.#labels.fit(labels);
    return this;
  }

  /**
   * @param labels [rows]
   * @returns [rows, 1] for up to two classes, [rows, classes] for more
   * @throws {NotFittedError} before `fit`
   * @throws {DataError} when a label is not one of the classes
   */
  transform(labels: ArrayLike<ClassLabel>): Matrix {
    const codes = this.#labels.transform(labels);
    const width = this.#width();
    return buildMatrix(codes.length, width, (row, column) => {
      const target = width === 1 ? 1 : column;
      return codes[row] === target ? this.#positive : this.#negative;
    });
  }

  /** `fit` and `transform` of the same labels. */
  fitTransform(labels: ArrayLike<ClassLabel>): Matrix {
    return this.fit(labels).transform(labels);
  }

  /**
   * The class of the largest value of each row; with one column the second class above the middle of
   * the two values, so that a net's outputs can be given as they are.
   *
   * @param x [rows, 1] or [rows, classes]
   * @returns [rows]
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than `transform` gives
   */
  inverseTransform(x: MatrixLike): ClassLabel[] {
    const width = this.#width();
    const { values, numRows } = readTransformed(x, width);
    const middle = (this.#negative + this.#positive) / 2;
    const codes = indices(numRows).map((row) => {
      const cells = values.subarray(row * width, (row + 1) * width);
      if (width > 1) return cells.indexOf(Math.max(...cells));
      return this.classes.length > 1 && (cells[0] as number) > middle ? 1 : 0;
    });
    return this.#labels.inverseTransform(codes);
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): LabelBinarizerState {
    return {
      kind: 'LabelBinarizer',
      version: STATE_VERSION,
      negativeValue: toJsonNumber(this.#negative),
      positiveValue: toJsonNumber(this.#positive),
      labels: this.#labels.toJSON(),
    };
  }

  #width(): number {
    return this.classes.length <= 2 ? 1 : this.classes.length;
  }
}

/**
 * One-hot rows of class numbers.
 *
 * @param codes whole numbers of at least 0, [rows]
 * @param numClasses the width; default the largest number plus one
 * @returns 0 and 1, [rows, numClasses]
 * @throws {ValueError} when a code is no class number below `numClasses`
 * @throws {ShapeError} when there are no codes and no `numClasses` tells the width
 * @example toRows(toCategorical([2, 0])) // [[0, 0, 1], [1, 0, 0]]
 * @see keras.utils.to_categorical
 */
export function toCategorical(codes: ArrayLike<number>, numClasses?: number): Matrix {
  if (codes.length === 0 && numClasses === undefined) {
    throw new ShapeError('there are no codes; expected at least one, or numClasses');
  }
  const classes = Float64Array.from(codes);
  const width = numClasses ?? classes.reduce((max, code) => Math.max(max, code + 1), 0);
  const wrong = classes.findIndex((code) => !(Number.isInteger(code) && code >= 0 && code < width));
  if (wrong >= 0) {
    throw new ValueError(
      `codes[${wrong}] is ${codes[wrong]}; expected a whole number of at least 0${numClasses === undefined ? '' : ` and below ${numClasses}`}`,
    );
  }
  const values = new Float64Array(classes.length * width);
  classes.forEach((code, row) => {
    values[row * width + code] = 1;
  });
  return { values, numRows: codes.length, numColumns: width };
}
