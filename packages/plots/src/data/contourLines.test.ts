import { describe, expect, it } from 'vitest';
import { contourLevels, contourLines } from './contourLines.ts';

const at = Array.from({ length: 41 }, (_, index) => (index - 20) / 10); // -2 to 2

function surfaceOf(height: (x: number, y: number) => number) {
  return { x: at, y: at, z: at.map((y) => at.map((x) => height(x, y))) };
}

describe('contourLines', () => {
  it('gives one closed line around a bowl, near the circle of that height', () => {
    const lines = contourLines(
      surfaceOf((x, y) => x * x + y * y),
      2,
    );
    expect(lines).toHaveLength(1);
    const [line = []] = lines;
    expect(line.at(-1)).toEqual(line[0]);
    for (const [x, y] of line) expect(Math.hypot(x, y)).toBeCloseTo(Math.SQRT2, 2);
    const angles = line.map(([x, y]) => Math.floor((Math.atan2(y, x) / Math.PI + 1) * 4));
    expect(new Set(angles.map((angle) => angle % 8)).size).toBe(8); // all the way round
  });

  it('is exact on a slope, and runs from border to border', () => {
    const [line = [], ...others] = contourLines(
      surfaceOf((x, y) => x + 2 * y),
      0.33,
    );
    expect(others).toHaveLength(0);
    for (const [x, y] of line) expect(x + 2 * y).toBeCloseTo(0.33, 12);
    const xs = line.map(([x]) => x);
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([-2, 2]);
  });

  it('gives as many lines as there are hills', () => {
    const hills = surfaceOf(
      (x, y) => Math.exp(-8 * ((x - 1) ** 2 + y * y)) + Math.exp(-8 * ((x + 1) ** 2 + y * y)),
    );
    expect(contourLines(hills, 0.5)).toHaveLength(2);
  });

  it('joins the corners of a saddle on the side of the middle', () => {
    const saddle = {
      x: [0, 1],
      y: [0, 1],
      z: [
        [1, 0],
        [0, 1],
      ],
    };
    const along = (level: number, measure: (x: number, y: number) => number) =>
      contourLines(saddle, level).map((line) => line.map(([x, y]) => measure(x, y)));
    // Below the middle (0.5) the high corners are joined, and the low ones, (1,0) and (0,1), cut off.
    const low = along(0.4, (x, y) => x - y);
    // Above it the high corners, (0,0) and (1,1), are cut off.
    const high = along(0.6, (x, y) => x + y);
    const rounded = (lines: number[][]) =>
      lines.map((line) => line.map((v) => Number(v.toFixed(9))));
    expect(rounded(low).sort()).toEqual([
      [-0.6, -0.6],
      [0.6, 0.6],
    ]);
    expect(rounded(high).sort()).toEqual([
      [0.4, 0.4],
      [1.6, 1.6],
    ]);
  });

  it('leaves cells with a missing corner out', () => {
    const bowl = surfaceOf((x, y) => (x > 0.95 && x < 1.05 ? NaN : x * x + y * y));
    const lines = contourLines(bowl, 2);
    expect(lines).toHaveLength(2);
    for (const [x] of lines.flat()) expect(x < 0.9 + 1e-9 || x > 1.1 - 1e-9).toBe(true);
  });

  it('has nothing to give above the summit', () => {
    expect(
      contourLines(
        surfaceOf((x, y) => -x * x - y * y),
        1,
      ),
    ).toEqual([]);
  });
});

describe('contourLevels', () => {
  it('spaces evenly between the bounds', () => {
    expect(contourLevels([0, 8], 3, 'linear')).toEqual([2, 4, 6]);
  });

  it('spaces by equal factors on a log scale', () => {
    const levels = contourLevels([0.01, 100], 3, 'log');
    for (const [index, level] of [0.1, 1, 10].entries())
      expect(levels[index]).toBeCloseTo(level, 12);
  });
});
