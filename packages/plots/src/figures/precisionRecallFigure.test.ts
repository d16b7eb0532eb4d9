import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, stretchesOf, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { precisionRecallFigure } from './precisionRecallFigure.ts';

// Of the scores 0.1, 0.4 (negatives), 0.35, 0.8 (positives), as scikit-learn's docs have it.
const curve = {
  precision: [0.5, 2 / 3, 0.5, 1, 1],
  recall: [1, 1, 0.5, 0.5, 0],
  averagePrecision: 0.8333,
};

/** The area below a drawn line, in units of its axes, which run from -0.01 to 1.01. */
function areaBelow(svg: string): number {
  const { width, height } = plotSize(svg);
  const corners = stretchesOf(marksIn(svg, 'line')[0]?.tag ?? '').flat();
  const points = corners.map(([x, y]) => [(x / width) * 1.02 - 0.01, 1.01 - (y / height) * 1.02]);
  return points.reduce((sum, [x = NaN, y = NaN], at) => {
    const [before = x, other = y] = points[at - 1] ?? [];
    return sum + ((x - before) * (y + other)) / 2;
  }, 0);
}

describe('precisionRecallFigure', () => {
  it('draws steps whose area is the average precision, whichever way recall goes', async () => {
    const rising = {
      ...curve,
      recall: curve.recall.toReversed(),
      precision: curve.precision.toReversed(),
    };
    for (const given of [curve, rising]) {
      const svg = await cleanSvg(precisionRecallFigure({ network: given }));
      expect(areaBelow(svg)).toBeCloseTo(5 / 6, 3); // scikit-learn: 0.8333…
    }
  });

  it('draws the prevalence as a level line', async () => {
    const svg = await cleanSvg(precisionRecallFigure({ network: curve }, { prevalence: 0.25 }));
    const [line] = marksIn(svg, 'rule');
    expect(line?.y).toBeCloseTo((0.76 / 1.02) * plotSize(svg).height, 1);
    expect(textsIn(svg)).toContain('prevalence 25%');
    expect(marksIn(await cleanSvg(precisionRecallFigure({ a: curve })), 'rule')).toHaveLength(0);
  });

  it('names scores and chosen points', async () => {
    const operatingPoint = { precision: 1, recall: 0.5, threshold: 0.8 };
    const chosen = { ...curve, operatingPoint };
    const alone = precisionRecallFigure({ network: chosen });
    expect(alone.title).toBe('The average precision of network is 0.833');
    expect(textsIn(await cleanSvg(alone))).toEqual(
      expect.arrayContaining(['threshold 0.8:', '50% of positives found,', '100% of alarms right']),
    );
    const figure = precisionRecallFigure({
      network: chosen,
      forest: { ...curve, averagePrecision: 0.5 },
    });
    expect(figure.title).toBe('network has the largest average precision, 0.833');
    const svg = await cleanSvg(figure);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining([
        'network: AP 0.833',
        'forest: AP 0.500',
        'Dots: chosen thresholds, network at 0.8',
      ]),
    );
    const [dot, ...more] = marksIn(svg, 'symbol');
    expect(more).toHaveLength(0);
    expect(attribute(dot?.tag ?? '', 'fill')).toBe(SERIES_COLOURS[0]);
    expect(dot?.x).toBeCloseTo(plotSize(svg).width / 2, 1);
  });

  it('draws the one point of one threshold as a dot', async () => {
    const point = { precision: [0.5], recall: [1], averagePrecision: 0.5 };
    expect(
      marksIn(await cleanSvg(precisionRecallFigure({ network: point })), 'symbol'),
    ).toHaveLength(1);
  });

  it('keeps the shape of a long curve of rare positives', async () => {
    const numPositives = 50;
    const recall = Array.from({ length: 100_000 }, (_, index) =>
      Math.min(1, (index + 1) / numPositives),
    );
    const precision = recall.map((share, index) => (share * numPositives) / (index + 1));
    const svg = await cleanSvg(
      precisionRecallFigure({ network: { precision, recall, averagePrecision: 1 } }),
    );
    expect(areaBelow(svg)).toBeCloseTo(1 - 1 / numPositives, 2); // from the first threshold on
  });

  it('refuses what it cannot draw', () => {
    const draw = (change: object) => () =>
      precisionRecallFigure({ network: { ...curve, ...change } });
    expect(() => precisionRecallFigure({})).toThrow(/no curves/);
    expect(draw({ recall: [1, 0] })).toThrow(expect.objectContaining({ code: 'DLQR_SHAPE' }));
    expect(draw({ recall: [1, 0, 1, 0, 1] })).toThrow(/recall of "network" rises and falls/);
    expect(draw({ precision: [0.5, NaN, 0.5, 1, 1] })).toThrow(
      /precision of "network"\[1\] is NaN/,
    );
    expect(draw({ averagePrecision: 2 })).toThrow(/average precision of "network" is 2/);
    expect(draw({ operatingPoint: { precision: 2, recall: 1 } })).toThrow(/operating point/);
    expect(() => precisionRecallFigure({ a: curve }, { prevalence: 20 })).toThrow(/prevalence/);
  });
});
