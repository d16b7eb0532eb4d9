// Takes the class column out of a table and checks that it can be learned.
import { type Column, columnOf, type Table, takeRows, withoutColumns } from '@dlqr/core';
import { DataError } from '@dlqr/core/errors';

/** A table without its target, and the classes. */
export interface ClassTarget {
  readonly inputs: Table;
  /** In ascending order, [classes]. */
  readonly classNames: readonly string[];
  /** [rows] */
  readonly labels: Int32Array;
  readonly warnings: readonly string[];
}

/** Fewer rows cannot be split into three parts that mean anything. */
const MIN_ROWS = 20;

/** More different numbers than that are a quantity, not names of classes. */
const MAX_NUMBER_CLASSES = 100;

/**
 * Separates the target column; rows without a class are left out, with a warning.
 *
 * Texts are classes as they stand; numbers are, too, where they are whole and few.
 *
 * @throws {DataError} when the column is missing, holds dates, a quantity or one class, or there are
 * too few rows or no other columns
 */
export function separateClasses(table: Table, target: string): ClassTarget {
  const rest = withoutColumns(table, [target]);
  const names = namesOf(columnOf(table, target));
  if (rest.columns.length === 0) {
    throw new DataError(`"${target}" is the only column; there is nothing to tell it from`);
  }
  const known = rowsWithClass(names.codes);
  if (known.length < MIN_ROWS) {
    throw new DataError(
      `there ${known.length === 1 ? 'is 1 row' : `are ${known.length} rows`} with a value of ` +
        `"${target}"; expected at least ${MIN_ROWS}`,
      { hint: 'Give more data: rows are needed for training, validation and test.' },
    );
  }
  const { classNames, labels } = usedClasses(names, known);
  if (classNames.length === 1) {
    throw new DataError(`"${target}" is ${classNames[0]} in every row; there is nothing to learn`, {
      hint: 'Choose another --target.',
    });
  }
  const numMissing = table.numRows - known.length;
  const warnings =
    numMissing > 0 ? [`${numMissing} rows without a value of "${target}" were left out.`] : [];
  return { inputs: numMissing > 0 ? takeRows(rest, known) : rest, classNames, labels, warnings };
}

interface NamedCodes {
  readonly names: readonly string[];
  /** -1 where the value is missing, [rows] */
  readonly codes: Int32Array;
}

function namesOf(column: Column): NamedCodes {
  if (column.kind === 'category') return { names: column.categories, codes: column.codes };
  if (column.kind === 'date') {
    throw new DataError(`"${column.name}" holds dates; a class must be a text or a whole number`);
  }
  const numbers = [...new Set(column.values)].filter((value) => !Number.isNaN(value));
  numbers.sort((a, b) => a - b);
  const fraction = numbers.find((value) => !Number.isSafeInteger(value));
  if (fraction !== undefined || numbers.length > MAX_NUMBER_CLASSES) {
    const reason =
      fraction === undefined
        ? `has ${numbers.length} different values`
        : `holds ${fraction}, which is no whole number`;
    throw new DataError(`"${column.name}" ${reason}; it looks like a quantity, not like a class`, {
      hint: 'Choose another --target, or predict the quantity itself: npm start -- ch02.',
    });
  }
  const codeOf = new Map(numbers.map((value, code) => [value, code]));
  const codes = Int32Array.from(column.values, (value) => codeOf.get(value) ?? -1);
  return { names: numbers.map(String), codes };
}

function rowsWithClass(codes: Int32Array): Int32Array {
  const rows: number[] = [];
  for (const [row, code] of codes.entries()) if (code >= 0) rows.push(row);
  return Int32Array.from(rows);
}

/** Only the classes that occur: a table may keep categories of rows that it no longer has. */
function usedClasses({ names, codes }: NamedCodes, rows: Int32Array): EncodedNames {
  const used = [...new Set(Array.from(rows, (row) => codes[row] as number))];
  const areNumbers = used.every((code) => Number.isSafeInteger(Number(names[code])));
  used.sort((a, b) => {
    const [left = '', right = ''] = [names[a], names[b]];
    if (areNumbers) return Number(left) - Number(right);
    return left < right ? -1 : 1;
  });
  const numberOf = new Map(used.map((code, number) => [code, number]));
  return {
    classNames: used.map((code) => names[code] as string),
    labels: Int32Array.from(rows, (row) => numberOf.get(codes[row] as number) as number),
  };
}

type EncodedNames = Pick<ClassTarget, 'classNames' | 'labels'>;

/** How many rows each class has, [classes]. */
export function countsOf(labels: Int32Array, numClasses: number): Int32Array {
  const counts = new Int32Array(numClasses);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return counts;
}
