import { describe, expect, it } from 'vitest';
import { logGamma, upperGamma } from './gamma.ts';

/** The difference as a share of the expected value. */
function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThan(1e-11 * Math.max(1, Math.abs(expected)));
}

// scipy 1.17.1: special.gammaln, special.gammaincc.
describe('gamma', () => {
  it.each([
    [0.5, 0.5723649429247],
    [1, 0],
    [2.5, 0.2846828704729192],
    [10, 12.801827480081469],
    [170.5, 704.0044277342047],
    [1_000_000, 12_815_504.569147611],
  ])('ln Γ(%d)', (x, expected) => expectNear(logGamma(x), expected));

  it.each([
    [0.5, 0.3, 0.4385780260809997],
    [0.5, 10, 7.744216431044088e-6],
    [1, 2.5, 0.0820849986238988],
    [3.7, 1.2, 0.9494026015014375],
    [3.7, 9, 0.015185911655693945],
    [50, 40, 0.9296649333406051],
    [50, 80, 0.0001307839765914092],
    [1000, 1100, 0.0010593232539299773],
    [0.2, 0.01, 0.5671324390734749],
  ])('Q(%d, %d)', (shape, x, expected) => {
    expectNear(upperGamma(shape, x), expected);
    expect(upperGamma(shape, x) / expected).toBeCloseTo(1, 10);
  });

  it('is 1 at 0 and 0 at infinity', () => {
    expect([upperGamma(3, 0), upperGamma(3, Number.POSITIVE_INFINITY)]).toEqual([1, 0]);
  });
});
