import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, textsIn } from '../testSupport.ts';
import { ROLE_COLOURS, SERIES_COLOURS } from '../theme/palette.ts';
import { predictionIntervals } from './predictionIntervals.ts';

describe('predictionIntervals', () => {
  it('draws intervals in the order of predictions, with true values in or out', async () => {
    // Sorted by prediction: row 2 (inside, on the edge), row 0 (inside), row 1 (outside).
    const figure = predictionIntervals([5, 20, 1], [4, 8, 1], [7, 12, 3], [5.5, 10, 2], {
      target: 'fuel economy',
      unit: 'MPG',
    });
    expect(figure.title).toBe('67% of actual values lie inside their interval');
    const svg = await cleanSvg(figure);
    expect(marksIn(svg, 'rect')).toHaveLength(3);
    const dots = marksIn(svg, 'symbol');
    const [calm, alarm] = [ROLE_COLOURS.text, SERIES_COLOURS[1]];
    expect(dots.map(({ tag }) => attribute(tag, 'fill'))).toEqual([calm, calm, alarm]);
    const lines = marksIn(svg, 'rule');
    expect(lines).toHaveLength(3);
    expect(lines.map(({ y }) => y)).toEqual([...lines.map(({ y }) => y)].sort((a, b) => b - a)); // rising
    expect(dots[2]?.y).toBeLessThan(lines[2]?.y as number);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining([
        'fuel economy (MPG)',
        'actual value outside',
        'Shaded: intervals. Line: predictions',
      ]),
    );
  });

  it('holds coverage against the promise, give or take two standard errors', () => {
    const titleFor = (inside: number, nominal: number) => {
      const yTrue = Array.from({ length: 100 }, (_, row) => (row < inside ? 0.5 : 2));
      const [zeros, ones] = [new Float32Array(100), new Float32Array(100).fill(1)];
      return predictionIntervals(yTrue, zeros, ones, zeros, { nominal }).title;
    };
    // The standard error of 90% of 100 is 3%.
    expect(titleFor(88, 0.9)).toBe(
      '88% of actual values lie inside their interval, as the 90% promised',
    );
    expect(titleFor(80, 0.9)).toMatch(/, fewer than the 90% promised$/);
    expect(titleFor(99, 0.9)).toMatch(/^99% .*, more than the 90% promised$/);
  });

  it('counts all and draws a part', async () => {
    const y = Array.from({ length: 1000 }, (_, index) => index);
    const figure = predictionIntervals(
      y,
      y.map((v) => v - 1),
      y.map((v) => v + (v < 500 ? 1 : -0.5)),
      y,
      { maxPoints: 100 },
    );
    expect(figure.title).toBe('50% of actual values lie inside their interval');
    const svg = await cleanSvg(figure);
    expect(marksIn(svg, 'symbol')).toHaveLength(100);
    expect(textsIn(svg).join(' ')).toContain('100 of 1,000 samples shown, drawn at random');
  });

  it('leaves rows out that are not finite, and says so', async () => {
    const svg = await cleanSvg(predictionIntervals([1, NaN], [0, 0], [2, 2], [1, 1]));
    expect(marksIn(svg, 'symbol')).toHaveLength(1);
    expect(textsIn(svg).join(' ')).toContain('1 row without a usable value left out');
  });

  it('refuses what it cannot draw', () => {
    expect(() => predictionIntervals([], [], [], [])).toThrow(/yTrue is empty/);
    expect(() => predictionIntervals([1], [1], [1, 2], [1])).toThrow(/upper has 2 values/);
    expect(() => predictionIntervals([1, 1], [0, 3], [2, 2], [1, 1])).toThrow(
      /row 1 has the lower end 3 above the upper end 2/,
    );
    for (const nominal of [0, 1, 90, NaN]) {
      expect(() => predictionIntervals([1], [0], [2], [1], { nominal })).toThrow(/nominal is/);
    }
    expect(() => predictionIntervals([1], [0], [2], [1], { maxPoints: 0 })).toThrow(
      /maxPoints is 0/,
    );
    expect(() => predictionIntervals([NaN], [0], [2], [1])).toThrow(
      expect.objectContaining({ code: 'DLQR_DATA' }),
    );
  });
});
