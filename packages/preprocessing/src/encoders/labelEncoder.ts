// Class names by number and back.
import { DataError, NotFittedError, ShapeError } from '@dlqr/core/errors';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';
import { type Category, compareCategories, readCategory } from './category.ts';

/** The name of a class. */
export type ClassLabel = Exclude<Category, null>;

/** What `LabelEncoder.toJSON` gives. */
export interface LabelEncoderState extends StateHeader {
  readonly kind: 'LabelEncoder';
  readonly classes: readonly ClassLabel[];
}

/**
 * Numbers the classes of a target 0, 1, 2, … in ascending order of their names.
 *
 * @example
 * const encoder = new LabelEncoder().fit(['spam', 'ham', 'spam']);
 * encoder.transform(['spam', 'ham']) // [1, 0]
 * encoder.inverseTransform([0]) // ['ham']
 * @see sklearn.preprocessing.LabelEncoder
 */
export class LabelEncoder {
  #classes: readonly ClassLabel[] | null = null;

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): LabelEncoder {
    const encoder = new LabelEncoder();
    encoder.#classes = readState(state, 'LabelEncoder').list('classes').map(readLabel);
    return encoder;
  }

  /**
   * The names of the classes; their places are their numbers.
   *
   * @throws {NotFittedError} before `fit`
   */
  get classes(): readonly ClassLabel[] {
    if (this.#classes !== null) return this.#classes;
    throw new NotFittedError('this LabelEncoder was not fitted yet', {
      hint: 'Call fit with the training labels first, or load a state with fromJSON.',
    });
  }

  /**
   * Learns the classes.
   *
   * @param labels [rows]
   * @throws {ShapeError} when there are none
   * @throws {DataError} when one is missing, or no text, finite number or boolean
   */
  fit(labels: ArrayLike<ClassLabel>): this {
    if (labels.length === 0) throw new ShapeError('there are no labels; expected at least one');
    this.#classes = [...new Set(Array.from(labels, readLabel))].sort(compareCategories);
    return this;
  }

  /**
   * @param labels [rows]
   * @returns numbers of the classes, [rows]
   * @throws {NotFittedError} before `fit`
   * @throws {DataError} when a label is not one of the classes
   */
  transform(labels: ArrayLike<ClassLabel>): Int32Array {
    const codeOf = new Map(this.classes.map((label, code) => [label, code]));
    return Int32Array.from(labels as ArrayLike<unknown>, (value, row) => {
      const label = readLabel(value, row);
      const code = codeOf.get(label);
      if (code !== undefined) return code;
      throw new DataError(
        `label ${row} is ${JSON.stringify(label)}; expected one of ${JSON.stringify(this.classes)}`,
      );
    });
  }

  /** `fit` and `transform` of the same labels. */
  fitTransform(labels: ArrayLike<ClassLabel>): Int32Array {
    return this.fit(labels).transform(labels);
  }

  /**
   * @param codes numbers of classes, [rows]
   * @returns their names, [rows]
   * @throws {NotFittedError} before `fit`
   * @throws {DataError} when a number is that of no class
   */
  inverseTransform(codes: ArrayLike<number>): ClassLabel[] {
    const { classes } = this;
    return Array.from(codes, (code, row) => {
      const label = classes[code];
      if (label !== undefined) return label;
      throw new DataError(
        `code ${row} is ${code}; expected a whole number from 0 to ${classes.length - 1}`,
      );
    });
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): LabelEncoderState {
    return { kind: 'LabelEncoder', version: STATE_VERSION, classes: this.classes };
  }
}

function readLabel(value: unknown, row: number): ClassLabel {
  const label = readCategory(value, `label ${row}`);
  if (label !== null) return label;
  throw new DataError(`label ${row} is missing; expected a text, a number or a boolean`, {
    hint: 'Drop the rows without a label.',
  });
}
