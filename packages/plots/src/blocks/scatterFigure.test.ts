import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { scatterFigure } from './scatterFigure.ts';

describe('scatterFigure', () => {
  it('puts every point where its values are on the axes', async () => {
    const svg = await cleanSvg(scatterFigure([{ name: 'a', x: [0, 50, 100], y: [-1, 0, 1] }]));
    const { width, height } = plotSize(svg);
    const points = marksIn(svg, 'symbol');
    expect(points).toHaveLength(3);
    expect(points[0]?.x).toBe(0); // nothing is negative: the axis begins at 0
    expect(points[1]?.x).toBeCloseTo((50 / 104) * width, 1);
    expect(points[1]?.y).toBeCloseTo(0.5 * height, 1);
    expect(points[2]?.x).toBeCloseTo((100 / 104) * width, 1);
    expect(points[2]?.y).toBeCloseTo((0.04 / 1.08) * height, 1);
  });

  it('colours groups and names them', async () => {
    const group = (name: string) => ({ name, x: [1, 2], y: [1, 2] });
    const svg = await cleanSvg(scatterFigure([group('cats'), group('dogs')]));
    const colours = marksIn(svg, 'symbol').map(({ tag }) => attribute(tag, 'fill'));
    expect(colours).toEqual([0, 0, 1, 1].map((index) => SERIES_COLOURS[index]));
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['cats', 'dogs']));
  });

  it('gives both axes the same limits on demand', async () => {
    const svg = await cleanSvg(
      scatterFigure([{ name: 'a', x: [0, 10], y: [4, 5] }], {
        sameAxes: true,
        references: [{ kind: 'identity' }],
      }),
    );
    const { width, height } = plotSize(svg);
    const [first] = marksIn(svg, 'symbol');
    expect((first?.y as number) / height).toBeCloseTo(1 - 4 / 10.4, 2);
    const [diagonal] = marksIn(svg, 'rule');
    expect(Math.abs(Number(attribute(diagonal?.tag ?? '', 'x2')))).toBeCloseTo(width, 0);
    expect(Math.abs(Number(attribute(diagonal?.tag ?? '', 'y2')))).toBeCloseTo(height, 0);
  });

  it('draws error bars through points', async () => {
    const svg = await cleanSvg(
      scatterFigure([{ name: 'a', x: [1, 2], y: [5, 6], lower: [4, 5], upper: [7, 20] }]),
    );
    expect(marksIn(svg, 'rule')).toHaveLength(2);
    for (const { y } of marksIn(svg, 'symbol')) expect(y).toBeGreaterThan(plotSize(svg).height / 2);
  });

  it('leaves unusable rows out and says how many', async () => {
    const svg = await cleanSvg(
      scatterFigure([{ name: 'a', x: [1, NaN, 3, 4], y: [1, 2, Infinity, 4] }]),
    );
    expect(marksIn(svg, 'symbol')).toHaveLength(2);
    expect(textsIn(svg)).toContain('2 rows without a usable value left out');
    const log = await cleanSvg(
      scatterFigure([{ name: 'a', x: [0, 1, 10], y: [5, -1, 6] }], {
        xScale: 'log',
        yScale: 'log',
      }),
    );
    expect(marksIn(log, 'symbol')).toHaveLength(1);
  });

  it('draws a part of many points, the same each time, on axes that span them all', async () => {
    const x = Float32Array.from({ length: 5000 }, (_, index) => index);
    const y = x.map((value) => (value === 2500 ? 1e4 : value / 5000));
    const figure = scatterFigure([
      { name: 'many', x, y },
      { name: 'few', x: [1, 2, 3], y: [1, 2, 3] },
    ]);
    const svg = await cleanSvg(figure);
    expect(marksIn(svg, 'symbol')).toHaveLength(1998 + 1);
    expect(textsIn(svg)).toContain('1,999 of 5,003 points shown, drawn at random');
    expect(scatterFigure([{ name: 'many', x, y }])).toEqual(
      scatterFigure([{ name: 'many', x, y }]),
    );
    const lowest = Math.min(...marksIn(svg, 'symbol').map((mark) => mark.y));
    expect(lowest < 20 || lowest > 0.9 * plotSize(svg).height).toBe(true); // 1e4 is on the axis
    expect(textsIn(svg)).toContain('10,000');
  });

  it('draws all of exactly maxPoints points without a note', async () => {
    const x = Array.from({ length: 2000 }, (_, index) => index);
    const svg = await cleanSvg(scatterFigure([{ name: 'a', x, y: x }]));
    expect(marksIn(svg, 'symbol')).toHaveLength(2000);
    expect(textsIn(svg).join(' ')).not.toContain('random');
  });

  it('refuses what it cannot draw', () => {
    const code = (name: string) => expect.objectContaining({ code: `DLQR_${name}` });
    expect(() => scatterFigure([])).toThrow(code('VALUE'));
    expect(() => scatterFigure([{ name: 'a', x: [], y: [] }])).toThrow(code('VALUE'));
    expect(() => scatterFigure([{ name: 'a', x: [1], y: [1, 2] }])).toThrow(code('SHAPE'));
    expect(() => scatterFigure([{ name: 'a', x: [1], y: [1], upper: [2] }])).toThrow(
      /only one end/,
    );
    expect(() => scatterFigure([{ name: 'a', x: [NaN], y: [1] }])).toThrow(code('DATA'));
    expect(() => scatterFigure([{ name: 'a', x: [0], y: [1] }], { xScale: 'log' })).toThrow(
      /positive/,
    );
    expect(() => scatterFigure([{ name: 'a', x: [0], y: [1] }], { maxPoints: 0 })).toThrow(
      /maxPoints/,
    );
  });
});
