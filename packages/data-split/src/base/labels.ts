// Labels and group names as whole numbers 0, 1, 2, …
import { DataError, ValueError } from '@dlqr/core/errors';

/** The name of a class or a group. */
export type Label = number | string;

/** One label a row, [rows]: numbers (typed or plain array), texts, or both. */
export type Labels = ArrayLike<number> | readonly Label[];

/** Labels by number. */
export interface EncodedLabels {
  /** The number of each row's label, [rows]. */
  readonly codes: Int32Array;
  /** The label of each number, [labels]. */
  readonly labels: readonly Label[];
  /** The rows that each label has, [labels]. */
  readonly counts: Int32Array;
}

/**
 * Numbers the labels in the order in which they first occur.
 *
 * @param name what the caller calls the argument
 * @throws {ValueError} when there are none
 * @throws {DataError} when one is missing: NaN, null or undefined
 */
export function encodeLabels(input: Labels, name: string): EncodedLabels {
  if (input.length === 0) throw new ValueError(`${name} is empty; expected one entry a row`);
  const codeOf = new Map<Label, number>();
  const codes = new Int32Array(input.length);
  for (let row = 0; row < input.length; row++) {
    const label = input[row];
    const code = label === undefined ? undefined : codeOf.get(label);
    codes[row] = code ?? addLabel(codeOf, label, `${name}[${row}]`);
  }
  const counts = new Int32Array(codeOf.size);
  for (const code of codes) counts[code] = (counts[code] as number) + 1;
  return { codes, labels: [...codeOf.keys()], counts };
}

/** As `encodeLabels`, but numbered in ascending order: numbers by size, then texts by character. */
export function encodeSorted(input: Labels, name: string): EncodedLabels {
  const { codes, labels, counts } = encodeLabels(input, name);
  const order = labels.map((_, code) => code);
  order.sort((a, b) => compareLabels(labels[a] as Label, labels[b] as Label));
  const rank = new Int32Array(order.length);
  order.forEach((code, place) => {
    rank[code] = place;
  });
  return {
    codes: codes.map((code) => rank[code] as number),
    labels: order.map((code) => labels[code] as Label),
    counts: Int32Array.from(order, (code) => counts[code] as number),
  };
}

/** Rows ordered by label; within a label they keep their order. */
export interface RowsByLabel {
  /** Rows of label 0, then of label 1, …; [rows] */
  readonly rows: Int32Array;
  /** Where each label begins in `rows`, and the end; [labels + 1] */
  readonly starts: Int32Array;
}

/** Orders the rows by their label. */
export function rowsByLabel({ codes, counts }: EncodedLabels): RowsByLabel {
  const starts = new Int32Array(counts.length + 1);
  counts.forEach((count, code) => {
    starts[code + 1] = (starts[code] as number) + count;
  });
  const next = starts.slice(0, -1);
  const rows = new Int32Array(codes.length);
  codes.forEach((code, row) => {
    const slot = next[code] as number;
    rows[slot] = row;
    next[code] = slot + 1;
  });
  return { rows, starts };
}

function addLabel(codeOf: Map<Label, number>, label: Label | undefined, place: string): number {
  if ((typeof label !== 'number' && typeof label !== 'string') || Number.isNaN(label)) {
    throw new DataError(`${place} is ${String(label)}; expected a number or a text`, {
      hint: 'Drop the rows without a label, or give them a label of their own.',
    });
  }
  codeOf.set(label, codeOf.size);
  return codeOf.size - 1;
}

function compareLabels(a: Label, b: Label): number {
  if (typeof a === typeof b) return a < b ? -1 : 1;
  return typeof a === 'number' ? -1 : 1;
}
