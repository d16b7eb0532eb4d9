import { describe, expect, it } from 'vitest';
import { cleanSvg, marksIn, plotSize, textsIn } from '../testSupport.ts';
import { predictedAgainstActual } from './predictedAgainstActual.ts';

describe('predictedAgainstActual', () => {
  it('puts right predictions on the diagonal, high ones above it', async () => {
    const svg = await cleanSvg(predictedAgainstActual([10, 20, 30, 20], [10, 20, 30, 60]));
    const { width, height } = plotSize(svg);
    const heights = marksIn(svg, 'symbol').map(({ x, y }) => 1 - y / height - x / width);
    for (const above of heights.slice(0, 3)) expect(above).toBeCloseTo(0, 2);
    expect(heights[3]).toBeCloseTo(40 / 54, 2);
    expect(marksIn(svg, 'rule')).toHaveLength(1);
  });

  it('names target and unit on the axes', async () => {
    const svg = await cleanSvg(
      predictedAgainstActual([1, 2], [1, 2], { target: 'fuel economy', unit: 'MPG' }),
    );
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining(['actual fuel economy (MPG)', 'predicted fuel economy (MPG)']),
    );
  });

  it('speaks of the fit only when it is told', async () => {
    const plain = predictedAgainstActual([1, 2], [1, 2]);
    expect(plain.title).toBe('Predicted against actual value');
    expect(textsIn(await cleanSvg(plain)).join(' ')).not.toMatch(/R²|error/);
    const scored = predictedAgainstActual([1, 2], [1, 2], {
      target: 'price',
      unit: '€',
      r2: 0.8712,
      meanAbsoluteError: 12.345,
      subtitle: 'Test set',
    });
    expect(scored.title).toBe('The model explains 87% of the variance of price');
    expect(textsIn(await cleanSvg(scored))).toContain(
      'Test set. R² 0.871, mean absolute error 12.3 €',
    );
    expect(predictedAgainstActual([1, 2], [2, 1], { r2: -3 }).title).toBe(
      'The model predicts value no better than its mean',
    );
  });

  it('draws intervals as bars', async () => {
    const intervals = { lower: [0, 1], upper: [2, 30] };
    const svg = await cleanSvg(predictedAgainstActual([1, 2], [1, 2], { intervals }));
    expect(marksIn(svg, 'rule')).toHaveLength(3); // and the diagonal
    expect(textsIn(svg)).toContain('30');
  });

  it('says when it draws a part of the points', async () => {
    const y = Float32Array.from({ length: 3000 }, (_, index) => index);
    const svg = await cleanSvg(predictedAgainstActual(y, y, { maxPoints: 100 }));
    expect(marksIn(svg, 'symbol')).toHaveLength(100);
    expect(textsIn(svg)).toContain('100 of 3,000 points shown, drawn at random');
  });

  it('refuses what it cannot draw, in the words of its caller', () => {
    expect(() => predictedAgainstActual([], [])).toThrow(/yTrue is empty/);
    expect(() => predictedAgainstActual([1], [1, 2])).toThrow('yPred has 2 values and yTrue has 1');
    expect(() =>
      predictedAgainstActual([1], [1], { intervals: { lower: [], upper: [1] } }),
    ).toThrow(/lower has 0 values/);
    expect(() => predictedAgainstActual([1], [NaN])).toThrow(
      expect.objectContaining({ code: 'DLQR_DATA' }),
    );
  });
});
