import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, stretchesOf, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { contourFigure } from './contourFigure.ts';

const at = Array.from({ length: 41 }, (_, index) => (index - 20) / 10); // -2 to 2
const bowl = { x: at, y: at, z: at.map((y) => at.map((x) => x * x + y * y)) };

describe('contourFigure', () => {
  it('draws each level where the surface has that height', async () => {
    const svg = await cleanSvg(
      contourFigure(bowl, { levels: [1, 3], zTitle: 'loss', xTitle: 'w1' }),
    );
    const { width, height } = plotSize(svg);
    const lines = marksIn(svg, 'line').map(({ tag }) => stretchesOf(tag).flat());
    expect(lines).toHaveLength(2);
    for (const [index, level] of [1, 3].entries()) {
      for (const [x, y] of lines[index] ?? []) {
        const radius = Math.hypot((x / width) * 4 - 2, 2 - (y / height) * 4);
        expect(radius).toBeCloseTo(Math.sqrt(level), 1);
      }
    }
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['loss', 'w1']));
  });

  it('spaces levels by factors on a log scale, the lower the darker', async () => {
    const svg = await cleanSvg(contourFigure(bowl, { levels: 3, zScale: 'log' }));
    const colours = marksIn(svg, 'line').map(({ tag }) => attribute(tag, 'stroke') ?? '');
    expect(new Set(colours).size).toBe(3);
    const reds = colours.map((colour) => Number(/\d+/.exec(colour)?.[0]));
    expect([...reds].sort((a, b) => a - b)).toEqual(reds);
  });

  it('draws paths over the lines', async () => {
    const paths = [
      { name: 'SGD', x: [-2, 0], y: [1, 0] },
      { name: 'Adam', x: [-2, -1], y: [1, NaN] },
    ];
    const svg = await cleanSvg(contourFigure(bowl, { levels: [1], paths }));
    expect(marksIn(svg, 'line')).toHaveLength(1 + 2); // Adam took no step
    expect(marksIn(svg, 'symbol')).toHaveLength(3); // two starts, one end
  });

  it('draws points and paths in colours of their own, with one legend', async () => {
    const points = [{ name: 'samples', x: [-1, 1, 9], y: [0, 1, 0] }];
    const paths = [{ name: 'SGD', x: [-2, 0], y: [1, 0] }];
    const svg = await cleanSvg(contourFigure(bowl, { levels: [1], points, paths }));
    const dots = marksIn(svg, 'symbol').map(({ tag }) => attribute(tag, 'fill'));
    expect(dots).toEqual([SERIES_COLOURS[0], SERIES_COLOURS[0], 'white', SERIES_COLOURS[1]]);
    for (const name of ['samples', 'SGD']) {
      expect(textsIn(svg).filter((text) => text === name)).toEqual([name]);
    }
  });

  it('refuses what it cannot draw', () => {
    const flat = { x: [1], y: [1, 2], z: [[1], [2]] };
    expect(() => contourFigure(flat)).toThrow(/the grid is 2 x 1; expected at least 2 x 2/);
    expect(() => contourFigure(bowl, { levels: [] })).toThrow(/no levels/);
    expect(() => contourFigure(bowl, { levels: 0 })).toThrow(/no levels/);
    expect(() => contourFigure({ ...bowl, z: [[1]] })).toThrow(
      expect.objectContaining({ code: 'DLQR_SHAPE' }),
    );
  });
});
