import { Random } from '@dlqr/core/random';
import { expect, it } from 'vitest';
import { invertPositive } from './invertPositive.ts';

it('gives the matrix that makes 1 of the product', () => {
  const random = new Random(1);
  const size = 12;
  const factor = Float64Array.from({ length: size * size }, () => random.normal());
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = row === column ? 0.1 : 0;
      for (let k = 0; k < size; k++) {
        sum += (factor[row * size + k] as number) * (factor[column * size + k] as number);
      }
      matrix[row * size + column] = sum;
    }
  }
  const inverse = invertPositive(matrix, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let k = 0; k < size; k++) {
        sum += (matrix[row * size + k] as number) * (inverse[k * size + column] as number);
      }
      expect(sum).toBeCloseTo(row === column ? 1 : 0, 9);
    }
  }
});
