// What the encoders share that number the categories of each column.
import { NotFittedError, ShapeError, ValueError } from '@dlqr/core/errors';
import type { Matrix } from '../matrix/matrix.ts';
import { StateReader } from '../state/stateReader.ts';
import {
  type Category,
  type CategoryRows,
  compareCategories,
  readCategory,
  readTrainingColumns,
} from './category.ts';
import {
  CategoryCodes,
  type CategoryCodesState,
  checkFrequencyOptions,
  type FrequencyOptions,
} from './categoryCodes.ts';

/** What every such encoder may be told. */
export interface CategoryEncoderOptions extends FrequencyOptions {
  /** The categories of each column, in the order they are to have; default: those that occur, ascending. */
  readonly categories?: readonly (readonly Category[])[] | null;
}

/** What every such encoder saves. */
export interface CategoryEncoderState {
  readonly givenCategories: readonly (readonly Category[])[] | null;
  readonly minFrequency: number | null;
  readonly maxCategories: number | null;
  readonly columns: readonly CategoryCodesState[];
}

/** An encoder that learns the categories of each column. */
export abstract class CategoryEncoder {
  readonly #given: readonly (readonly Category[])[] | null;
  readonly #frequency: FrequencyOptions;
  readonly #exempt: Category | undefined;
  #codes: readonly CategoryCodes[] | null = null;

  /** @param exempt a category that is never infrequent */
  protected constructor(options: CategoryEncoderOptions, exempt?: Category) {
    checkFrequencyOptions(options);
    this.#given = options.categories?.map(readGivenCategories) ?? null;
    this.#frequency = {
      minFrequency: options.minFrequency ?? null,
      maxCategories: options.maxCategories ?? null,
    };
    this.#exempt = exempt;
  }

  /** The categories of each column, infrequent ones included, [columns][categories]. */
  get categories(): readonly (readonly Category[])[] {
    return this.requireFitted().map(({ categories }) => categories);
  }

  /** The infrequent categories of each column, [columns][categories]. */
  get infrequentCategories(): readonly (readonly Category[])[] {
    return this.requireFitted().map((codes) => codes.infrequentCategories);
  }

  /**
   * Learns the categories of each column.
   *
   * @param rows [rows][columns]; null, undefined and NaN are missing, which is a category too
   * @throws {ShapeError} when there are no rows or no columns, rows differ in length, or categories
   * were given for another number of columns
   * @throws {DataError} when a value is no category, or is not among the given ones and `handleUnknown`
   * is `error`
   */
  fit(rows: CategoryRows): this {
    const columns = readTrainingColumns(rows);
    if (this.#given && this.#given.length !== columns.length) {
      throw new ShapeError(
        `categories are given for ${this.#given.length} columns; the rows have ${columns.length}`,
      );
    }
    const exempt = this.#exempt === undefined ? {} : { exempt: this.#exempt };
    this.#codes = columns.map((column, index) => {
      const categories = this.#given?.[index] ?? [...new Set(column)].sort(compareCategories);
      return CategoryCodes.grouped(categories, column, { ...this.#frequency, ...exempt });
    });
    this.checkFitted(columns);
    return this;
  }

  abstract transform(rows: CategoryRows): Matrix;

  /** `fit` and `transform` of the same rows. */
  fitTransform(rows: CategoryRows): Matrix {
    return this.fit(rows).transform(rows);
  }

  /** Refuses what was learnt where the options of the encoder do not fit it. */
  protected abstract checkFitted(columns: readonly (readonly Category[])[]): void;

  /** @throws {NotFittedError} before `fit` */
  protected requireFitted(): readonly CategoryCodes[] {
    if (this.#codes !== null) return this.#codes;
    throw new NotFittedError(`this ${this.constructor.name} was not fitted yet`, {
      hint: 'Call fit with the training rows first, or load a state with fromJSON.',
    });
  }

  protected encoderState(): CategoryEncoderState {
    return {
      givenCategories: this.#given,
      minFrequency: this.#frequency.minFrequency ?? null,
      maxCategories: this.#frequency.maxCategories ?? null,
      columns: this.requireFitted().map((codes) => codes.toJSON()),
    };
  }

  protected loadColumns(reader: StateReader): void {
    this.#codes = reader
      .list('columns')
      .map((column) => CategoryCodes.fromJSON(new StateReader(column, 'a column')));
  }
}

/** The options that `encoderState` saved. */
export function readEncoderOptions(reader: StateReader): CategoryEncoderOptions {
  const isGiven = reader.value('givenCategories') !== null;
  return {
    categories: isGiven ? (reader.list('givenCategories') as Category[][]) : null,
    minFrequency: reader.value('minFrequency') === null ? null : reader.number('minFrequency'),
    maxCategories: reader.value('maxCategories') === null ? null : reader.number('maxCategories'),
  };
}

function readGivenCategories(list: readonly Category[], column: number): Category[] {
  const place = `categories of column ${column}`;
  const categories = list.map((value) => readCategory(value, `one of the ${place}`));
  if (categories.length === 0)
    throw new ValueError(`the ${place} are empty; expected at least one`);
  const repeated = categories.find((value, index) => categories.indexOf(value) < index);
  if (repeated === undefined) return categories;
  throw new ValueError(`the ${place} hold ${JSON.stringify(repeated)} twice; expected each once`);
}
