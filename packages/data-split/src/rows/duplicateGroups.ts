// Finds rows that are exact copies of each other.
import { columnsOf, type RowsLike, type StridedColumn } from './columns.ts';

/**
 * A group number for each row, the same for rows that are equal in every column.
 *
 * A copy in the test part of a row in the training part flatters the result: give these groups to
 * `trainValidationTestSplit` or `groupKFold` and copies stay on one side. Two missing values are
 * equal, and so are 0 and -0. Rows are found by hash and then compared exactly: time and memory are
 * in proportion to the number of values.
 *
 * @param rows rows of numbers, a row-major matrix, or a table by columns; leave out columns that do
 * not count, such as a row number
 * @returns group numbers 0, 1, … in the order of their first rows, [rows]
 * @throws {ShapeError} when rows or columns differ in length
 * @example duplicateGroups([[1, 2], [3, 4], [1, 2]]) // [0, 1, 0]
 */
export function duplicateGroups(rows: RowsLike): Int32Array {
  const { columns, numRows } = columnsOf(rows);
  const hashes = hashRows(columns, numRows);
  const mask = tableSize(numRows) - 1;
  const groupAt = new Int32Array(mask + 1).fill(-1); // open addressing, at most half full
  const firstRow = new Int32Array(numRows); // [groups]
  const groups = new Int32Array(numRows);
  let numGroups = 0;
  for (let row = 0; row < numRows; row++) {
    const hash = hashes[row] as number;
    let slot = hash & mask;
    for (;;) {
      const group = groupAt[slot] as number;
      if (group < 0) {
        groupAt[slot] = numGroups;
        firstRow[numGroups] = row;
        groups[row] = numGroups++;
        break;
      }
      const other = firstRow[group] as number;
      if (hashes[other] === hash && areEqual(columns, row, other)) {
        groups[row] = group;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return groups;
}

/** A power of two, at least twice the number of rows. */
function tableSize(numRows: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, numRows) * 2));
}

function hashRows(columns: readonly StridedColumn[], numRows: number): Int32Array {
  const hashes = new Int32Array(numRows);
  const number = new Float64Array(1);
  const halves = new Int32Array(number.buffer);
  for (const { values, offset, stride } of columns) {
    for (let row = 0; row < numRows; row++) {
      const value = (values[offset + row * stride] as number) + 0; // -0 becomes 0
      number[0] = value;
      const isMissing = Number.isNaN(value); // NaN has many bit patterns
      const low = isMissing ? 1 : (halves[0] as number);
      const high = isMissing ? 0x7ff80000 : (halves[1] as number);
      hashes[row] = mix(mix(hashes[row] as number, low), high);
    }
  }
  return hashes;
}

/** One round of MurmurHash3, followed by its finaliser, so that the low bits are well mixed. */
function mix(hash: number, word: number): number {
  let chunk = Math.imul(word, 0xcc9e2d51);
  chunk = Math.imul((chunk << 15) | (chunk >>> 17), 0x1b873593);
  let mixed = hash ^ chunk;
  mixed = (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function areEqual(columns: readonly StridedColumn[], row: number, other: number): boolean {
  for (const { values, offset, stride } of columns) {
    const [a, b] = [values[offset + row * stride], values[offset + other * stride]];
    if (a !== b && !(Number.isNaN(a) && Number.isNaN(b))) return false;
  }
  return true;
}
