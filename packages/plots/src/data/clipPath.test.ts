import { expect, it } from 'vitest';
import { clipPath } from './clipPath.ts';

const box = { x: [0, 10], y: [0, 10] } as const;

it('keeps a path inside as one part', () => {
  expect(clipPath([1, 2, 3], [1, 5, 2], box)).toEqual([
    [
      [1, 1],
      [2, 5],
      [3, 2],
    ],
  ]);
});

it('cuts at the border and goes on where the path comes back', () => {
  expect(clipPath([5, 5, 25, 5], [5, 15, 5, 5], box)).toEqual([
    [
      [5, 5],
      [5, 10],
    ],
    [
      [10, 5],
      [5, 5],
    ],
  ]);
});

it('keeps what crosses the box between two points outside', () => {
  expect(clipPath([-10, 20], [5, 5], box)).toEqual([
    [
      [0, 5],
      [10, 5],
    ],
  ]);
});

it('drops what runs beside the box or touches a corner', () => {
  expect(clipPath([-5, 5], [5, 15], box)).toEqual([]);
  expect(clipPath([-5, 15], [12, 12], box)).toEqual([]);
  expect(clipPath([-1, -1], [2, 8], box)).toEqual([]);
});

it('parts a path at a point that is not finite', () => {
  expect(clipPath([1, 2, NaN, 3, 4], [1, 1, 1, 1, 1], box)).toEqual([
    [
      [1, 1],
      [2, 1],
    ],
    [
      [3, 1],
      [4, 1],
    ],
  ]);
});

it('keeps a path that diverges within the box', () => {
  const far = [1, -3, 9, -27, 1e12, -1e300];
  const points = clipPath(far, far, box).flat().flat();
  expect(points.length).toBeGreaterThan(0);
  expect(points.every((value) => value >= 0 && value <= 10)).toBe(true);
});
