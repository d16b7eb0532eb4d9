import { describe, expect, it } from 'vitest';
import { contourFigure } from '../blocks/contourFigure.ts';
import { facetFigure } from '../blocks/facetFigure.ts';
import { heatmapFigure } from '../blocks/heatmapFigure.ts';
import { lineFigure } from '../blocks/lineFigure.ts';
import { scatterFigure } from '../blocks/scatterFigure.ts';
import { marksIn, plotSize, textsIn } from '../testSupport.ts';
import { THEME_CONFIG } from '../theme/themeConfig.ts';
import { drawFitted } from './fitLayout.ts';
import { renderSvg } from './renderSvg.ts';
import { vegaRuntime } from './vegaRuntime.ts';

const line = lineFigure([{ name: 'a', y: [1, 3, 2] }], {
  title: 'A line',
  xTitle: 'epoch',
  yTitle: 'loss (MPG)',
});
const grid = {
  x: [0, 1, 2],
  y: [0, 1],
  z: [
    [1, 2, 3],
    [4, 5, 6],
  ],
};

describe('renderSvg', () => {
  it('gives one svg element with the texts of the figure', async () => {
    const svg = await renderSvg(line);
    expect(svg.match(/<svg /g)).toHaveLength(1);
    expect(svg).not.toContain('<?xml');
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['A line', 'epoch', 'loss (MPG)']));
  });

  it('gives the same text again, whatever was drawn in between', async () => {
    const figure = heatmapFigure(grid, { zTitle: 'loss' });
    const first = await renderSvg(figure);
    await Promise.all([renderSvg(line), renderSvg(figure), renderSvg(contourFigure(grid))]);
    expect(await renderSvg(figure)).toBe(first);
  });

  it('has no id in common with another figure on the page', async () => {
    const ids = async (zTitle: string) => {
      const svg = await renderSvg(heatmapFigure(grid, { zTitle }));
      const found = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      for (const [, id] of svg.matchAll(/url\(#([^)]*)\)/g)) expect(found).toContain(id);
      return found;
    };
    const [first, second] = [await ids('loss'), await ids('error')];
    expect(first.length).toBeGreaterThan(0); // the colours of the legend
    expect(first.filter((id) => second.includes(id))).toEqual([]);
  });

  it('escapes what would be markup', async () => {
    const title = '</text></svg><script>alert("x")</script> & more';
    const svg = await renderSvg(
      lineFigure(
        [
          { name: '<b>', y: [1, 2] },
          { name: 'c', y: [2, 1] },
        ],
        { title, xTitle: '<i>', width: 800 },
      ),
    );
    expect(svg).not.toMatch(/<(script|b|i)>/);
    expect(svg.match(/<\/svg>/g)).toHaveLength(1);
    expect(textsIn(svg)).toEqual(expect.arrayContaining([title, '<b>', '<i>']));
  });

  it('wraps a title that is wider than the figure, and keeps the size', async () => {
    const title =
      'A finding that takes quite a few more words than one line has room for at this width';
    const short = await renderSvg({ ...line });
    const figure = lineFigure([{ name: 'a', y: [1, 3, 2] }], { title, width: 400, height: 300 });
    const svg = await renderSvg(figure);
    expect(svg).toContain('width="400" height="300" viewBox="0 0 400 300"');
    const lines = textsIn(svg).filter((text) => title.includes(text) && text.includes(' '));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe(title);
    expect(plotSize(svg).height).toBeLessThan(plotSize(short).height);
  });

  it.each([
    [300, 500, 1],
    [640, 400, 2],
    [1000, 300, 3],
  ])('makes panels fill %i x %i pixels in %i columns', async (width, height, columns) => {
    const figure = facetFigure([line, line, line], { width, height, columns });
    const { svg } = await drawFitted(figure, await vegaRuntime());
    const [, drawnWidth, drawnHeight] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
    expect(Math.abs(Number(drawnWidth) - width)).toBeLessThanOrEqual(1);
    expect(Math.abs(Number(drawnHeight) - height)).toBeLessThanOrEqual(1);
    expect(plotSize(svg).width).toBeGreaterThan(width / columns - 110);
  });

  it('refuses panels that have no room', async () => {
    const figure = facetFigure([line, line, line], { width: 220, height: 140, columns: 3 });
    await expect(renderSvg(figure)).rejects.toThrow(
      /220 x 140 pixels has no room for 1 x 3 panels/,
    );
  });

  it('cuts off an axis title that is longer than its axis, instead of pushing the title out', async () => {
    const yTitle = 'an axis title that is a good deal longer than the axis itself is high';
    const svg = await renderSvg(
      lineFigure([{ name: 'a', y: [1, 2] }], { title: 'T', yTitle, height: 240 }),
    );
    const shown = textsIn(svg).find((text) => text.startsWith('an axis title'));
    expect(shown).toMatch(/…$/);
    const [, originY] = /<g fill="none"[^>]*translate\([\d.]+,([\d.]+)\)/.exec(svg) ?? [];
    const [, titleY] = /translate\(-?[\d.]+,(-?[\d.]+)\)[^>]*>T</.exec(svg) ?? [];
    expect(Number(originY) + Number(titleY)).toBeGreaterThan(0);
    expect(textsIn(svg)).toContain('T');
  });

  it.each([
    ['cannot be read', '1 +'],
    ['fails while it is drawn', 'datum.value.no.such.thing'],
  ])('refuses a spec that %s, with the cause', async (_, labelExpr) => {
    const x = { field: 'a', type: 'quantitative', axis: { labelExpr } } as const;
    const spec = { mark: 'point', encoding: { x }, data: { values: [{ a: 1 }] } } as const;
    const failure = renderSvg({
      title: 'broken',
      width: 300,
      height: 200,
      spec: { ...spec, data: { values: [{ a: 1 }] } },
    });
    await expect(failure).rejects.toThrow(/spec cannot be drawn/);
    await expect(failure).rejects.toMatchObject({ code: 'DLQR_VALUE', cause: expect.anything() });
  });

  it('draws a spec of your own as it is', async () => {
    const spec = {
      data: { values: [{ a: 1 }, { a: 2 }] },
      mark: 'point',
      encoding: { x: { field: 'a', type: 'quantitative' } },
      config: THEME_CONFIG,
    } as const;
    const svg = await renderSvg({
      title: 'mine',
      width: 300,
      height: 100,
      spec: { ...spec, data: { values: [...spec.data.values] } },
    });
    expect(marksIn(svg, 'symbol')).toHaveLength(2);
  });

  it('names the whole, not each of its points', async () => {
    const svg = await renderSvg(scatterFigure([{ name: 'a', x: [1, 2], y: [1, 2] }]));
    expect(marksIn(svg, 'symbol').filter(({ tag }) => tag.includes('aria-label'))).toEqual([]);
    expect(svg).toContain('aria-label="a"');
  });
});
