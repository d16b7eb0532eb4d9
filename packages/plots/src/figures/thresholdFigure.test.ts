import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, stretchesOf, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { thresholdFigure } from './thresholdFigure.ts';

const thresholds = [0.2, 0.5, 0.8];
const scores = { precision: [0.4, 0.7, 0.9], recall: [1, 0.8, 0.3] };

describe('thresholdFigure', () => {
  it('draws a line a score, with a dot on each at the chosen threshold', async () => {
    const figure = thresholdFigure(thresholds, scores, { threshold: 0.5 });
    expect(figure.title).toBe('Threshold 0.5 gives precision 0.700, recall 0.800');
    const svg = await cleanSvg(figure);
    const { width, height } = plotSize(svg);
    const dots = marksIn(svg, 'symbol');
    expect(dots.map(({ tag }) => attribute(tag, 'fill'))).toEqual(SERIES_COLOURS.slice(0, 2));
    for (const [index, value] of [0.7, 0.8].entries()) {
      expect(dots[index]?.x).toBeCloseTo(width / 2, 1);
      expect(dots[index]?.y).toBeCloseTo(((1.01 - value) / 1.02) * height, 1);
    }
    expect(marksIn(svg, 'rule')[0]?.x).toBeCloseTo(width / 2, 1);
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['threshold 0.5', 'precision', 'recall']));
  });

  it('takes the values of the next threshold given, at which decisions are the same', () => {
    const titleAt = (threshold: number) => thresholdFigure(thresholds, scores, { threshold }).title;
    expect(titleAt(0.51)).toContain('precision 0.900, recall 0.300');
    expect(titleAt(0.1)).toContain('precision 0.400');
    expect(titleAt(0.95)).toContain('precision 0.900'); // the last one, beyond all
  });

  it('takes thresholds in any order, and leaves the infinite one out', async () => {
    const falling = [Infinity, 0.8, 0.5, 0.2];
    const f1 = [NaN, 0.9, 0.7, 0.4];
    const figure = thresholdFigure(falling, { f1 }, { threshold: 0.5 });
    expect(figure.title).toBe('Threshold 0.5 gives f1 0.700');
    const points = stretchesOf(marksIn(await cleanSvg(figure), 'line')[0]?.tag ?? '').flat();
    const xs = points.map(([x]) => x);
    expect(xs).toHaveLength(3);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
  });

  it('shows costs and scores that are no probabilities on axes of their own', async () => {
    const cost = [40, 1234.5, 60];
    const options = { threshold: 3, yTitle: 'cost (€)' };
    const figure = thresholdFigure([-2, 3, 12], { cost }, options);
    expect(figure.title).toBe('Threshold 3 gives cost 1,235');
    const texts = textsIn(await cleanSvg(figure));
    expect(texts).toContain('cost (€)');
    expect(texts).toContain('1,200');
    expect(texts).toContain('12');
    expect(thresholdFigure([1], { cost: [NaN, 1].slice(1) }).title).toBe('Cost over the threshold');
  });

  it('refuses what it cannot draw', () => {
    expect(() => thresholdFigure([], { f1: [] })).toThrow(/thresholds is empty/);
    expect(() => thresholdFigure([NaN], { f1: [1] })).toThrow(/none of them is finite/);
    expect(() => thresholdFigure(thresholds, {})).toThrow(/no scores/);
    expect(() => thresholdFigure(thresholds, { f1: [1] })).toThrow(
      expect.objectContaining({ code: 'DLQR_SHAPE', hint: expect.stringMatching(/leave it out/) }),
    );
    expect(() => thresholdFigure([1], { f1: [NaN] })).toThrow(
      expect.objectContaining({ code: 'DLQR_DATA' }),
    );
    expect(() => thresholdFigure(thresholds, scores, { threshold: NaN })).toThrow(
      /threshold is NaN/,
    );
  });
});
