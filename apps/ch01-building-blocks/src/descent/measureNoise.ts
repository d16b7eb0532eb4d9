// The noise of a gradient, measured on batches drawn at random.
import type { Random } from '@dlqr/core';
import { expectedNoise, meanVector, squaredDistance } from '../maths/gradientNoise.ts';
import { mean } from '../statistics.ts';
import { gradientsAt, type Line, type LineProblem } from './lineProblem.ts';

/** Root mean square distance of a batch's gradient from that of all rows. */
export interface MeasuredNoise {
  readonly batchSize: number;
  readonly measured: number;
  /** By the formula. */
  readonly expected: number;
}

/** The noise of the gradient at the start, for batches of one row, two, four … */
export function measureNoise(
  problem: LineProblem,
  numDraws: number,
  random: Random,
): MeasuredNoise[] {
  const gradients = gradientsAt(problem.start, problem);
  const centre = meanVector(gradients);
  const sizes: number[] = [];
  for (let size = 1; size <= gradients.length / 2; size *= 2) sizes.push(size);
  return sizes.map((batchSize) => {
    const squares = Array.from({ length: numDraws }, () => {
      const rows = random.sample(gradients.length, batchSize);
      return squaredDistance(meanVector(Array.from(rows, (row) => gradients[row] as Line)), centre);
    });
    return {
      batchSize,
      measured: Math.sqrt(mean(squares)),
      expected: expectedNoise(gradients, batchSize),
    };
  });
}
