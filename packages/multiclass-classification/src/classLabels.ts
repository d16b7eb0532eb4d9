// Labels in any form that users have: class numbers, names, one-hot rows.
import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';

/** A matrix of numbers with its shape, row-major: a tensor read back, or a `HostArray`. */
export interface LabelMatrix {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
}

/**
 * One label a row: class numbers from 0, class names, or one-hot rows (a 1 in the column of the
 * class).
 */
export type ClassLabels =
  | ArrayLike<number>
  | readonly string[]
  | readonly ArrayLike<number>[]
  | LabelMatrix;

/** Labels by number. */
export interface EncodedClasses {
  readonly classNames: readonly string[];
  /** [rows] */
  readonly labels: Int32Array;
}

/**
 * Turns labels into class numbers.
 *
 * @param given class numbers (0, 1, 2, …), class names, or one-hot rows; [rows] or [rows, classes]
 * @param classNames the name of each class, [classes]; default: the names in ascending order, or '0',
 * '1', … up to the largest number or the last column
 * @throws {DataError} when a label is none of the classes, or a row is not one-hot
 * @throws {ShapeError} when there are no labels, or not one column per class
 * @throws {ValueError} when there are fewer than two classes, or a name comes twice
 * @example encodeClasses(['dog', 'cat']) // { classNames: ['cat', 'dog'], labels: Int32Array [1, 0] }
 * @example encodeClasses([[0, 1], [1, 0]]).labels // Int32Array [1, 0]
 */
export function encodeClasses(given: ClassLabels, classNames?: readonly string[]): EncodedClasses {
  const encoded = isMatrix(given)
    ? fromOneHot(given.values, given.shape, classNames)
    : fromList(given, classNames);
  checkNames(encoded.classNames);
  return encoded;
}

function fromList(
  given: Exclude<ClassLabels, LabelMatrix>,
  classNames: readonly string[] | undefined,
): EncodedClasses {
  const first = given[0];
  if (first === undefined) throw new ShapeError('there are no labels; expected one a row');
  if (typeof first === 'string') return fromNames(given as readonly string[], classNames);
  if (typeof first !== 'object' || first === null) {
    return fromNumbers(given as ArrayLike<number>, classNames);
  }
  const rows = given as readonly ArrayLike<number>[];
  const ragged = rows.findIndex((row) => row.length !== rows[0]?.length);
  if (ragged >= 0) {
    throw new ShapeError(
      `label ${ragged} has ${rows[ragged]?.length} columns; expected ${rows[0]?.length} as before`,
    );
  }
  const values = rows.flatMap((row) => Array.from(row));
  return fromOneHot(values, [rows.length, first.length], classNames);
}

function fromNames(
  given: readonly string[],
  classNames: readonly string[] | undefined,
): EncodedClasses {
  const names = classNames ?? [...new Set(given)].sort();
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const labels = Int32Array.from(given as ArrayLike<unknown>, (name, row) => {
    const number = numberOf.get(name as string);
    if (number !== undefined) return number;
    throw new DataError(
      `label ${row} is ${JSON.stringify(name)}; expected one of ${names.join(', ')}`,
    );
  });
  return { classNames: names, labels };
}

function fromNumbers(
  given: ArrayLike<number>,
  classNames: readonly string[] | undefined,
): EncodedClasses {
  const limit = classNames?.length ?? Number.POSITIVE_INFINITY;
  let largest = 0;
  const labels = Int32Array.from(given, (label, row) => {
    if (Number.isSafeInteger(label) && label >= 0 && label < limit) {
      largest = Math.max(largest, label);
      return label;
    }
    const range = classNames ? `from 0 to ${limit - 1}` : 'of at least 0';
    throw new DataError(`label ${row} is ${label}; expected a class number ${range}`, {
      hint: 'Class numbers count from 0; give the labels as texts where they are names.',
    });
  });
  return { classNames: classNames ?? numbered(largest + 1), labels };
}

function fromOneHot(
  values: ArrayLike<number>,
  [numRows = 0, numColumns = 1, ...rest]: readonly number[],
  classNames: readonly string[] | undefined,
): EncodedClasses {
  if (rest.length > 0 || values.length !== numRows * numColumns || numRows === 0) {
    throw new ShapeError(
      `labels have ${values.length} values of shape [${[numRows, numColumns, ...rest].join(', ')}]; ` +
        'expected [rows] or [rows, classes]',
    );
  }
  if (numColumns === 1) return fromNumbers(values, classNames);
  if (classNames && classNames.length !== numColumns) {
    throw new ShapeError(
      `labels have ${numColumns} columns; expected ${classNames.length}, one per class`,
    );
  }
  const labels = Int32Array.from({ length: numRows }, (_, row) => {
    let found = -1;
    for (let column = 0; column < numColumns; column++) {
      const value = values[row * numColumns + column];
      if (value === 0) continue;
      if (value !== 1 || found >= 0) throw notOneHot(row);
      found = column;
    }
    if (found < 0) throw notOneHot(row);
    return found;
  });
  return { classNames: classNames ?? numbered(numColumns), labels };
}

function notOneHot(row: number): DataError {
  return new DataError(`label ${row} is not one-hot; expected a single 1 and zeros`, {
    hint: 'Give the class of each row, or a 1 in the column of its class.',
  });
}

function checkNames(names: readonly string[]): void {
  if (names.length < 2) {
    throw new ValueError(
      `there is one class${names[0] === undefined ? '' : `, "${names[0]}"`}; expected at least two`,
      { hint: 'With one class there is nothing to tell apart.' },
    );
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ValueError(`two classes are named "${twice}"`);
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, number) => String(number));
}

function isMatrix(given: ClassLabels): given is LabelMatrix {
  return !Array.isArray(given) && 'shape' in given;
}
