import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, stretchesOf, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { rocFigure } from './rocFigure.ts';

const curve = {
  falsePositiveRate: [0, 0, 0.5, 0.5, 1],
  truePositiveRate: [0, 0.5, 0.5, 1, 1],
  auc: 0.75,
};
const perfect = { falsePositiveRate: [0, 0, 1], truePositiveRate: [0, 1, 1], auc: 1 };

/** Where a pair of rates stands in a plot whose axes run from -0.01 to 1.01. */
async function placing(svg: string) {
  const { width, height } = plotSize(svg);
  return (x: number, y: number) => [((x + 0.01) / 1.02) * width, ((1.01 - y) / 1.02) * height];
}

describe('rocFigure', () => {
  it('draws the points as given, corners and all, with the line of chance', async () => {
    const svg = await cleanSvg(rocFigure({ network: curve }));
    const at = await placing(svg);
    const corners = stretchesOf(marksIn(svg, 'line')[0]?.tag ?? '').flat();
    for (const [index, [x, y]] of [
      [0, 0],
      [0, 0.5],
      [0.5, 0.5],
      [0.5, 1],
      [1, 1],
    ].entries()) {
      const [left = NaN, top = NaN] = at(x as number, y as number);
      expect(corners[index]?.[0]).toBeCloseTo(left, 1);
      expect(corners[index]?.[1]).toBeCloseTo(top, 1);
    }
    expect(marksIn(svg, 'rule')).toHaveLength(1);
    expect(textsIn(svg)).toContain('chance');
  });

  it('names areas with their intervals, and the largest of them', async () => {
    const interval = { lower: 0.61, upper: 0.9, confidence: 0.95 };
    const figure = rocFigure({ forest: { ...curve, interval }, network: perfect });
    expect(figure.title).toBe('network has the largest ROC-AUC, 1.000');
    const svg = await cleanSvg(figure);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining([
        'forest: AUC 0.750 (0.610–0.900)',
        'network: AUC 1.000',
        'In brackets: 95% intervals',
      ]),
    );
    const strokes = marksIn(svg, 'line').map(({ tag }) => attribute(tag, 'stroke'));
    expect(strokes).toEqual(SERIES_COLOURS.slice(0, 2));
    const alone = rocFigure({ network: { ...curve, interval } });
    expect(alone.title).toBe('The ROC-AUC of network is 0.750');
    expect(textsIn(await cleanSvg(alone))).toContain('95% interval 0.610 to 0.900');
    expect(rocFigure({ network: { ...perfect, auc: 0.99999 } }).title).toContain('0.999');
  });

  it('keeps the score in the legend where a name is too long for it', async () => {
    const name = 'a convolutional network with batch normalisation and dropout';
    const texts = textsIn(await cleanSvg(rocFigure({ [name]: curve, forest: perfect })));
    expect(texts.filter((text) => text.startsWith('AUC 0.750: a convolutional'))).toHaveLength(1);
  });

  it('marks the chosen point, in words where there is one curve', async () => {
    const operatingPoint = { falsePositiveRate: 0.5, truePositiveRate: 1, threshold: 0.35 };
    const chosen = { ...curve, operatingPoint };
    const svg = await cleanSvg(rocFigure({ network: chosen }));
    const [dot] = marksIn(svg, 'symbol');
    const at = await placing(svg);
    expect(dot?.x).toBeCloseTo(at(0.5, 1)[0] ?? NaN, 1);
    expect(dot?.y).toBeCloseTo(at(0.5, 1)[1] ?? NaN, 1);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining([
        'threshold 0.35:',
        '100% of positives found,',
        '50% of negatives called positive',
      ]),
    );
    const both = await cleanSvg(rocFigure({ forest: perfect, network: chosen }));
    const dots = marksIn(both, 'symbol').map(({ tag }) => attribute(tag, 'fill'));
    expect(dots).toEqual([SERIES_COLOURS[1]]);
    expect(textsIn(both)).toContain('Dots: chosen thresholds, network at 0.35');
  });

  it('draws a curve of a hundred thousand points with few of them', async () => {
    const rates = Float64Array.from({ length: 100_000 }, (_, index) => index / 99_999);
    const long = { falsePositiveRate: rates, truePositiveRate: rates.map(Math.sqrt), auc: 2 / 3 };
    const svg = await cleanSvg(rocFigure({ network: long }));
    const points = stretchesOf(marksIn(svg, 'line')[0]?.tag ?? '').flat();
    expect(points.length).toBeLessThan(4000);
    expect(points.length).toBeGreaterThan(1000);
  });

  it('refuses what it cannot draw', () => {
    expect(() => rocFigure({})).toThrow(/no curves/);
    const shorter = { ...curve, truePositiveRate: [0, 1] };
    expect(() => rocFigure({ network: shorter })).toThrow(
      expect.objectContaining({ code: 'DLQR_SHAPE' }),
    );
    const empty = { falsePositiveRate: [], truePositiveRate: [], auc: 1 };
    expect(() => rocFigure({ network: empty })).toThrow(/falsePositiveRate of "network" is empty/);
    for (const wrong of [NaN, -0.1, 1.1]) {
      expect(() => rocFigure({ network: { ...curve, auc: wrong } })).toThrow(/AUC of "network" is/);
      const rates = [0, 0, wrong, 0.5, 1];
      expect(() => rocFigure({ network: { ...curve, falsePositiveRate: rates } })).toThrow(
        /falsePositiveRate of "network"\[2\] is/,
      );
      const operatingPoint = { falsePositiveRate: 0, truePositiveRate: wrong };
      expect(() => rocFigure({ network: { ...curve, operatingPoint } })).toThrow(/operating point/);
    }
    const interval = { lower: 0.9, upper: 0.8 };
    expect(() => rocFigure({ network: { ...curve, interval } })).toThrow(/interval 0.9 to 0.8/);
  });
});
