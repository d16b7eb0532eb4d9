import { describe, expect, it } from 'vitest';
import { renderSvg } from '../rendering/renderSvg.ts';
import { attribute, cleanSvg, marksIn, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { barFigure } from './barFigure.ts';
import { facetFigure } from './facetFigure.ts';
import { heatmapFigure } from './heatmapFigure.ts';
import { histogramFigure } from './histogramFigure.ts';
import { lineFigure } from './lineFigure.ts';
import { scatterFigure } from './scatterFigure.ts';

const panel = (title: string, y: number[]) =>
  lineFigure(
    [
      { name: 'training', y, stroke: 'dashed' },
      { name: 'validation', y },
    ],
    { title },
  );

/** Places of texts on the page, by adding up the moves of all groups around them. */
function placesOf(svg: string, wanted: RegExp): { text: string; x: number; y: number }[] {
  const stack: [number, number][] = [[0, 0]];
  const found: { text: string; x: number; y: number }[] = [];
  for (const [tag, , text = ''] of svg.matchAll(/<(\/?\w+)[^>]*>([^<]*)/g)) {
    const [, dx = '0', dy = '0'] = /translate\(([-\d.]+),([-\d.]+)\)/.exec(tag) ?? [];
    const [x, y] = stack.at(-1) as [number, number];
    const here: [number, number] = [x + Number(dx), y + Number(dy)];
    if (tag.startsWith('<g')) stack.push(here);
    if (tag.startsWith('</g')) stack.pop();
    if (tag.startsWith('<t') && wanted.test(text)) found.push({ text, x: here[0], y: here[1] });
  }
  return found;
}

describe('facetFigure', () => {
  it('draws every panel under its title, with one legend for all', async () => {
    const svg = await cleanSvg(
      facetFigure([panel('loss', [1, 2]), panel('error', [300, 400])], { title: 'Both' }),
    );
    expect(marksIn(svg, 'line')).toHaveLength(4);
    const texts = textsIn(svg);
    for (const once of ['Both', 'loss', 'error', 'training', 'validation']) {
      expect(texts.filter((text) => text === once)).toEqual([once]);
    }
  });

  it('lines panel titles up, whatever stands on the axes or in subtitles', async () => {
    const low = lineFigure([{ name: 'a', y: [0, 0.001] }], {
      title: 'panel 1',
      subtitle: 'with a subtitle',
    });
    const high = lineFigure([{ name: 'a', y: [0, 1e9] }], { title: 'panel 2' });
    const long = lineFigure([{ name: 'a', y: [3, 4] }], { title: 'panel 3' });
    const svg = await cleanSvg(facetFigure([low, high, long, low], { title: 'T', columns: 2 }));
    const places = placesOf(svg, /^panel/);
    expect(places.map(({ text }) => text)).toEqual(['panel 1', 'panel 2', 'panel 3', 'panel 1']);
    const [one, two, three, four] = places.map(({ x, y }) => ({
      x: Math.round(x),
      y: Math.round(y),
    }));
    expect(one?.y).toBe(two?.y);
    expect(three?.y).toBe(four?.y);
    expect(one?.x).toBe(three?.x);
    expect(two?.x).toBe(four?.x);
    expect(three?.y).toBeGreaterThan(one?.y as number);
  });

  it('stacks the lines of title and subtitle, the last above the plot', async () => {
    const lines = lineFigure([{ name: 'a', y: [1, 2] }], {
      title: 'the title of a panel that is broken into several lines',
      subtitle: 'and the subtitle of it, which is broken into several lines too',
    });
    const svg = await cleanSvg(
      facetFigure([lines, panel('b', [1, 2])], { title: 'T', width: 440 }),
    );
    const [title, subtitle, other, ...more] = marksIn(svg, 'text');
    expect(more).toHaveLength(0);
    expect(other?.y).toBe(title?.y); // first lines at one height
    const multiline = [...svg.matchAll(/<text[^>]*>((?:<tspan[^>]*>[^<]*<\/tspan>)+)/g)];
    const [titleCount = 0, subtitleCount = 0] = multiline.map(
      ([, lines = '']) => lines.split('<tspan').length - 1,
    );
    expect(Math.min(titleCount, subtitleCount)).toBeGreaterThan(1);
    const lastLine = (first = 0, count = 0) => first + 17 * (count - 1);
    expect(lastLine(title?.y, titleCount)).toBeLessThan((subtitle?.y ?? 0) - 14);
    expect(lastLine(subtitle?.y, subtitleCount)).toBe(-12);
  });

  it('combines blocks of different kinds without an objection of vega', async () => {
    const names = ['train', 'test'];
    const histogram = histogramFigure(
      names.map((name) => ({ name, values: [1, 2, 2] })),
      { title: 'numbers' },
    );
    const bars = barFigure(
      names.map((group) => ({ name: 'x', group, value: 1 })),
      { title: 'texts' },
    );
    const svg = await cleanSvg(facetFigure([histogram, bars]));
    expect(textsIn(svg).filter((text) => text === 'train')).toHaveLength(1);
  });

  it('numbers the names of all panels through where they differ', async () => {
    const svg = await cleanSvg(
      facetFigure([
        scatterFigure([
          { name: 'cats', x: [1], y: [1] },
          { name: 'dogs', x: [2], y: [2] },
        ]),
        lineFigure([
          { name: 'dogs', y: [1, 2], stroke: 'dotted' },
          { name: 'birds', y: [2, 1] },
        ]),
        lineFigure([{ name: 'alone', y: [1, 2], stroke: 'dashed' }], { title: 'T' }),
      ]),
    );
    const [cats, dogs, birds] = SERIES_COLOURS;
    expect(marksIn(svg, 'symbol').map(({ tag }) => attribute(tag, 'fill'))).toEqual([cats, dogs]);
    const lines = marksIn(svg, 'line').map(({ tag }) => [
      attribute(tag, 'stroke'),
      attribute(tag, 'stroke-dasharray'),
    ]);
    expect(lines).toEqual([
      [dogs, '1.5,3'],
      [birds, '1,0'],
      [cats, '6,4'],
    ]);
    const names = textsIn(svg).filter((text) => /^(cats|dogs|birds|alone)$/.test(text));
    expect(names).toEqual(['cats', 'dogs', 'birds']); // one legend; a lone line needs none
  });

  it('keeps strokes with names of their own in a legend of their own', async () => {
    const runs = (y: number[]) =>
      ['a', 'b'].flatMap((name) => [
        { name, y, stroke: 'dashed' as const, strokeName: 'training' },
        { name, y, strokeName: 'validation' },
      ]);
    const svg = await cleanSvg(
      facetFigure([lineFigure(runs([1, 2])), lineFigure(runs([2, 1]).slice(0, 3))]),
    );
    const names = textsIn(svg).filter((text) => /^(a|b|training|validation)$/.test(text));
    expect(names.sort()).toEqual(['a', 'b', 'training', 'validation']);
  });

  it('lets a colour stand for one value in all heat maps', async () => {
    const heat = (z: number) =>
      heatmapFigure({ x: ['a', 'b'], y: ['c'], z: [[0, z]] }, { title: `up to ${z}` });
    const svg = await renderSvg(facetFigure([heat(5), heat(10)]));
    const [zero, five, sameZero, ten] = marksIn(svg, 'rect').map(({ tag }) =>
      attribute(tag, 'fill'),
    );
    expect(sameZero).toBe(zero);
    expect(new Set([zero, five, ten]).size).toBe(3);
  });

  it('wraps a panel title to the width of its panel', async () => {
    const title = 'a title of a panel that has no room in a panel as narrow as this one';
    const svg = await cleanSvg(
      facetFigure([panel(title, [1, 2]), panel('b', [1, 2])], { width: 500, title: 'T' }),
    );
    const lines = textsIn(svg).filter((text) => title.includes(text) && text.includes(' '));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe(title);
  });

  it('chooses columns by the number of panels', () => {
    const columnsOf = (count: number) => {
      const { spec } = facetFigure(Array.from({ length: count }, () => panel('a', [1, 2])));
      return 'columns' in spec ? spec.columns : undefined;
    };
    expect([1, 2, 3, 4, 5, 9, 10].map(columnsOf)).toEqual([1, 2, 3, 2, 3, 3, 4]);
  });

  it('gives rows the proportions asked for', async () => {
    const heightsOf = async (rowHeights: number[]) => {
      const panels = [panel('a', [1, 2]), panel('b', [1, 2])];
      const svg = await cleanSvg(
        facetFigure(panels, { columns: 1, rowHeights, title: 'T', height: 600 }),
      );
      const plots = svg.matchAll(
        /role-scope concat_\d_group"[^>]*><g[^>]*><path[^>]* d="M0,0h[\d.]+v([\d.]+)h/g,
      );
      return [...plots].map(([, height]) => Number(height));
    };
    const [high = 0, low = 1] = await heightsOf([3, 1]);
    expect(high / low).toBeCloseTo(3, 2);
    const [first = 0, second = 1] = await heightsOf([2, 2]);
    expect(first).toBe(second);
  });

  it('refuses what it cannot draw', () => {
    const one = [panel('a', [1])];
    expect(() => facetFigure(one, { rowHeights: [1, 1] })).toThrow(/one for each of 1 rows/);
    expect(() => facetFigure(one, { rowHeights: [0] })).toThrow(/rowHeights has 0/);
    expect(() => facetFigure([])).toThrow(/no panels/);
    expect(() => facetFigure([panel('a', [1])], { columns: 0 })).toThrow(/columns is 0/);
    const nested = facetFigure([panel('a', [1])], { title: 'inner' });
    expect(() => facetFigure([nested])).toThrow(/"inner" is no single plot/);
  });
});
