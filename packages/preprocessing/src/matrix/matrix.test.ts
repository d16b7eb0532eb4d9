import { DataError, ShapeError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { columnMatrix, matrixOf, readMatrix, readTrainingMatrix, toRows } from './matrix.ts';
import { readTransformed } from './matrixTransformer.ts';

describe('matrixOf and toRows', () => {
  it('go there and back', () => {
    const matrix = matrixOf([Float32Array.of(1, 2, 3), [4, 5, 6]]);
    expect(matrix).toEqual({
      values: Float64Array.of(1, 2, 3, 4, 5, 6),
      numRows: 2,
      numColumns: 3,
    });
    expect(toRows(matrix)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(matrixOf(matrix)).toBe(matrix);
    expect(toRows(matrixOf([]))).toEqual([]);
  });

  it('refuse ragged rows and wrong sizes', () => {
    expect(() => matrixOf([[1, 2], [3]])).toThrow(ShapeError);
    expect(() => matrixOf([[1, 2], [3]])).toThrow('row 1 has 1 values; expected 2');
    const wrong = { values: new Float64Array(3), numRows: 2, numColumns: 2 };
    expect(() => matrixOf(wrong)).toThrow('the matrix has 3 values; expected 2 rows x 2 columns');
    expect(() => toRows(wrong)).toThrow(ShapeError);
  });

  it('make a column of a target without copying 64-bit numbers', () => {
    expect(columnMatrix([1, 2])).toEqual({
      values: Float64Array.of(1, 2),
      numRows: 2,
      numColumns: 1,
    });
    const values = Float64Array.of(1, 2);
    expect(columnMatrix(values).values).toBe(values);
  });
});

describe('readMatrix', () => {
  it('names the place of a value that is not finite', () => {
    const rows = [
      [1, 2],
      [3, Number.NEGATIVE_INFINITY],
    ];
    expect(() => readMatrix(rows, { allowMissing: true })).toThrow(DataError);
    expect(() => readMatrix(rows, { allowMissing: true })).toThrow(
      'row 1, column 1 is -Infinity; expected a finite number',
    );
  });

  it('lets NaN pass only where that is allowed', () => {
    expect(readMatrix([[Number.NaN]], { allowMissing: true }).numRows).toBe(1);
    expect(() => readMatrix([[1], [Number.NaN]], { allowMissing: false })).toThrow(
      'row 1, column 0 is NaN',
    );
  });

  it('checks the number of columns, but lets an empty list of rows pass', () => {
    expect(() => readMatrix([[1]], { numColumns: 2, allowMissing: true })).toThrow(
      'there are 1 columns; expected 2, as in fit',
    );
    expect(() => readMatrix([[], []], { numColumns: 2, allowMissing: true })).toThrow(ShapeError);
    expect(readMatrix([], { numColumns: 2, allowMissing: true })).toMatchObject({
      numRows: 0,
      numColumns: 2,
    });
  });

  it('wants rows and columns to fit on', () => {
    expect(() => readTrainingMatrix([], { allowMissing: true })).toThrow(
      'there are 0 rows and 0 columns',
    );
    expect(() => readTrainingMatrix([[], []], { allowMissing: true })).toThrow(ShapeError);
  });
});

describe('readTransformed', () => {
  it('takes anything of the right width', () => {
    expect(readTransformed([[Number.POSITIVE_INFINITY]], 1).numRows).toBe(1);
    expect(readTransformed([], 3)).toMatchObject({ numRows: 0, numColumns: 3 });
    expect(() => readTransformed([[1, 2]], 1)).toThrow(ShapeError);
  });
});
