import { describe, expect, it } from 'vitest';
import { cleanSvg, marksIn, textsIn } from '../testSupport.ts';
import { residuals } from './residuals.ts';

describe('residuals', () => {
  it('draws actual minus predicted over the prediction, with the zero lines', async () => {
    const svg = await cleanSvg(residuals([10, 20, 31], [10, 22, 30], { unit: 'MPG' }));
    const [exact, high, low] = marksIn(svg, 'symbol');
    const [zero, upright] = marksIn(svg, 'rule');
    expect(exact?.y).toBeCloseTo(zero?.y as number, 0);
    expect(high?.y).toBeGreaterThan(zero?.y as number); // predicted too high: residual below zero
    expect(low?.y).toBeLessThan(zero?.y as number);
    expect(
      (exact?.x as number) < (high?.x as number) && (high?.x as number) < (low?.x as number),
    ).toBe(true);
    expect(upright).toBeDefined();
    expect(marksIn(svg, 'rect').length).toBeGreaterThan(0);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining([
        'predicted (MPG)',
        'residual: actual − predicted (MPG)',
        'number of values',
      ]),
    );
  });

  it('tells a bias from chance', () => {
    const noise = Array.from({ length: 200 }, (_, index) => Math.sin(index * 7.3));
    const yTrue = noise.map((_, index) => index);
    const shifted = (by: number) =>
      residuals(
        yTrue,
        yTrue.map((value, index) => value + by + (noise[index] as number)),
      ).title;
    expect(shifted(0)).toBe('Predictions show no clear bias');
    expect(shifted(0.05)).toBe('Predictions show no clear bias'); // two standard errors are 0.1
    expect(shifted(0.5)).toMatch(/^Predictions are 0\.5\d* too high on average$/);
    expect(shifted(-0.5)).toMatch(/^Predictions are 0\.(4|5)\d* too low on average$/);
    expect(residuals([3], [1], { unit: 'kg' }).title).toBe(
      'Predictions are 2 kg too low on average',
    );
  });

  it('gives mean and standard deviation, and counts rows left out', async () => {
    // The residuals are 2, 4, 4, 4, 5, 5, 7, 9: mean 5, numpy.std(ddof=1) 2.138
    const yTrue = [2, 4, 4, 4, 5, 5, 7, 9, NaN];
    const svg = await cleanSvg(residuals(yTrue, new Float32Array(9), { unit: 'g' }));
    expect(textsIn(svg)).toContain(
      'Mean 5, standard deviation 2.14 g. 1 row without a usable value left out',
    );
  });

  it('counts all in the histogram while it draws a part as points', async () => {
    const yTrue = Array.from({ length: 1000 }, (_, index) => Math.sin(index) * 10);
    const svg = await cleanSvg(residuals(yTrue, yTrue.map(Math.round), { maxPoints: 50 }));
    expect(marksIn(svg, 'symbol')).toHaveLength(50);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining(['50 of 1,000 points shown, drawn at random', 'all 1,000 counted']),
    );
  });

  it('shows a perfect model', async () => {
    const svg = await cleanSvg(residuals([1, 2, 3], [1, 2, 3]));
    expect(marksIn(svg, 'symbol')).toHaveLength(3);
    expect(marksIn(svg, 'rect')).toHaveLength(1);
  });

  it('refuses what it cannot draw', () => {
    expect(() => residuals([], [])).toThrow(/yTrue is empty/);
    expect(() => residuals([1, 2], [1])).toThrow(/yPred has 1 values and yTrue has 2/);
    expect(() => residuals([1, NaN], [NaN, 2])).toThrow(/no row of yTrue, yPred is finite/);
  });
});
