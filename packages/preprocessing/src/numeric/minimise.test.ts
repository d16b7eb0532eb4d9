import { describe, expect, it } from 'vitest';
import { minimise } from './minimise.ts';

describe('minimise', () => {
  it.each<[string, (x: number) => number, number]>([
    ['a parabola inside', (x) => (x - 0.3) ** 2, 0.3],
    ['a parabola at the middle', (x) => x * x, 0],
    ['a minimum far to the left', (x) => (x + 1000) ** 2, -1000],
    ['a minimum far to the right', (x) => Math.cosh((x - 40) / 20), 40],
    ['a steep and a flat side', (x) => Math.exp(x) - 3 * x, Math.log(3)],
    ['a kink', (x) => Math.abs(x - 1.7), 1.7],
    ['a wall', (x) => (x < 0.5 ? Number.POSITIVE_INFINITY : (x + 1) ** 2), 0.5],
  ])('finds %s', (_, f, expected) => {
    expect(Math.abs(minimise(f, -2, 2) - expected)).toBeLessThan(1e-6 * (1 + Math.abs(expected)));
  });

  it('takes few steps', () => {
    let calls = 0;
    minimise(
      (x) => {
        calls++;
        return Math.exp(x) - 3 * x;
      },
      -2,
      2,
    );
    expect(calls).toBeLessThan(30);
  });

  it('ends where nothing is finite', () => {
    expect(minimise(() => Number.POSITIVE_INFINITY, -2, 2)).toBeTypeOf('number');
  });
});
