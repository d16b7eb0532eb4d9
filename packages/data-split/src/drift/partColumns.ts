// The columns of two parts of the data, side by side.
import { DataError, ShapeError } from '@dlqr/core/errors';
import type { Labels } from '../base/labels.ts';
import { type ColumnLike, columnsOf, type RowsLike, type TableLike } from '../rows/columns.ts';

/** One column in both parts: numbers (missing: NaN), or codes of the same categories (missing: -1). */
export interface PartColumn {
  readonly name: string;
  /** The texts of the codes; null: numbers. */
  readonly categories: readonly string[] | null;
  readonly reference: Float64Array; // [rows of the reference]
  readonly other: Float64Array; // [rows of the other part]
}

/** A column of one part. */
interface OneColumn {
  readonly name: string;
  readonly isCategory: boolean;
  /** Numbers, or texts; missing: NaN or null. */
  readonly values: readonly (string | null)[] | Float64Array;
}

/**
 * Pairs the columns of two parts.
 *
 * @throws {ShapeError} when the parts differ in their number of columns, or have none
 * @throws {DataError} when columns differ in name or kind, or a code has no category
 */
export function partColumns(reference: RowsLike, other: RowsLike): PartColumn[] {
  const [first, second] = [columnsOfPart(reference), columnsOfPart(other)];
  if (first.length === 0 || first.length !== second.length) {
    throw new ShapeError(
      `the parts have ${first.length} and ${second.length} columns; expected the same number, at least 1`,
    );
  }
  return first.map((column, index) => pairOf(column, second[index] as OneColumn));
}

/** The labels of two parts as a column. */
export function labelColumn(reference: Labels, other: Labels): PartColumn {
  const [first, second] = [oneOfLabels(reference), oneOfLabels(other)];
  if (!first.isCategory && !second.isCategory) return pairOf(first, second);
  return pairOf(asTexts(first), asTexts(second));
}

function pairOf(first: OneColumn, second: OneColumn): PartColumn {
  const { name } = first;
  if (name !== second.name || first.isCategory !== second.isCategory) {
    const [here, there] = [first, second].map(
      (column) => `"${column.name}" (${column.isCategory ? 'categories' : 'numbers'})`,
    );
    throw new DataError(`the parts have different columns: ${here} and ${there}`, {
      hint: 'Read both with the same options, and give both the same columns in the same order.',
    });
  }
  if (first.values instanceof Float64Array && second.values instanceof Float64Array) {
    return { name, categories: null, reference: first.values, other: second.values };
  }
  const codeOf = new Map<string, number>();
  const encode = ({ values }: OneColumn): Float64Array =>
    Float64Array.from(values as readonly (string | null)[], (text) => {
      if (text === null) return -1;
      const code = codeOf.get(text) ?? codeOf.size;
      codeOf.set(text, code);
      return code;
    });
  const [reference, other] = [encode(first), encode(second)];
  return { name, categories: [...codeOf.keys()], reference, other };
}

function columnsOfPart(rows: RowsLike): OneColumn[] {
  if ('columns' in rows) return columnsOfTable(rows);
  const { columns, numRows } = columnsOf(rows);
  return columns.map(({ values, offset, stride }, index) => ({
    name: `column ${index}`,
    isCategory: false,
    values: Float64Array.from({ length: numRows }, (_, row) =>
      Number(values[offset + row * stride]),
    ),
  }));
}

function columnsOfTable({ columns, numRows }: TableLike): OneColumn[] {
  return columns.map((column, index) => {
    const name = column.name ?? `column ${index}`;
    const length = 'codes' in column ? column.codes.length : column.values.length;
    if (length !== numRows) {
      throw new ShapeError(`column "${name}" has ${length} rows; expected ${numRows}`);
    }
    if (!('codes' in column)) {
      return { name, isCategory: false, values: Float64Array.from(column.values) };
    }
    return { name, isCategory: true, values: textsOf(column, name) };
  });
}

function textsOf(
  { codes, categories }: Extract<ColumnLike, { codes: unknown }>,
  name: string,
): (string | null)[] {
  return Array.from(codes, (code, row) => {
    if (code === -1) return null;
    const text = categories[code];
    if (text !== undefined) return text;
    throw new DataError(
      `column "${name}", row ${row}: the code is ${code}; expected -1 (missing) to ${categories.length - 1}`,
    );
  });
}

function oneOfLabels(labels: Labels): OneColumn {
  const all: ArrayLike<number | string> = labels;
  const isCategory = Array.from(all).some((label) => typeof label === 'string');
  const values = isCategory
    ? Array.from(all, (label) => textOf(label))
    : Float64Array.from(all as ArrayLike<number>);
  return { name: 'labels', isCategory, values };
}

function asTexts(column: OneColumn): OneColumn {
  return { ...column, isCategory: true, values: Array.from(column.values, textOf) };
}

/** Null for what is missing: null, undefined, NaN. */
function textOf(label: number | string | null | undefined): string | null {
  return label === null || label === undefined || Number.isNaN(label) ? null : String(label);
}
