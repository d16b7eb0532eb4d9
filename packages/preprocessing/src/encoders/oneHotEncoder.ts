// A column of 0 and 1 for each category.
import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { columnNames } from '../matrix/columnNames.ts';
import { indices } from '../matrix/columns.ts';
import type { Matrix, MatrixLike } from '../matrix/matrix.ts';
import { readTransformed } from '../matrix/matrixTransformer.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';
import { type Category, type CategoryRows, readCategory, readCategoryColumns } from './category.ts';
import { type CategoryCodes, INFREQUENT } from './categoryCodes.ts';
import {
  CategoryEncoder,
  type CategoryEncoderOptions,
  type CategoryEncoderState,
  readEncoderOptions,
} from './categoryEncoder.ts';

const UNKNOWN_HANDLING = ['error', 'ignore', 'infrequentIfExist'] as const;

/** What a `OneHotEncoder` may be told. */
export interface OneHotEncoderOptions extends CategoryEncoderOptions {
  /**
   * Which category gets no column of its own, but all zeros: the first, the first of columns with
   * two, or one given for each column; default null, none.
   */
  readonly drop?: 'first' | 'ifBinary' | readonly Category[] | null;
  /**
   * What becomes of categories that did not occur in `fit`: an error, all zeros, or the column of the
   * infrequent ones (all zeros where there is none); default error.
   */
  readonly handleUnknown?: (typeof UNKNOWN_HANDLING)[number];
}

/** What `OneHotEncoder.toJSON` gives. */
export interface OneHotEncoderState extends StateHeader, CategoryEncoderState {
  readonly kind: 'OneHotEncoder';
  readonly drop: 'first' | 'ifBinary' | readonly Category[] | null;
  readonly handleUnknown: (typeof UNKNOWN_HANDLING)[number];
}

/** Where a column's categories stand in the output. */
interface Block {
  readonly codes: CategoryCodes;
  /** The number without a column of its own; -1 for none. */
  readonly dropped: number;
  /** The output column of each number; -1 for the dropped one. */
  readonly outputs: Int32Array;
}

/**
 * Turns each category into a column that is 1 where the category stands and 0 elsewhere, which is
 * how a net can take it in.
 *
 * A missing value is a category like others. Rare categories can share one column (`minFrequency`,
 * `maxCategories`); unlike in scikit-learn this happens only where there are more than fit.
 *
 * @example
 * const encoder = new OneHotEncoder().fit([['red'], ['blue']]);
 * toRows(encoder.transform([['red']])) // [[0, 1]]
 * encoder.featureNames(['color']) // ['color=blue', 'color=red']
 * @see sklearn.preprocessing.OneHotEncoder
 */
export class OneHotEncoder extends CategoryEncoder {
  readonly #drop: 'first' | 'ifBinary' | readonly Category[] | null;
  readonly #handleUnknown: (typeof UNKNOWN_HANDLING)[number];

  /** @throws {ValueError} when an option is out of range, or given categories are empty or repeat */
  constructor(options: OneHotEncoderOptions = {}) {
    super(options);
    this.#drop = options.drop ?? null;
    this.#handleUnknown = options.handleUnknown ?? 'error';
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): OneHotEncoder {
    const reader = readState(state, 'OneHotEncoder');
    const drop = reader.value('drop');
    const encoder = new OneHotEncoder({
      ...readEncoderOptions(reader),
      drop:
        drop === null || drop === 'first' || drop === 'ifBinary'
          ? drop
          : reader.list('drop').map((value) => readCategory(value, 'a dropped category')),
      handleUnknown: reader.oneOf('handleUnknown', UNKNOWN_HANDLING),
    });
    encoder.loadColumns(reader);
    return encoder;
  }

  /**
   * @param rows [rows][columns]
   * @returns 0 and 1, [rows, categories of all columns]
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   * @throws {DataError} when a category is unknown and `handleUnknown` is `error`
   */
  override transform(rows: CategoryRows): Matrix {
    const blocks = this.#blocks();
    const columns = readCategoryColumns(rows, blocks.length);
    const numColumns = widthOf(blocks);
    const values = new Float64Array(rows.length * numColumns);
    blocks.forEach(({ codes, outputs }, index) => {
      columns[index]?.forEach((category, row) => {
        const slot = codes.slotOf(category) ?? this.#slotOfUnknown(codes, category, row, index);
        const output = outputs[slot] ?? -1;
        if (output >= 0) values[row * numColumns + output] = 1;
      });
    });
    return { values, numRows: rows.length, numColumns };
  }

  /**
   * The category of the largest value in each block of columns. All zeros give the dropped category,
   * or else null; the infrequent ones give `(infrequent)`.
   *
   * @param x [rows, categories of all columns]
   * @returns [rows][columns]
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than `transform` gives
   * @throws {DataError} when a block is all zeros though nothing was dropped or ignored
   */
  inverseTransform(x: MatrixLike): Category[][] {
    const blocks = this.#blocks();
    const { values, numRows, numColumns } = readTransformed(x, widthOf(blocks));
    return indices(numRows).map((row) =>
      blocks.map(({ codes, dropped, outputs }, column) => {
        let best = dropped;
        let largest = 0;
        outputs.forEach((output, slot) => {
          const value = output < 0 ? 0 : (values[row * numColumns + output] as number);
          if (value > largest) [best, largest] = [slot, value];
        });
        if (best >= 0) return codes.slots[best] ?? null;
        if (this.#handleUnknown !== 'error') return null;
        throw new DataError(
          `row ${row} has only zeros for column ${column}; expected a 1 for its category`,
        );
      }),
    );
  }

  /** The names of the columns that `transform` gives: `color=red`, made from those of the input. */
  featureNames(inputs?: readonly string[]): string[] {
    const blocks = this.#blocks();
    const names = columnNames(blocks.length, inputs);
    return blocks.flatMap(({ codes, dropped }, column) =>
      codes.slots
        .filter((_, slot) => slot !== dropped)
        .map((category) => featureName(`${names[column]}`, category)),
    );
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): OneHotEncoderState {
    return {
      kind: 'OneHotEncoder',
      version: STATE_VERSION,
      ...this.encoderState(),
      drop: this.#drop,
      handleUnknown: this.#handleUnknown,
    };
  }

  protected override checkFitted(columns: readonly (readonly Category[])[]): void {
    const codes = this.requireFitted();
    const drop = this.#drop;
    if (drop !== null && typeof drop !== 'string' && drop.length !== codes.length) {
      throw new ShapeError(
        `drop has ${drop.length} entries; the rows have ${codes.length} columns`,
      );
    }
    codes.forEach((known, index) => {
      this.#droppedSlot(known, index);
      columns[index]?.forEach((category, row) => {
        if (known.slotOf(category) === undefined) {
          this.#slotOfUnknown(known, category, row, index);
        }
      });
    });
  }

  #slotOfUnknown(codes: CategoryCodes, category: Category, row: number, column: number): number {
    if (this.#handleUnknown === 'ignore') return -1;
    if (this.#handleUnknown === 'infrequentIfExist') return codes.infrequentSlot;
    throw new DataError(
      `row ${row}, column ${column} is ${JSON.stringify(category)}, which is not a known category`,
      { hint: "Set handleUnknown to 'ignore' or 'infrequentIfExist' to let unknown ones pass." },
    );
  }

  #blocks(): Block[] {
    let width = 0;
    return this.requireFitted().map((codes, column) => {
      const dropped = this.#droppedSlot(codes, column);
      const outputs = Int32Array.from(codes.slots, (_, slot) => (slot === dropped ? -1 : width++));
      return { codes, dropped, outputs };
    });
  }

  #droppedSlot(codes: CategoryCodes, column: number): number {
    if (this.#drop === null) return -1;
    if (this.#drop === 'first') return 0;
    if (this.#drop === 'ifBinary') return codes.slots.length === 2 ? 0 : -1;
    const category = readCategory(this.#drop[column], `drop[${column}]`);
    const slot = codes.slotOf(category);
    if (slot !== undefined) return slot;
    throw new ValueError(
      `drop[${column}] is ${JSON.stringify(category)}; expected one of the categories of its column`,
    );
  }
}

function featureName(column: string, category: Category): string {
  if (category === null) return `${column} missing`;
  return category === INFREQUENT ? `${column} infrequent` : `${column}=${category}`;
}

function widthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { outputs }) => sum + outputs.filter((place) => place >= 0).length, 0);
}
