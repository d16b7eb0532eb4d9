// Each category as the mean target of its rows, shrunk towards the mean of all.
import { NotFittedError, ShapeError, ValueError } from '@dlqr/core/errors';
import { columnNames } from '../matrix/columnNames.ts';
import { buildMatrix, indices } from '../matrix/columns.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { checkCount } from '../numeric/checks.ts';
import { type JsonNumber, toJsonNumber, toJsonNumbers } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';
import {
  type Category,
  type CategoryRows,
  compareCategories,
  readCategory,
  readCategoryColumns,
  readTrainingColumns,
} from './category.ts';
import { crossFitFolds } from './crossFitFolds.ts';
import { meansByCategory, type Smoothing } from './shrunkMeans.ts';
import { readTargets, TARGET_TYPES, type Targets, type TargetType } from './targets.ts';

/** What a `TargetEncoder` may be told. */
export interface TargetEncoderOptions {
  /**
   * What kind of target it is. `auto`, the default, takes numbers with fractions as continuous and
   * everything else as classes: for whole numbers that are quantities say `continuous`.
   */
  readonly targetType?: 'auto' | TargetType;
  /**
   * How many rows of the overall mean are mixed into each category; `auto`, the default, mixes the
   * more the less the category's own rows agree (empirical Bayes).
   */
  readonly smooth?: Smoothing;
  /** Folds of the cross-fitting in `fitTransform`, 2 or more; default 5. */
  readonly numFolds?: number;
  /** Whether chance decides which fold a row goes to; default true. */
  readonly shuffle?: boolean;
  /** Seed of the shuffle; default 0. */
  readonly seed?: number;
}

/** What `TargetEncoder.toJSON` gives. */
export interface TargetEncoderState extends StateHeader {
  readonly kind: 'TargetEncoder';
  readonly targetType: 'auto' | TargetType;
  readonly smooth: JsonNumber | 'auto';
  readonly numFolds: number;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly classes: readonly Category[];
  readonly targetMeans: readonly JsonNumber[];
  readonly categories: readonly (readonly Category[])[];
  readonly encodings: readonly (readonly JsonNumber[])[];
}

interface Encodings {
  /** The classes of the target, ascending; none for a continuous one. */
  readonly classes: readonly Category[];
  /** The mean of each target column. */
  readonly targetMeans: Float64Array;
  /** Ascending, [columns][categories]. */
  readonly categories: readonly (readonly Category[])[];
  /** By category, [columns * target columns][categories]: all targets of column 0, of column 1, … */
  readonly encodings: readonly Float64Array[];
}

/**
 * Replaces each category by the mean target of its training rows, for columns with so many
 * categories that one column for each would be too many.
 *
 * With classes the target is 0 or 1 (two classes, one output column for each input) or one such
 * target for each class (more). Missing values are a category; unknown ones get the overall mean.
 *
 * On the training rows use `fitTransform`: it encodes each fold by the targets of the others. `fit`
 * and `transform` would let every row see its own target, and the model would trust it too much.
 *
 * @example
 * const encoder = new TargetEncoder({ smooth: 0 });
 * encoder.fit([['a'], ['a'], ['b']], [1.5, 2.5, 7]);
 * toRows(encoder.transform([['a'], ['b']])) // [[2], [7]]
 * @see Micci-Barreca, "A preprocessing scheme for high-cardinality categorical attributes", 2001;
 * sklearn.preprocessing.TargetEncoder
 */
export class TargetEncoder {
  readonly #options: Required<TargetEncoderOptions>;
  #fitted: Encodings | null = null;

  /** @throws {ValueError} when `smooth` is negative or there are fewer than 2 folds */
  constructor(options: TargetEncoderOptions = {}) {
    this.#options = {
      targetType: options.targetType ?? 'auto',
      smooth: options.smooth ?? 'auto',
      numFolds: options.numFolds ?? 5,
      shuffle: options.shuffle ?? true,
      seed: options.seed ?? 0,
    };
    const { smooth, numFolds } = this.#options;
    checkCount('numFolds', numFolds, 2);
    if (smooth !== 'auto' && !(smooth >= 0 && Number.isFinite(smooth))) {
      throw new ValueError(`smooth is ${smooth}; expected 'auto' or a number of at least 0`);
    }
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): TargetEncoder {
    const reader = readState(state, 'TargetEncoder');
    const encoder = new TargetEncoder({
      targetType: reader.oneOf('targetType', ['auto', ...TARGET_TYPES]),
      smooth: reader.value('smooth') === 'auto' ? 'auto' : reader.number('smooth'),
      numFolds: reader.number('numFolds'),
      shuffle: reader.boolean('shuffle'),
      seed: reader.number('seed'),
    });
    encoder.#fitted = {
      classes: reader.list('classes').map((value) => readCategory(value, 'a class')),
      targetMeans: reader.numbers('targetMeans'),
      categories: reader
        .list('categories')
        .map((list) => (list as unknown[]).map((value) => readCategory(value, 'a category'))),
      encodings: reader.numberLists('encodings'),
    };
    return encoder;
  }

  /** The classes of the target, ascending; none for a continuous target. */
  get classes(): readonly Category[] {
    return this.#requireFitted().classes;
  }

  /**
   * Learns the encoding of each category, to be applied to rows that are not these.
   *
   * @param rows [rows][columns]
   * @param y the target, [rows]: numbers, or classes as numbers or texts
   * @throws {ShapeError} when there are no rows or no columns, or not one target a row
   * @throws {DataError} when a value is no category, or a target is missing or infinite
   */
  fit(rows: CategoryRows, y: ArrayLike<Category>): this {
    this.#learn(readTrainingColumns(rows), y);
    return this;
  }

  /**
   * Learns the encodings and encodes the training rows themselves, each by the rows of other folds.
   *
   * @param rows [rows][columns]
   * @param y the target, [rows]: numbers, or classes as numbers or texts
   * @returns [rows, columns], or [rows, columns * classes] for more than two classes
   * @throws {ShapeError} when there are no rows or no columns, or not one target a row
   * @throws {DataError} when a value is no category, or a target is missing or infinite
   * @throws {ValueError} when there are fewer rows than folds, or every class has fewer
   */
  fitTransform(rows: CategoryRows, y: ArrayLike<Category>): Matrix {
    const { targets, codes } = this.#learn(readTrainingColumns(rows), y);
    const { categories } = this.#requireFitted();
    const folds = crossFitFolds(targets, this.#options);
    const numTargets = targets.columns.length;
    const encodingsOfFold = indices(this.#options.numFolds).map((fold) => {
      const isUsed = (row: number): boolean => folds[row] !== fold;
      return codes.flatMap((column, index) =>
        targets.columns.map((target) =>
          meansByCategory(
            column,
            target,
            (categories[index] ?? []).length,
            this.#options.smooth,
            isUsed,
          ),
        ),
      );
    });
    return buildMatrix(rows.length, codes.length * numTargets, (row, place) => {
      const code = codes[Math.floor(place / numTargets)]?.[row] as number;
      return encodingsOfFold[folds[row] as number]?.[place]?.[code] as number;
    });
  }

  /**
   * @param rows [rows][columns]; not the training rows, see `fitTransform`
   * @returns [rows, columns], or [rows, columns * classes] for more than two classes
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   */
  transform(rows: CategoryRows): Matrix {
    const { categories, encodings, targetMeans } = this.#requireFitted();
    const codes = numberCategories(readCategoryColumns(rows, categories.length), categories);
    const numTargets = targetMeans.length;
    return buildMatrix(rows.length, encodings.length, (row, place) => {
      const code = codes[Math.floor(place / numTargets)]?.[row] as number;
      return encodings[place]?.[code] ?? (targetMeans[place % numTargets] as number);
    });
  }

  /** The names of the columns that `transform` gives, made from those of the input. */
  featureNames(inputs?: readonly string[]): string[] {
    const { categories, classes, targetMeans } = this.#requireFitted();
    const names = columnNames(categories.length, inputs);
    if (targetMeans.length === 1) return names;
    return names.flatMap((name) => classes.map((label) => `${name}=>${label}`));
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): TargetEncoderState {
    const { classes, targetMeans, categories, encodings } = this.#requireFitted();
    const { smooth } = this.#options;
    return {
      kind: 'TargetEncoder',
      version: STATE_VERSION,
      ...this.#options,
      smooth: smooth === 'auto' ? smooth : toJsonNumber(smooth),
      classes,
      targetMeans: toJsonNumbers(targetMeans),
      categories,
      encodings: encodings.map(toJsonNumbers),
    };
  }

  #learn(
    columns: readonly (readonly Category[])[],
    y: ArrayLike<Category>,
  ): { targets: Targets; codes: Int32Array[] } {
    const numRows = (columns[0] ?? []).length;
    if (y.length !== numRows) {
      throw new ShapeError(`y has ${y.length} targets; expected one for each of ${numRows} rows`);
    }
    const targets = readTargets(y, this.#options.targetType);
    const categories = columns.map((column) => [...new Set(column)].sort(compareCategories));
    const codes = numberCategories(columns, categories);
    const encodings = codes.flatMap((column, index) =>
      targets.columns.map((target) =>
        meansByCategory(column, target, (categories[index] ?? []).length, this.#options.smooth),
      ),
    );
    const targetMeans = Float64Array.from(
      targets.columns,
      (target) => target.reduce((sum, value) => sum + value, 0) / numRows,
    );
    this.#fitted = { classes: targets.classes, targetMeans, categories, encodings };
    return { targets, codes };
  }

  #requireFitted(): Encodings {
    if (this.#fitted !== null) return this.#fitted;
    throw new NotFittedError('this TargetEncoder was not fitted yet', {
      hint: 'Call fit or fitTransform with the training rows first, or load a state with fromJSON.',
    });
  }
}

/** The number of each category, [columns][rows]; -1 for an unknown one. */
function numberCategories(
  columns: readonly (readonly Category[])[],
  categories: readonly (readonly Category[])[],
): Int32Array[] {
  return columns.map((column, index) => {
    const numberOf = new Map((categories[index] ?? []).map((category, code) => [category, code]));
    return Int32Array.from(column, (category) => numberOf.get(category) ?? -1);
  });
}
