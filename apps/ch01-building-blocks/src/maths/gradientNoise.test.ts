import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { expectedNoise, meanVector, squaredDistance } from './gradientNoise.ts';

/** All subsets of `size` of the first `count` numbers. */
function subsets(count: number, size: number): number[][] {
  if (size === 0) return [[]];
  if (count < size) return [];
  const without = subsets(count - 1, size);
  return [...without, ...subsets(count - 1, size - 1).map((rest) => [...rest, count - 1])];
}

describe('expectedNoise', () => {
  it.each([1, 2, 3, 5, 7])('is what all batches of %i samples of 7 do', (batchSize) => {
    const random = new Random(batchSize);
    const vectors = Array.from({ length: 7 }, () => [random.normal(), random.normal(0, 3)]);
    const centre = meanVector(vectors);
    const squares = subsets(7, batchSize).map((rows) =>
      squaredDistance(meanVector(rows.map((row) => vectors[row] ?? [])), centre),
    );
    const measured = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
    expect(expectedNoise(vectors, batchSize)).toBeCloseTo(measured, 12);
  });
});
