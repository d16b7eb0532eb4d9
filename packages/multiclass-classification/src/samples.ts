// Inputs and classes of one side of a split.
import type { HostArray } from '@dlqr/core';

/** Rows to train on, to choose by, or to test on. */
export interface ClassSamples {
  /** [rows, ...rowShape]; bytes stay bytes, 0 to 255: the net scales them. */
  readonly x: HostArray;
  /** The class number of each row, [rows]. */
  readonly labels: Int32Array;
  /** Where each row stood in the data it came from, [rows]. */
  readonly rows: Int32Array;
}

/** Samples with all or some of the rows of an array, in that order. */
export function samplesAt(x: HostArray, labels: Int32Array, rows: Int32Array): ClassSamples {
  return {
    x: rowsAt(x, rows),
    labels: Int32Array.from(rows, (row) => labels[row] as number),
    rows,
  };
}

/** The rows at those numbers, in that order. Neighbours in a row stay where they are: no copy. */
export function rowsAt({ values, shape }: HostArray, rows: Int32Array): HostArray {
  const rowSize = shape.slice(1).reduce((product, length) => product * length, 1);
  const resultShape = [rows.length, ...shape.slice(1)];
  const first = rows[0] ?? 0;
  if (rows.every((row, index) => row === first + index)) {
    const end = (first + rows.length) * rowSize;
    return { values: values.subarray(first * rowSize, end), shape: resultShape };
  }
  const Values = values.constructor as new (length: number) => HostArray['values'];
  const picked = new Values(rows.length * rowSize);
  for (const [index, row] of rows.entries()) {
    picked.set(values.subarray(row * rowSize, (row + 1) * rowSize), index * rowSize);
  }
  return { values: picked, shape: resultShape };
}
