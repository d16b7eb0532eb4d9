// The number of each category.
import { DataError, ValueError } from '@dlqr/core/errors';
import { buildMatrix, indices } from '../matrix/columns.ts';
import type { Matrix, MatrixLike } from '../matrix/matrix.ts';
import { readTransformed } from '../matrix/matrixTransformer.ts';
import { type JsonNumber, toJsonNumber } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';
import { type Category, type CategoryRows, readCategoryColumns } from './category.ts';
import type { CategoryCodes } from './categoryCodes.ts';
import {
  CategoryEncoder,
  type CategoryEncoderOptions,
  type CategoryEncoderState,
  readEncoderOptions,
} from './categoryEncoder.ts';

/** What an `OrdinalEncoder` may be told. */
export interface OrdinalEncoderOptions extends CategoryEncoderOptions {
  /** What stands for categories that did not occur in `fit`; default null: they are an error. */
  readonly unknownValue?: number | null;
  /** What stands for a missing value; default NaN. */
  readonly encodedMissingValue?: number;
}

/** What `OrdinalEncoder.toJSON` gives. */
export interface OrdinalEncoderState extends StateHeader, CategoryEncoderState {
  readonly kind: 'OrdinalEncoder';
  readonly unknownValue: JsonNumber | null;
  readonly encodedMissingValue: JsonNumber;
}

/**
 * Replaces each category by its number: 0, 1, 2, … in ascending order, or in the order given. For
 * categories that have an order, and as input of an embedding.
 *
 * Rare categories can share the number behind the others (`minFrequency`, `maxCategories`). Missing
 * values have no number and are never infrequent.
 *
 * @example
 * const encoder = new OrdinalEncoder({ categories: [['low', 'high']] });
 * toRows(encoder.fitTransform([['high'], ['low']])) // [[1], [0]]
 * @see sklearn.preprocessing.OrdinalEncoder
 */
export class OrdinalEncoder extends CategoryEncoder {
  readonly #unknownValue: number | null;
  readonly #missingValue: number;

  /** @throws {ValueError} when an option is out of range, or given categories are empty or repeat */
  constructor(options: OrdinalEncoderOptions = {}) {
    super(options, null);
    this.#unknownValue = options.unknownValue ?? null;
    this.#missingValue = options.encodedMissingValue ?? Number.NaN;
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): OrdinalEncoder {
    const reader = readState(state, 'OrdinalEncoder');
    const encoder = new OrdinalEncoder({
      ...readEncoderOptions(reader),
      unknownValue: reader.value('unknownValue') === null ? null : reader.number('unknownValue'),
      encodedMissingValue: reader.number('encodedMissingValue'),
    });
    encoder.loadColumns(reader);
    return encoder;
  }

  /**
   * @param rows [rows][columns]
   * @returns numbers of the categories, [rows, columns]
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   * @throws {DataError} when a category is unknown and there is no `unknownValue`
   */
  override transform(rows: CategoryRows): Matrix {
    const codes = this.requireFitted().map(withoutMissing);
    const columns = readCategoryColumns(rows, codes.length);
    return buildMatrix(rows.length, codes.length, (row, column) =>
      this.#encode(
        codes[column] as NumberedCategories,
        columns[column]?.[row] ?? null,
        row,
        column,
      ),
    );
  }

  /**
   * The category of each number; null for a missing or unknown one, `(infrequent)` for the one that
   * rare categories share.
   *
   * @param x [rows, columns]
   * @returns [rows][columns]
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   * @throws {DataError} when a number is that of no category
   */
  inverseTransform(x: MatrixLike): Category[][] {
    const codes = this.requireFitted().map(withoutMissing);
    const { values, numRows, numColumns } = readTransformed(x, codes.length);
    return indices(numRows).map((row) =>
      codes.map(({ slots }, column) => {
        const value = values[row * numColumns + column] as number;
        if (Object.is(value, this.#missingValue) || Object.is(value, this.#unknownValue))
          return null;
        const category = slots[value];
        if (category !== undefined) return category;
        throw new DataError(
          `row ${row}, column ${column} is ${value}; expected a whole number from 0 to ${slots.length - 1}`,
        );
      }),
    );
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): OrdinalEncoderState {
    return {
      kind: 'OrdinalEncoder',
      version: STATE_VERSION,
      ...this.encoderState(),
      unknownValue: this.#unknownValue === null ? null : toJsonNumber(this.#unknownValue),
      encodedMissingValue: toJsonNumber(this.#missingValue),
    };
  }

  protected override checkFitted(columns: readonly (readonly Category[])[]): void {
    this.requireFitted()
      .map(withoutMissing)
      .forEach((codes, index) => {
        for (const [option, value] of [
          ['unknownValue', this.#unknownValue],
          ['encodedMissingValue', this.#missingValue],
        ] as const) {
          if (value === null || codes.slots[value] === undefined) continue;
          throw new ValueError(
            `${option} is ${value}, which is the number of a category of column ${index}; expected a free one`,
          );
        }
        columns[index]?.forEach((category, row) => {
          this.#encode(codes, category, row, index);
        });
      });
  }

  #encode(codes: NumberedCategories, category: Category, row: number, column: number): number {
    if (category === null && codes.hasMissing) return this.#missingValue;
    const slot = codes.slotOf(category) ?? this.#unknownValue;
    if (slot !== null) return slot;
    throw new DataError(
      `row ${row}, column ${column} is ${JSON.stringify(category)}, which is not a known category`,
      { hint: 'Set unknownValue, for example to -1, to let unknown ones pass.' },
    );
  }
}

/** The categories of a column, numbered as if there were no missing value among them. */
interface NumberedCategories {
  readonly slots: readonly Category[];
  readonly hasMissing: boolean;
  slotOf(category: Category): number | undefined;
}

function withoutMissing(codes: CategoryCodes): NumberedCategories {
  const missing = codes.slotOf(null);
  if (missing === undefined) {
    return { slots: codes.slots, hasMissing: false, slotOf: (category) => codes.slotOf(category) };
  }
  return {
    slots: codes.slots.filter((_, slot) => slot !== missing),
    hasMissing: true,
    slotOf: (category) => {
      const slot = codes.slotOf(category);
      return slot !== undefined && slot > missing ? slot - 1 : slot;
    },
  };
}
