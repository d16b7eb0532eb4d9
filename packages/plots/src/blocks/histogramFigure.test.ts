import { describe, expect, it } from 'vitest';
import { cleanSvg, marksIn, plotSize, stretchesOf, textsIn } from '../testSupport.ts';
import { histogramFigure } from './histogramFigure.ts';

/** Heights of upright bars. */
function heightsIn(svg: string): number[] {
  return marksIn(svg, 'rect').map(({ tag }) =>
    Number(/d="M[-\d.]+,[-\d.]+h[-\d.]+v([-\d.]+)/.exec(tag)?.[1]),
  );
}

describe('histogramFigure', () => {
  it('draws a bar for each bin that holds something, in proportion to its count', async () => {
    const svg = await cleanSvg(
      histogramFigure([{ name: 'a', values: [1, 1, 1, 1, 2, 2, 4, NaN] }], { xTitle: 'size' }),
    );
    const [ones = 0, twos = 0, fours = 0] = heightsIn(svg);
    expect(heightsIn(svg)).toHaveLength(3);
    expect(twos / ones).toBeCloseTo(0.5, 2);
    expect(fours / ones).toBeCloseTo(0.25, 2);
    expect(ones).toBeLessThan(plotSize(svg).height);
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['size', 'number of values']));
  });

  it('draws further lists as outlines, all as shares of their own total', async () => {
    const svg = await cleanSvg(
      histogramFigure([
        { name: 'train', values: [1, 1, 1, 2] },
        { name: 'test', values: Array.from({ length: 100 }, (_, index) => (index < 75 ? 1 : 2)) },
      ]),
    );
    const [outline] = marksIn(svg, 'line');
    const { height } = plotSize(svg);
    const steps = stretchesOf(outline?.tag ?? '')
      .flat()
      .map(([, y]) => height - y);
    const [ones = 0, twos = 0] = heightsIn(svg);
    const expected = [0, ones, ones, twos, twos, 0];
    for (const [index, step] of steps.entries())
      expect(step).toBeCloseTo(expected[index] as number, 1);
    expect(steps).toHaveLength(6);
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['train', 'test', 'share of values']));
    expect(textsIn(svg).some((text) => text.endsWith('%'))).toBe(true);
  });

  it('draws a constant as one bar, and references', async () => {
    const svg = await cleanSvg(
      histogramFigure([{ name: 'a', values: [7, 7] }], { references: [{ kind: 'x', at: 7 }] }),
    );
    expect(heightsIn(svg)).toHaveLength(1);
    expect(marksIn(svg, 'rule')).toHaveLength(1);
  });

  it('keeps to maxBins', async () => {
    const values = Array.from({ length: 10_000 }, (_, index) => Math.sqrt(index));
    const bars = async (maxBins: number) =>
      heightsIn(await cleanSvg(histogramFigure([{ name: 'a', values }], { maxBins }))).length;
    expect(await bars(5)).toBeLessThanOrEqual(5);
    expect(await bars(40)).toBeGreaterThan(10);
  });

  it('refuses what it cannot draw', () => {
    expect(() => histogramFigure([])).toThrow(/no lists/);
    expect(() => histogramFigure([{ name: 'a', values: [] }])).toThrow(/"a" is empty/);
    expect(() => histogramFigure([{ name: 'a', values: [NaN] }])).toThrow(
      /"a" has 1 values and none of them is finite/,
    );
    expect(() => histogramFigure([{ name: 'a', values: [1] }], { maxBins: 1 })).toThrow(
      /maxBins is 1/,
    );
  });
});
