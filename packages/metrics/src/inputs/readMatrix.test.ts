import { ShapeError, ValueError } from '@dlqr/core/errors';
import { expect, it } from 'vitest';
import { readMatrix, readVector } from './readMatrix.ts';
import type { NumericInput, TensorLike } from './tensorLike.ts';

function tensor(shape: number[], values: number[]): TensorLike {
  return { shape, dataSync: () => Float32Array.from(values) };
}

const rows = [1, 2, 3, 4, 5, 6];

it.each<[string, NumericInput, number, number]>([
  ['an array', rows, 6, 1],
  ['a typed array', Int32Array.from(rows), 6, 1],
  ['a Float64Array', Float64Array.from(rows), 6, 1],
  [
    'rows',
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    2,
    3,
  ],
  ['rows of one', [[1], [2], [3], [4], [5], [6]], 6, 1],
  ['typed rows', [Float32Array.of(1, 2), Float32Array.of(3, 4), Float32Array.of(5, 6)], 3, 2],
  ['a tensor', tensor([3, 2], rows), 3, 2],
  ['a vector tensor', tensor([6], rows), 6, 1],
])('reads %s', (_, input, numRows, numColumns) => {
  const matrix = readMatrix(input, 'x');
  expect([...matrix.values]).toEqual(rows);
  expect([matrix.numRows, matrix.numColumns]).toEqual([numRows, numColumns]);
});

it('leaves the input alone', () => {
  const input = Float64Array.of(3, 1, 2);
  readMatrix(input, 'x').values.sort();
  expect([...input]).toEqual([3, 1, 2]);
});

it.each<[string, NumericInput, number]>([
  ['numbers', [0.5], 2 ** -52],
  ['a Float32Array', Float32Array.of(0.5), 2 ** -23],
  ['rows of Float32Array', [Float32Array.of(0.5, 1)], 2 ** -23],
  ['a tensor', tensor([1], [0.5]), 2 ** -23],
])('knows the precision of %s', (_, input, epsilon) => {
  expect(readMatrix(input, 'x').epsilon).toBe(epsilon);
});

it.each<[string, unknown, typeof ShapeError | typeof ValueError, string]>([
  ['no samples', [], ShapeError, 'x is empty; expected at least one sample'],
  ['a tensor without samples', tensor([0, 3], []), ShapeError, 'x is empty'],
  ['rows without columns', [[], []], ShapeError, 'x[0] is empty'],
  ['ragged rows', [[1, 2], [3]], ShapeError, 'x[1] is 1 columns; expected 2 columns'],
  ['a number among rows', [[1, 2], 3], ShapeError, 'x[1] is 3; expected 2 columns'],
  ['a row among numbers', [1, [2]], ValueError, 'x[1] is an array; expected a finite number'],
  ['three axes', tensor([1, 2, 3], rows), ShapeError, 'x has the shape [1, 2, 3]'],
  ['no axis', tensor([], [1]), ShapeError, 'x has the shape []'],
  ['NaN', [1, Number.NaN], ValueError, 'x[1] is NaN; expected a finite number'],
  [
    'Infinity in a row',
    [
      [1, 2],
      [3, -Infinity],
    ],
    ValueError,
    'x[1][1] is -Infinity',
  ],
  ['NaN in a tensor', tensor([2, 2], [1, 2, Number.NaN, 4]), ValueError, 'x[1][0] is NaN'],
  ['a text', ['1'], ValueError, 'x[0] is "1"; expected a finite number'],
  ['null', [null], ValueError, 'x[0] is null'],
  ['a hole', [undefined], ValueError, 'x[0] is undefined'],
  ['a boolean', [true], ValueError, 'x[0] is true'],
  ['big integers', BigInt64Array.of(1n), ValueError, 'x[0] is 1; expected a finite number'],
  ['nothing', undefined, ValueError, 'x is undefined; expected numbers'],
  ['a bare number', 3, ValueError, 'x is 3; expected numbers'],
  ['a bare text', 'abc', ValueError, 'x is "abc"; expected numbers'],
  ['an object', {}, ValueError, 'x is an object; expected numbers'],
])('refuses %s', (_, input, kind, message) => {
  const read = () => readMatrix(input as NumericInput, 'x');
  expect(read).toThrow(kind);
  expect(read).toThrow(message);
});

it('reads a vector from one column, and from no more', () => {
  expect([...readVector([[1], [2]], 'x')]).toEqual([1, 2]);
  expect(() => readVector([[1, 2]], 'x')).toThrow(ShapeError);
  expect(() => readVector([[1, 2]], 'x')).toThrow('x has the shape [1, 2]');
});
