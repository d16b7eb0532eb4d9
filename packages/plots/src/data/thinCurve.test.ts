import { expect, it } from 'vitest';
import { thinCurve } from './thinCurve.ts';

it('keeps every point of a curve of at most 2,000', () => {
  expect(thinCurve(new Float32Array(2000), new Float32Array(2000))).toHaveLength(2000);
});

it('leaves no point out that is further than a quarter of a pixel from one it keeps', () => {
  // Steep at first, as with few positives: nearly all of the way is within the first few points.
  const x = Array.from({ length: 100_000 }, (_, index) => Math.min(1, index / 50));
  const y = x.map((_, index) => 1 / (1 + index / 10_000));
  const kept = thinCurve(x, y);
  expect(kept.length).toBeLessThan(2100);
  expect(kept.slice(0, 51)).toEqual(Array.from({ length: 51 }, (_, index) => index));
  expect(kept.at(-1)).toBe(99_999);
  let next = 0;
  for (let index = 0; index < x.length; index++) {
    while ((kept[next + 1] ?? Infinity) <= index) next++;
    const last = kept[next] as number;
    expect(Math.abs((y[index] as number) - (y[last] as number))).toBeLessThanOrEqual(1 / 2000);
  }
});
