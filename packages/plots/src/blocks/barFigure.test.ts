import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, textsIn } from '../testSupport.ts';
import { ROLE_COLOURS, SERIES_COLOURS } from '../theme/palette.ts';
import { barFigure } from './barFigure.ts';

/** Left edge and width of a lying bar. */
function extentOf(tag: string): [number, number] {
  const [, left, width] = /d="M([-\d.]+),[-\d.]+h([-\d.]+)/.exec(tag) ?? [];
  return [Number(left), Number(width)];
}

describe('barFigure', () => {
  it('draws bars from zero with lengths in proportion, in the order given', async () => {
    const svg = await cleanSvg(
      barFigure(
        [
          { name: 'b', value: 2 },
          { name: 'a', value: 4 },
          { name: 'c', value: 1 },
        ],
        { valueTitle: 'count' },
      ),
    );
    const bars = marksIn(svg, 'rect').map(({ tag }) => extentOf(tag));
    expect(bars.map(([left]) => left)).toEqual([0, 0, 0]);
    const [b, a, c] = bars.map(([, width]) => width) as [number, number, number];
    expect(b / a).toBeCloseTo(0.5, 2);
    expect(c / a).toBeCloseTo(0.25, 2);
    expect(a / plotSize(svg).width).toBeCloseTo(4 / 4.24, 2);
    expect(textsIn(svg).filter((text) => /^[abc]$/.test(text))).toEqual(['b', 'a', 'c']);
    expect(textsIn(svg)).toContain('count');
  });

  it('draws negative bars to the left of zero, their values beyond their ends', async () => {
    const svg = await cleanSvg(
      barFigure(
        [
          { name: 'up', value: 1 },
          { name: 'down', value: -1, low: -1.5, high: -0.5 },
        ],
        { showValues: true },
      ),
    );
    const [up = [0, 0], down = [0, 0]] = marksIn(svg, 'rect').map(({ tag }) => extentOf(tag));
    expect(down[0] + down[1]).toBeCloseTo(up[0], 1);
    const labels = marksIn(svg, 'text');
    expect(labels.map(({ tag }) => attribute(tag, 'text-anchor'))).toEqual([
      'start',
      'start',
      'end',
      'end',
    ]);
    expect(labels[0]?.x).toBeGreaterThan(up[0] + up[1]);
    expect(labels[2]?.x).toBeLessThan(down[0]);
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['1', '−1']));
  });

  it('draws error bars, and dots on an axis without zero', async () => {
    const bars = [
      { name: 'a', value: 100, low: 99, high: 102 },
      { name: 'b', value: 101 },
    ];
    const svg = await cleanSvg(barFigure(bars, { mark: 'dot', references: [100.5] }));
    expect(marksIn(svg, 'symbol')).toHaveLength(2);
    expect(marksIn(svg, 'rule')).toHaveLength(2); // one error bar, one reference
    const [a, b] = marksIn(svg, 'symbol');
    expect((b?.x as number) - (a?.x as number)).toBeGreaterThan(plotSize(svg).width / 5);
  });

  it('greys all but the highlighted', async () => {
    const svg = await cleanSvg(
      barFigure(
        [
          { name: 'a', value: 1 },
          { name: 'b', value: 2 },
        ],
        { highlight: ['b'] },
      ),
    );
    const colours = marksIn(svg, 'rect').map(({ tag }) => attribute(tag, 'fill'));
    expect(colours).toEqual([ROLE_COLOURS.muted, SERIES_COLOURS[0]]);
  });

  it('puts groups side by side, upright on demand', async () => {
    const bars = ['cat', 'dog'].flatMap((name) =>
      ['precision', 'recall'].map((group) => ({ name, group, value: 0.5, low: 0.4, high: 0.6 })),
    );
    const svg = await cleanSvg(barFigure(bars, { orientation: 'vertical', valueFormat: '.0%' }));
    const lefts = marksIn(svg, 'rect').map(({ tag }) => extentOf(tag)[0]);
    expect(new Set(lefts).size).toBe(4);
    expect(new Set(marksIn(svg, 'rule').map(({ x }) => x)).size).toBe(4);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining(['cat', 'dog', 'precision', 'recall', '40%']),
    );
  });

  it('sets long names under an upright bar aslant, and drops none', async () => {
    const names = Array.from({ length: 15 }, (_, index) => `a rather long name ${index}`);
    const svg = await cleanSvg(
      barFigure(
        names.map((name, value) => ({ name, value })),
        { orientation: 'vertical' },
      ),
    );
    expect(textsIn(svg)).toEqual(expect.arrayContaining(names));
    expect(svg).toMatch(/rotate\(320\)[^>]*>a rather long name 0</);
  });

  it('keeps the name of a value that is missing, and counts it', async () => {
    const svg = await cleanSvg(
      barFigure([
        { name: 'a', value: NaN },
        { name: 'b', value: 1 },
      ]),
    );
    expect(marksIn(svg, 'rect')).toHaveLength(1);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining(['a', 'b', '1 row without a usable value left out']),
    );
  });

  it('grows with the number of bars', () => {
    const bars = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `${index}`, value: 1 }));
    expect(barFigure(bars(30)).height - barFigure(bars(10)).height).toBe(20 * 24);
  });

  it('breaks long names below upright bars into lines', async () => {
    const names = ['a very long name of a class', 'short'];
    const bars = names.map((name) => ({ name, value: 1 }));
    const svg = await cleanSvg(
      barFigure(bars, { orientation: 'vertical', title: 'T', width: 360 }),
    );
    expect(svg).not.toContain('rotate(320)');
    expect(textsIn(svg).join(' ')).toContain(names[0]);
    const one = [
      { name: 'incomprehensibilities', value: 1 },
      ...bars.slice(1),
      { name: 'b', value: 1 },
    ];
    const aslant = await cleanSvg(barFigure(one, { orientation: 'vertical', width: 360 }));
    expect(aslant).toContain('rotate(320)'); // a word cannot be broken
  });

  it('refuses what it cannot draw', () => {
    const code = (name: string) => expect.objectContaining({ code: `DLQR_${name}` });
    expect(() => barFigure([])).toThrow(code('VALUE'));
    const bar = { name: 'a', value: 1 };
    expect(() => barFigure([bar, bar])).toThrow(/two bars are named "a"/);
    expect(() =>
      barFigure([
        { ...bar, group: 'g' },
        { ...bar, group: 'g' },
      ]),
    ).toThrow(/in group "g"/);
    expect(() => barFigure([bar, { ...bar, group: 'g' }])).not.toThrow();
    expect(() => barFigure([{ ...bar, low: 2, high: 1 }])).toThrow(/low 2 above high 1/);
    expect(() => barFigure([{ ...bar, low: 2 }])).toThrow(/only one end/);
    expect(() => barFigure([{ name: 'a', value: NaN }])).toThrow(code('DATA'));
  });
});
