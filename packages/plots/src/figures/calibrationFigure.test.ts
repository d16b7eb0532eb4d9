import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { calibrationFigure } from './calibrationFigure.ts';

// The example of scikit-learn's calibration_curve, with its counts.
const curve = {
  meanPredicted: [0.2, 0.525, 0.85],
  fractionOfPositives: [0, 0.5, 1],
  counts: [3, 2, 4],
};
const scores = [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1];

describe('calibrationFigure', () => {
  it('puts each bin where its mean and its share say', async () => {
    const svg = await cleanSvg(calibrationFigure({ network: curve }));
    const { width, height } = plotSize(svg);
    const dots = marksIn(svg, 'symbol');
    expect(dots).toHaveLength(3);
    for (const [bin, { x, y }] of dots.entries()) {
      expect(x).toBeCloseTo((((curve.meanPredicted[bin] as number) + 0.02) / 1.04) * width, 1);
      expect(y).toBeCloseTo(
        ((1.02 - (curve.fractionOfPositives[bin] as number)) / 1.04) * height,
        1,
      );
    }
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining([
        'predicted probability',
        'share of positives',
        'perfectly calibrated',
      ]),
    );
  });

  it('gives the mean distance from the diagonal where samples are counted', () => {
    const titleOf = (curves: Parameters<typeof calibrationFigure>[0]) =>
      calibrationFigure(curves).title;
    // (3 · 0.2 + 2 · 0.025 + 4 · 0.15) / 9 = 0.13889
    expect(titleOf({ network: curve })).toBe(
      'Probabilities of network are off by 0.139 on average',
    );
    const perfect = { ...curve, fractionOfPositives: curve.meanPredicted };
    expect(titleOf({ before: curve, after: perfect })).toBe(
      'Probabilities are off on average: before 0.139, after 0.000',
    );
    const { counts: _, ...uncounted } = curve;
    expect(titleOf({ before: curve, after: uncounted })).toBe('Calibration of before, after');
  });

  it('writes beside the diagonal on the side with fewer bins', async () => {
    const anchorOf = async (fractionOfPositives: number[]) => {
      const svg = await cleanSvg(calibrationFigure({ a: { ...curve, fractionOfPositives } }));
      const [, tag = ''] = /(<text[^>]*>)perfectly calibrated</.exec(svg) ?? [];
      return attribute(tag, 'text-anchor');
    };
    expect(await anchorOf([0.1, 0.2, 0.3])).toBe('end'); // all below: to the left of it
    expect(await anchorOf([0.5, 0.6, 0.9])).toBe('start');
  });

  it('draws intervals as bars', async () => {
    const ends = { lower: [0, 0.1, 0.5], upper: [0.6, 0.9, 1] };
    const svg = await cleanSvg(
      calibrationFigure({ network: { ...curve, ...ends } }, { intervalTitle: '95% intervals' }),
    );
    expect(marksIn(svg, 'rule')).toHaveLength(1 + 3); // and the diagonal
    expect(textsIn(svg)).toContain('Bars: 95% intervals');
  });

  it('has a lower panel with the scores, in the colours of the curves', async () => {
    const figure = calibrationFigure({ before: { ...curve, scores }, after: { ...curve, scores } });
    const svg = await cleanSvg(figure);
    const [strong] = SERIES_COLOURS;
    const bars = marksIn(svg, 'rect').map(({ tag }) => attribute(tag, 'fill'));
    expect(new Set(bars)).toEqual(new Set([strong]));
    const { height } = plotSize(svg); // of the lower panel
    expect(height).toBeLessThan(figure.height / 4);
    expect(height).toBeGreaterThan(figure.height / 8);
    for (const once of ['predicted probability', 'before', 'after']) {
      expect(textsIn(svg).filter((text) => text === once)).toEqual([once]);
    }
    expect(textsIn(svg).join(' ')).toContain(figure.title);
  });

  it('refuses what it cannot draw', () => {
    const draw = (change: object) => () => calibrationFigure({ network: { ...curve, ...change } });
    expect(() => calibrationFigure({})).toThrow(/no curves/);
    expect(draw({ meanPredicted: [0.5] })).toThrow(expect.objectContaining({ code: 'DLQR_SHAPE' }));
    expect(draw({ counts: [1] })).toThrow(expect.objectContaining({ code: 'DLQR_SHAPE' }));
    expect(draw({ meanPredicted: [0.2, 52, 1] })).toThrow(/meanPredicted of "network"\[1\] is 52/);
    expect(draw({ lower: [0, 0, 0] })).toThrow(/only one end/);
    expect(draw({ counts: [0, 0, 0] })).toThrow(/all 0/);
    expect(draw({ counts: [1, -1, 0] })).toThrow(/counts of "network" has −1/);
    expect(draw({ scores: [NaN] })).toThrow(expect.objectContaining({ code: 'DLQR_DATA' }));
    expect(() => calibrationFigure({ a: { ...curve, scores }, b: curve })).toThrow(
      /"b" has no scores, but other curves have/,
    );
  });
});
