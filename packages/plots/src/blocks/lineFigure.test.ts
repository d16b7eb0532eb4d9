import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, stretchesOf, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { lineFigure } from './lineFigure.ts';

describe('lineFigure', () => {
  it('draws one path a line through all its points', async () => {
    const svg = await cleanSvg(
      lineFigure([
        { name: 'a', x: [0, 5, 10], y: [0, 1, 2] },
        { name: 'b', y: [2, 1] },
      ]),
    );
    const lines = marksIn(svg, 'line');
    expect(lines.map(({ tag }) => attribute(tag, 'stroke'))).toEqual(SERIES_COLOURS.slice(0, 2));
    const { width, height } = plotSize(svg);
    const [[a = []] = [], [b = []] = []] = lines.map(({ tag }) => stretchesOf(tag));
    expect(a[0]).toEqual([0, height]);
    expect(a[1]?.[0]).toBeCloseTo(width / 2, 1);
    expect(a[2]?.[0]).toBeCloseTo(width, 1);
    expect(b[0]?.[0]).toBeCloseTo(width / 10, 1); // without x, the first point is at 1
    expect(b[0]?.[1]).toBeCloseTo(a[2]?.[1] as number, 3); // both are 2
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['a', 'b']));
  });

  it('leaves gaps, and draws a point between two gaps as a dot', async () => {
    const svg = await cleanSvg(lineFigure([{ name: 'a', y: [1, 2, NaN, 3, Infinity, 4, 5] }]));
    const [line] = marksIn(svg, 'line');
    expect(stretchesOf(line?.tag ?? '').map((stretch) => stretch.length)).toEqual(
      [2, 1, 2].filter((n) => n > 0),
    );
    const dots = marksIn(svg, 'symbol');
    expect(dots).toHaveLength(1);
    expect(dots[0]?.x).toBeCloseTo(plotSize(svg).width / 2, 1);
  });

  it('draws a single point as a dot', async () => {
    const svg = await cleanSvg(
      lineFigure([{ name: 'a', y: [0.5] }], { xWhole: true, xTitle: 'epoch' }),
    );
    expect(marksIn(svg, 'symbol')).toHaveLength(1);
    expect(textsIn(svg).filter((text) => /^\d+$/.test(text))).toEqual(['1']); // no epoch 1.5
  });

  it('has no legend for one line', async () => {
    expect(
      textsIn(await cleanSvg(lineFigure([{ name: 'lonely', y: [1, 2] }], { title: 'T' }))),
    ).not.toContain('lonely');
  });

  it('draws a band below its line, open where an edge is missing', async () => {
    const svg = await cleanSvg(
      lineFigure([
        { name: 'a', y: [1, 2, 3, 4, 5], lower: [0, 1, NaN, 3, 4], upper: [2, 3, 4, 5, 6] },
        { name: 'b', y: [1, 1] },
      ]),
    );
    const areas = marksIn(svg, 'area');
    expect(areas).toHaveLength(1);
    expect(stretchesOf(areas[0]?.tag ?? '').map((outline) => outline.length)).toEqual([4, 4]);
    const ys = stretchesOf(areas[0]?.tag ?? '')
      .flat()
      .map(([, y]) => y);
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(0); // the axis spans the band
    expect(Math.max(...ys)).toBeLessThanOrEqual(plotSize(svg).height);
  });

  it('drops what a log axis cannot show, and ends bands at its foot', async () => {
    const svg = await cleanSvg(
      lineFigure(
        [
          {
            name: 'a',
            y: [100, 0, 1, -1, 10],
            lower: [50, 0, -1, -1, 5],
            upper: [200, 0, 2, 0, 20],
          },
        ],
        {
          yScale: 'log',
        },
      ),
    );
    expect(marksIn(svg, 'symbol')).toHaveLength(3); // 100, 1 and 10 have no neighbours
    const { height } = plotSize(svg);
    const ys = marksIn(svg, 'area').flatMap(({ tag }) =>
      stretchesOf(tag)
        .flat()
        .map(([, y]) => y),
    );
    expect(Math.max(...ys)).toBeCloseTo(height, 1);
  });

  it('tells strokes apart by pattern, in the legend of colours', async () => {
    const svg = await cleanSvg(
      lineFigure([
        { name: 'training', y: [1, 2], stroke: 'dashed' },
        { name: 'validation', y: [2, 1] },
      ]),
    );
    const dashes = marksIn(svg, 'line').map(({ tag }) => attribute(tag, 'stroke-dasharray'));
    expect(dashes).toEqual(['6,4', '1,0']);
    expect(textsIn(svg).filter((text) => text === 'training')).toHaveLength(1);
  });

  it('names strokes in a legend of their own', async () => {
    const svg = await cleanSvg(
      lineFigure(
        ['run 1', 'run 2'].flatMap((name) => [
          { name, y: [1, 2], stroke: 'dotted' as const, strokeName: 'training' },
          { name, y: [2, 1], strokeName: 'validation' },
        ]),
      ),
    );
    const dashes = marksIn(svg, 'line').map(({ tag }) => attribute(tag, 'stroke-dasharray'));
    expect(dashes).toEqual(['1.5,3', '1,0', '1.5,3', '1,0']);
    for (const name of ['run 1', 'run 2', 'training', 'validation']) {
      expect(textsIn(svg).filter((text) => text === name)).toEqual([name]);
    }
  });

  it('gives more lines than colours a ramp, and each its own legend entry', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `run ${index}`);
    const svg = await cleanSvg(lineFigure(names.map((name, index) => ({ name, y: [index, 1] }))));
    const colours = marksIn(svg, 'line').map(({ tag }) => attribute(tag, 'stroke'));
    expect(new Set(colours).size).toBe(12);
    expect(textsIn(svg)).toEqual(expect.arrayContaining(names));
  });

  it('draws references within the axes only, and markers with labels that stay inside', async () => {
    const svg = await cleanSvg(
      lineFigure([{ name: 'a', x: [0, 10], y: [0, 10] }], {
        references: [
          { kind: 'x', at: 5 },
          { kind: 'y', at: 2 },
          { kind: 'x', at: 11 },
          { kind: 'y', at: -1 },
          { kind: 'identity' },
        ],
        markers: [
          { x: 1, y: 3, label: 'left' },
          { x: 9, y: 3, label: 'right' },
          { x: 2, y: 2 },
        ],
      }),
    );
    expect(marksIn(svg, 'rule')).toHaveLength(3);
    expect(marksIn(svg, 'symbol')).toHaveLength(3);
    const anchors = marksIn(svg, 'text').map(({ tag }) => attribute(tag, 'text-anchor'));
    expect(anchors).toEqual(['start', 'start', 'end', 'end']); // each with its halo
  });

  it('marks points with dots, and intervals with bars, where asked to', async () => {
    const line = { name: 'a', y: [1, 2, 3], lower: [0, NaN, 2], upper: [2, 3, 4] };
    const svg = await cleanSvg(lineFigure([{ ...line, dots: true, bars: true }]));
    expect(marksIn(svg, 'symbol')).toHaveLength(3);
    expect(marksIn(svg, 'rule')).toHaveLength(2);
    expect(marksIn(svg, 'area')).toHaveLength(0);
  });

  it('draws dots alone, and noisy lines pale behind the others', async () => {
    const svg = await cleanSvg(
      lineFigure([
        { name: 'formula', y: [1, 2, 3] },
        { name: 'measured', y: [1.1, 1.9, 3.2], stroke: 'none' },
        { name: 'noise', y: [1, 3, 2], isFaint: true },
      ]),
    );
    const [faint, strong, ...more] = marksIn(svg, 'line').map(({ tag }) => tag);
    expect(more).toHaveLength(0);
    expect(attribute(faint ?? '', 'stroke')).toBe(SERIES_COLOURS[2]);
    expect(Number(attribute(faint ?? '', 'opacity'))).toBeLessThan(0.5);
    expect(attribute(strong ?? '', 'stroke')).toBe(SERIES_COLOURS[0]);
    const dots = marksIn(svg, 'symbol').map(({ tag }) => attribute(tag, 'fill'));
    expect(dots).toEqual(new Array(3).fill(SERIES_COLOURS[1]));
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['formula', 'measured', 'noise']));
  });

  it('takes the limits that it is given, and cuts off what lies beyond', async () => {
    const svg = await cleanSvg(
      lineFigure([{ name: 'a', x: [0, 5, 10], y: [0, 5, 10] }], {
        xLimits: [0, 5],
        yLimits: [0, 20],
      }),
    );
    const { width, height } = plotSize(svg);
    expect(stretchesOf(marksIn(svg, 'line')[0]?.tag ?? '').flat()[1]).toEqual([
      width,
      height * 0.75,
    ]);
    expect(svg).toContain('clip-path');
    const within = await cleanSvg(lineFigure([{ name: 'a', y: [1, 2] }], { yLimits: [0, 3] }));
    expect(within).not.toContain('clip-path');
  });

  it('writes words beside references, towards the middle of the plot', async () => {
    const svg = await cleanSvg(
      lineFigure([{ name: 'a', x: [0, 10], y: [0, 10] }], {
        references: [
          { kind: 'x', at: 2, label: 'early' },
          { kind: 'x', at: 8, label: 'late' },
          { kind: 'y', at: 5, label: 'right' },
          { kind: 'y', at: 3, label: 'left', labelEnd: 'left' },
          { kind: 'identity', label: 'same' },
          { kind: 'x', at: 99, label: 'outside' },
        ],
      }),
    );
    const anchors = ['early', 'late', 'right', 'left', 'same'].map((text) => {
      const [, tag = ''] = new RegExp(`(<text[^>]*>)${text}<`).exec(svg) ?? [];
      return attribute(tag, 'text-anchor');
    });
    expect(anchors).toEqual(['start', 'end', 'end', 'start', 'start']);
    expect(textsIn(svg)).not.toContain('outside');
  });

  it('writes words at the foot of an upright line where asked to', async () => {
    const heightAt = async (labelEnd?: 'bottom') => {
      const reference = { kind: 'x', at: 1, label: 'here', ...(labelEnd && { labelEnd }) } as const;
      const svg = await cleanSvg(
        lineFigure([{ name: 'a', x: [0, 10], y: [0, 10] }], { references: [reference] }),
      );
      return (marksIn(svg, 'text')[0]?.y ?? NaN) / plotSize(svg).height;
    };
    expect(await heightAt()).toBeLessThan(0.1);
    expect(await heightAt('bottom')).toBeGreaterThan(0.9);
  });

  it('keeps labels of markers within the plot, above or below', async () => {
    const svg = await cleanSvg(
      lineFigure([{ name: 'a', x: [0, 10], y: [0, 10] }], {
        markers: [
          { x: 1, y: 10, label: 'top' },
          { x: 1, y: 0, label: ['two', 'lines'], labelPlace: 'below' },
        ],
      }),
    );
    const { height } = plotSize(svg);
    for (const { y } of marksIn(svg, 'text')) {
      expect(y).toBeGreaterThan(0);
      expect(y + 14).toBeLessThan(height); // the second line is 14 pixels below the first
    }
  });

  it('keeps the shape of a very long line on a log axis', async () => {
    const x = Float64Array.from({ length: 100_000 }, (_, index) => index + 1);
    const y = x.map((value) => Math.sin(8 * Math.log10(value)));
    const svg = await cleanSvg(lineFigure([{ name: 'a', x, y }], { xScale: 'log' }));
    const points = stretchesOf(marksIn(svg, 'line')[0]?.tag ?? '').flat();
    expect(points.length).toBeLessThanOrEqual(5000);
    const { width } = plotSize(svg);
    expect(points.filter(([left]) => left < width / 2).length).toBeGreaterThan(250); // 1 to 300
  });

  it('draws a very long line with few points', async () => {
    const y = Float32Array.from({ length: 100_000 }, (_, index) => Math.sin(index / 3000));
    const svg = await cleanSvg(lineFigure([{ name: 'a', y }]));
    const points = stretchesOf(marksIn(svg, 'line')[0]?.tag ?? '').flat();
    expect(points.length).toBeLessThanOrEqual(5000);
    expect(points.length).toBeGreaterThan(1000);
  });

  it('refuses what it cannot draw', () => {
    const code = (name: string) => expect.objectContaining({ code: `DLQR_${name}` });
    expect(() => lineFigure([])).toThrow(code('VALUE'));
    expect(() => lineFigure([{ name: 'a', y: [] }])).toThrow(code('VALUE'));
    expect(() => lineFigure([{ name: 'a', y: [1, 2], x: [1] }])).toThrow(code('SHAPE'));
    expect(() => lineFigure([{ name: 'a', y: [1], lower: [1] }])).toThrow(/only one end/);
    expect(() => lineFigure([{ name: 'a', y: [NaN, NaN] }])).toThrow(code('DATA'));
    expect(() => lineFigure([{ name: 'a', y: [1], x: [NaN] }])).toThrow(code('DATA'));
    expect(() => lineFigure([{ name: 'a', y: [-1, 0] }], { yScale: 'log' })).toThrow(/positive/);
    expect(() => lineFigure([{ name: 'a', y: [1] }], { xLimits: [2, 1] })).toThrow(/xLimits are 2/);
    expect(() => lineFigure([{ name: 'a', y: [1] }], { yLimits: [0, 1], yScale: 'log' })).toThrow(
      /yLimits are 0 and 1; expected two rising positive/,
    );
    expect(() => lineFigure([{ name: 'a', y: [1] }], { width: 100 })).toThrow(/width is 100/);
    expect(() => lineFigure([{ name: 'a', y: [1] }], { height: NaN })).toThrow(/height is NaN/);
  });

  it('is plain JSON', () => {
    const { spec } = lineFigure([{ name: 'a', y: [1, NaN, 3] }], { title: 'T', subtitle: 'S.' });
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });
});
