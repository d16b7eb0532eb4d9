import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { centralDifferences, forwardDifferences } from './finiteDifferences.ts';

/** x³ + 2xy, with the gradient [3x² + 2y, 2x]. */
const cost = ([x = 0, y = 0]: readonly number[]): number => x ** 3 + 2 * x * y;

describe('finite differences', () => {
  it('are exact but for the third derivative (central) and the second (forward)', () => {
    const h = 0.01;
    expectAllClose(centralDifferences(cost, [2, 5], h), [22 + h * h, 4], { absolute: 1e-10 });
    expectAllClose(forwardDifferences(cost, [2, 5], h), [22 + 3 * 2 * h + h * h, 4], {
      absolute: 1e-10,
    });
  });

  it('leave the values alone', () => {
    const values = Object.freeze([1, 2]);
    centralDifferences(cost, values, 1e-3);
    forwardDifferences(cost, values, 1e-3);
    expect(values).toEqual([1, 2]);
  });
});
