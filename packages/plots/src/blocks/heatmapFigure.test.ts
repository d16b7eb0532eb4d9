import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, stretchesOf, textsIn } from '../testSupport.ts';
import { ROLE_COLOURS, SERIES_COLOURS } from '../theme/palette.ts';
import { heatmapFigure } from './heatmapFigure.ts';

const fills = (svg: string) => marksIn(svg, 'rect').map(({ tag }) => attribute(tag, 'fill'));

/** Red, green and blue of `rgb(…)` or `#rrggbb`, added up. */
function brightness(colour = ''): number {
  const parts = /^#/.test(colour)
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/\d+/g) ?? []).map(Number);
  return parts.reduce((sum, part) => sum + part, 0);
}

describe('heatmapFigure', () => {
  it('draws a cell for each value, with names in order and numbers in the cells', async () => {
    const grid = {
      x: ['cat', 'dog'],
      y: ['is cat', 'is dog'],
      z: [
        [48, 2],
        [7, 1234],
      ],
    };
    const svg = await cleanSvg(
      heatmapFigure(grid, {
        ramp: 'blues',
        showValues: true,
        xTitle: 'predicted',
        yTitle: 'actual',
        zTitle: 'images',
      }),
    );
    expect(fills(svg)).toHaveLength(4);
    expect(brightness(fills(svg)[3])).toBeLessThan(brightness(fills(svg)[1])); // blues darken upwards
    const numbers = marksIn(svg, 'text');
    expect(numbers.map(({ tag }) => attribute(tag, 'fill'))).toEqual([
      ...new Array(3).fill(ROLE_COLOURS.text),
      'white',
    ]);
    const texts = textsIn(svg);
    for (const text of [
      '48',
      '2',
      '7',
      '1,234',
      'cat',
      'dog',
      'is cat',
      'is dog',
      'predicted',
      'actual',
      'images',
    ]) {
      expect(texts).toContain(text);
    }
    const { width, height } = plotSize(svg);
    expect(numbers[1]?.x).toBeCloseTo(width * 0.75, 0); // x[1], y[0]: upper right
    expect(numbers[1]?.y).toBeLessThan(height / 2);
  });

  it('lets numbers rise upwards, over cells that meet half-way', async () => {
    const svg = await cleanSvg(
      heatmapFigure({
        x: [0, 1, 3],
        y: [10, 20],
        z: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      }),
    );
    const cells = marksIn(svg, 'rect').map(({ tag }) =>
      (/d="M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)/.exec(tag) ?? []).slice(1).map(Number),
    );
    const { width, height } = plotSize(svg);
    expect(cells).toHaveLength(6);
    const edges = [-0.5, 0.5, 2, 4].map((edge) => ((edge + 0.5) / 4.5) * width);
    for (const [index, cell] of cells.slice(0, 3).entries()) {
      expect(cell[0]).toBeCloseTo(edges[index] as number, 1);
      expect((cell[0] as number) + (cell[2] as number)).toBeCloseTo(
        (edges[index + 1] as number) + 0.5,
        1,
      );
      expect((cell[1] as number) + (cell[3] as number)).toBeCloseTo(height, 0); // y = 10 is below
    }
  });

  it('greys cells without a usable value', async () => {
    const grid = { x: ['a', 'b', 'c'], y: ['r'], z: [[1, NaN, -2]] };
    expect(
      fills(await cleanSvg(heatmapFigure(grid))).filter((fill) => fill === ROLE_COLOURS.missing),
    ).toHaveLength(1);
    const log = await cleanSvg(heatmapFigure(grid, { zScale: 'log', showValues: true }));
    expect(fills(log).filter((fill) => fill === ROLE_COLOURS.missing)).toHaveLength(2);
    expect(marksIn(log, 'text')).toHaveLength(1);
  });

  it('puts 0 in the middle of two-sided colours', async () => {
    const svg = await cleanSvg(
      heatmapFigure({ x: ['a', 'b', 'c'], y: ['r'], z: [[-1, 0, 4]] }, { ramp: 'blueorange' }),
    );
    const [negative = '', zero = '', positive = ''] = fills(svg);
    expect(brightness(zero)).toBeGreaterThan(brightness(negative));
    expect(brightness(negative)).toBeGreaterThan(brightness(positive)); // -1 is a quarter of the way
  });

  it('writes values as the caller wants them', async () => {
    const svg = await cleanSvg(
      heatmapFigure(
        { x: ['a'], y: ['b'], z: [[0.25]] },
        { showValues: (value) => `${value * 100} %` },
      ),
    );
    expect(textsIn(svg)).toContain('25 %');
  });

  it('draws paths with their ends, cut off at the border', async () => {
    const grid = {
      x: [0, 1, 2],
      y: [0, 1, 2],
      z: [
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
      ],
    };
    const paths = [
      { name: 'inside', x: [0, 1, 2], y: [0, 2, 0] },
      { name: 'leaves', x: [0, 1, 9e9, 1, 1], y: [1, 1, 1, 1, 2] },
    ];
    const svg = await cleanSvg(heatmapFigure(grid, { paths }));
    const { width } = plotSize(svg);
    const lines = marksIn(svg, 'line').map(({ tag }) => stretchesOf(tag).flat());
    expect(lines).toHaveLength(4); // each on a white rim
    expect(lines[3]).toHaveLength(3); // 0, 1 and the border; not the way back from afar
    expect(lines[3]?.at(-1)?.[0]).toBeCloseTo(width, 0);
    expect(marksIn(svg, 'symbol')).toHaveLength(4);
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['inside', 'leaves']));
  });

  it('draws a boundary where the decision turns, with the samples in pale colours of their classes', async () => {
    const at = Array.from({ length: 21 }, (_, index) => index / 10);
    const grid = { x: at, y: at, z: at.map(() => at.map((x) => x / 2)) };
    const points = [
      { name: 'no', x: [0.2, 0.4, NaN], y: [1, 1, 1] },
      { name: 'yes', x: [1.5, 99], y: [1, 1] },
    ];
    const options = { ramp: 'blueorange', centre: 0.5, zLimits: [0, 1], levels: [0.5] } as const;
    const svg = await cleanSvg(heatmapFigure(grid, { ...options, points }));
    const { width } = plotSize(svg);
    const boundary = stretchesOf(marksIn(svg, 'line')[0]?.tag ?? '').flat();
    for (const [x] of boundary) expect(x).toBeCloseTo(width / 2, 0);
    const dots = marksIn(svg, 'symbol');
    expect(dots.map(({ tag }) => attribute(tag, 'fill'))).toEqual([
      SERIES_COLOURS[0],
      SERIES_COLOURS[0],
      SERIES_COLOURS[1],
    ]);
    expect(textsIn(svg)).toContain('1 row without a usable value left out');
    const cells = fills(svg);
    expect(brightness(cells[10])).toBe(3 * 255); // white at the centre
    const [dark, pale] = [cells[0], fills(await cleanSvg(heatmapFigure(grid, options)))[0]];
    expect(brightness(dark)).toBeGreaterThan(brightness(pale)); // with points, colours are paler
  });

  it('lets colours end where it is told to', async () => {
    const grid = { x: ['a', 'b', 'c'], y: ['r'], z: [[0, 1, 9]] };
    const [low, high, beyond] = fills(await cleanSvg(heatmapFigure(grid, { zLimits: [0, 1] })));
    expect(high).toBe(beyond);
    expect(low).not.toBe(high);
    const half = fills(await cleanSvg(heatmapFigure(grid, { zLimits: [-1, 1] })));
    expect(half[0]).not.toBe(low);
  });

  it('refuses what it cannot draw', () => {
    const z = [[1, 2]];
    const code = (name: string) => expect.objectContaining({ code: `DLQR_${name}` });
    expect(() => heatmapFigure({ x: [], y: [1], z: [[]] })).toThrow(/x has no positions/);
    expect(() => heatmapFigure({ x: [2, 1], y: [1], z })).toThrow(
      /x\[1\] is 1; expected finite numbers that rise/,
    );
    expect(() => heatmapFigure({ x: [1, NaN], y: [1], z })).toThrow(code('VALUE'));
    expect(() => heatmapFigure({ x: ['a', 'a'], y: ['b'], z })).toThrow(/x has "a" twice/);
    expect(() => heatmapFigure({ x: [1, 2], y: [1, 2], z })).toThrow(code('SHAPE'));
    expect(() => heatmapFigure({ x: [1, 2, 3], y: [1], z })).toThrow(
      /row 0 of z has 2 values; expected 3/,
    );
    expect(() => heatmapFigure({ x: [1, 2], y: [1], z: [[NaN, NaN]] })).toThrow(code('DATA'));
    expect(() => heatmapFigure({ x: [1, 2], y: [1], z: [[0, -1]] }, { zScale: 'log' })).toThrow(
      /finite and positive/,
    );
    const paths = [{ name: 'p', x: [1], y: [1] }];
    expect(() => heatmapFigure({ x: ['a', 'b'], y: ['c'], z }, { paths })).toThrow(
      /paths need numbers/,
    );
    expect(() => heatmapFigure({ x: ['a', 'b'], y: [1], z }, { levels: [1] })).toThrow(
      /levels need numbers/,
    );
    expect(() => heatmapFigure({ x: [1, 2], y: [1], z }, { zLimits: [1, 0] })).toThrow(
      /zLimits are 1 and 0/,
    );
    expect(() =>
      heatmapFigure({ x: [1, 2], y: [1], z }, { paths: [{ name: 'p', x: [1], y: [] }] }),
    ).toThrow(code('SHAPE'));
  });
});
