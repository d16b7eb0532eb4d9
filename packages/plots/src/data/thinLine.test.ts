import { expect, it } from 'vitest';
import { extentOf, pick } from './summary.ts';
import { thinLine } from './thinLine.ts';

it('keeps every point of a line of at most 5,000', () => {
  expect(thinLine(new Float32Array(5000))).toHaveLength(5000);
});

it('keeps ends, peaks, valleys and gaps of a longer one', () => {
  const values = Float64Array.from({ length: 123_457 }, (_, index) => Math.sin(index / 999));
  values[77_777] = 50;
  values[33_333] = -50;
  values[55_555] = Number.NaN;
  const kept = thinLine(values);
  expect(kept.length).toBeLessThanOrEqual(5000);
  expect(kept[0]).toBe(0);
  expect(kept.at(-1)).toBe(123_456);
  expect(extentOf([pick(values, kept)])).toEqual([-50, 50]);
  expect(kept).toContain(55_555);
  expect(kept.every((index, place) => place === 0 || index > (kept[place - 1] as number))).toBe(
    true,
  );
});

it('finds the extremes of a stretch that begins with a gap', () => {
  const values = Array.from({ length: 10_000 }, (_, index) =>
    index % 10 === 0 ? NaN : index % 10,
  );
  const kept = thinLine(values).filter((index) => index < 10);
  expect(kept).toEqual([0, 1, 9]);
});
