// Compares numbers with a tolerance that each assertion states.
import { expect } from 'vitest';

/** |actual - expected| may be at most absolute + relative * |expected|. */
export interface Tolerance {
  readonly absolute?: number;
  readonly relative?: number;
}

type Numbers = number | ArrayLike<number> | readonly Numbers[];

/**
 * Expects equal lengths and every number close to its partner. NaN equals only NaN, an infinity
 * only itself.
 */
export function expectAllClose(actual: Numbers, expected: Numbers, tolerance: Tolerance): void {
  const [left, right] = [flatten(actual), flatten(expected)];
  expect(left.length, 'number of values').toBe(right.length);
  const { absolute = 0, relative = 0 } = tolerance;
  for (let index = 0; index < right.length; index++) {
    const [a, e] = [left[index] as number, right[index] as number];
    const near = Number.isFinite(e) && Math.abs(a - e) <= absolute + relative * Math.abs(e);
    const close = Object.is(a, e) || a === e || near;
    if (!close) expect.fail(`value ${index} is ${a}; expected ${e} (${JSON.stringify(tolerance)})`);
  }
}

function flatten(values: Numbers): number[] {
  if (typeof values === 'number') return [values];
  return Array.from(values as ArrayLike<Numbers>).flatMap(flatten);
}
