import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, stretchesOf, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { validationCurves } from './validationCurves.ts';

const positions = [50, 200, 800];
const scores = {
  training: [
    [1, 3],
    [2, 4],
    [3, 5],
  ],
  validation: [
    [7, 9],
    [6, 6],
    [6, 8],
  ],
};
const options = { xTitle: 'training rows', metric: 'error (MPG)' };

describe('validationCurves', () => {
  it('draws means as lines, and one standard deviation to both sides as bands', async () => {
    const svg = await cleanSvg(validationCurves(positions, scores, options));
    const { height } = plotSize(svg);
    const [training, validation] = marksIn(svg, 'line').map(({ tag }) => stretchesOf(tag).flat());
    const heightOf = (value: number) => {
      const [two, four] = [training?.[0]?.[1] as number, training?.[2]?.[1] as number]; // means 2 and 4
      return two + ((value - 2) / 2) * (four - two);
    };
    expect(validation?.map(([, y]) => y)).toEqual(
      [8, 6, 7].map((mean) => expect.closeTo(heightOf(mean), 1)),
    );
    const band = stretchesOf(marksIn(svg, 'area')[0]?.tag ?? '').flat();
    const spread = Math.SQRT2; // of 1 and 3, dividing by n - 1
    expect(Math.min(...band.map(([, y]) => y))).toBeCloseTo(heightOf(4 + spread), 0);
    expect(Math.max(...band.map(([, y]) => y))).toBeCloseTo(heightOf(2 - spread), 0);
    expect(Math.max(...band.map(([, y]) => y))).toBeLessThanOrEqual(height);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining(['Bands: one standard deviation over 2 repeats', 'error (MPG)']),
    );
    expect(marksIn(svg, 'symbol')).toHaveLength(6);
  });

  it('marks and names the position that is best by the last curve', async () => {
    const figure = validationCurves(positions, scores, { ...options, direction: 'min' });
    expect(figure.title).toBe('Validation error is lowest at 200 training rows: 6');
    const dots = marksIn(await cleanSvg(figure), 'symbol');
    expect(dots).toHaveLength(7);
    expect(attribute(dots[6]?.tag ?? '', 'fill')).toBe(SERIES_COLOURS[1]);
    expect(dots[6]?.x).toBe(dots[4]?.x);
    const titleOf = (change: object) =>
      validationCurves(positions, scores, { ...options, ...change }).title;
    expect(titleOf({ direction: 'max' })).toBe(
      'Validation error is highest at 50 training rows: 8',
    );
    expect(titleOf({})).toBe('Validation error over training rows');
    const one = validationCurves(
      [10],
      { validation: [[0.5]] },
      { xTitle: 'rows', direction: 'max' },
    );
    expect(one.title).toBe('Validation score is 0.5 at 10 rows');
  });

  it('shows what to compare with, wherever it lies', async () => {
    const reference = { name: 'people', value: 0.5 };
    const svg = await cleanSvg(validationCurves(positions, scores, { ...options, reference }));
    expect(marksIn(svg, 'rule')).toHaveLength(1);
    expect(textsIn(svg)).toContain('people 0.5');
    const anchorIn = (drawn: string) =>
      /<text text-anchor="(\w+)"[^>]*>people 0.5/.exec(drawn)?.[1];
    expect(anchorIn(svg)).toBe('end'); // at the right
    const onLeft = { ...reference, labelEnd: 'left' } as const;
    const other = await cleanSvg(
      validationCurves(positions, scores, { ...options, reference: onLeft }),
    );
    expect(anchorIn(other)).toBe('start');
  });

  it('spaces positions by factors on a log axis', async () => {
    const svg = await cleanSvg(validationCurves(positions, scores, { ...options, xScale: 'log' }));
    const [a = 0, b = 0, c = 0] = marksIn(svg, 'symbol').map(({ x }) => x);
    expect(b - a).toBeCloseTo(c - b, 1); // 50, 200, 800
  });

  it('leaves failed repeats out, a position without any open, and single repeats without bands', async () => {
    const failed = { validation: [[1, NaN, 3], [NaN], [4, 5]] };
    const svg = await cleanSvg(validationCurves(positions, failed, options));
    expect(marksIn(svg, 'symbol')).toHaveLength(2);
    expect(textsIn(svg)).toContain('Bands: one standard deviation');
    const single = await cleanSvg(validationCurves(positions, { a: [[1], [2], [3]] }, options));
    expect(marksIn(single, 'area')).toHaveLength(0);
  });

  it('refuses what it cannot draw', () => {
    const code = (name: string) => expect.objectContaining({ code: `DLQR_${name}` });
    expect(() => validationCurves([], {}, options)).toThrow(/positions is empty/);
    expect(() => validationCurves(positions, {}, options)).toThrow(/no scores/);
    expect(() => validationCurves(positions, { a: [[1]] }, options)).toThrow(code('SHAPE'));
    expect(() => validationCurves([1], { a: [[NaN]] }, options)).toThrow(code('DATA'));
    expect(() => validationCurves([0, 1, 2], scores, { ...options, xScale: 'log' })).toThrow(
      /positions has 0; a log axis/,
    );
  });
});
