import { describe, expect, it } from 'vitest';
import { columnSums, plusRow, product, transpose, zipped } from './matrices.ts';

const A = [
  [1, 2, 3],
  [4, 5, 6],
];

describe('matrices', () => {
  it('multiplies 2x3 by 3x2 as the chapter does', () => {
    expect(product(A, transpose([A[0] ?? [], A[1] ?? []]))).toEqual([
      [14, 32],
      [32, 77],
    ]);
    const right = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    expect(product(A, right)).toEqual([
      [22, 28],
      [49, 64],
    ]);
  });

  it('adds rows, sums columns, joins elements', () => {
    expect(plusRow(A, [10, 20, 30])).toEqual([
      [11, 22, 33],
      [14, 25, 36],
    ]);
    expect(columnSums(A)).toEqual([5, 7, 9]);
    expect(zipped(A, A, (a, b) => a * b)[1]).toEqual([16, 25, 36]);
  });

  it('refuses sizes that do not fit', () => {
    expect(() => product(A, A)).toThrow('cannot multiply rows of 3 by 2 rows');
  });
});
