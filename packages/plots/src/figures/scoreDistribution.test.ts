import { describe, expect, it } from 'vitest';
import { cleanSvg, marksIn, plotSize, textsIn } from '../testSupport.ts';
import { scoreDistribution } from './scoreDistribution.ts';

const yTrue = [0, 0, 1, 1];
const yScore = [0.1, 0.4, 0.35, 0.8];

describe('scoreDistribution', () => {
  it('says what the threshold does to each class', () => {
    const titleAt = (threshold: number) => scoreDistribution(yTrue, yScore, { threshold }).title;
    expect(titleAt(0.3)).toBe(
      'At threshold 0.3, 100% of positives and 50% of negatives are called positive',
    );
    expect(titleAt(0.4)).toContain('50% of positives and 50% of negatives'); // at least, not above
    expect(titleAt(0.9)).toContain('0% of positives and 0% of negatives');
    const classNames = ['healthy', 'ill'] as const;
    expect(scoreDistribution(yTrue, yScore, { classNames }).title).toBe(
      'Scores of healthy and ill',
    );
  });

  it('draws probabilities on the whole axis, with the threshold', async () => {
    const svg = await cleanSvg(scoreDistribution(yTrue, yScore, { threshold: 0.25 }));
    const { width } = plotSize(svg);
    expect(marksIn(svg, 'rule')[0]?.x).toBeCloseTo(width / 4, 1);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining(['threshold 0.25', '0.0', '1.0', 'share of class', 'negatives']),
    );
  });

  it('leaves room for a threshold beyond other scores', async () => {
    const logits = [-3, -1, 1, 3];
    const svg = await cleanSvg(scoreDistribution(yTrue, logits, { threshold: 8 }));
    expect(marksIn(svg, 'rule')[0]?.x).toBeCloseTo(plotSize(svg).width, 1);
  });

  it('counts rows without a score', async () => {
    const svg = await cleanSvg(scoreDistribution([...yTrue, 1], [...yScore, NaN]));
    expect(textsIn(svg)).toContain('1 row without a usable value left out');
  });

  it('draws a hundred thousand scores in a few bars', async () => {
    const labels = Uint8Array.from({ length: 100_000 }, (_, index) => index % 2);
    const scores = Float32Array.from(labels, (label, index) => (label + (index % 1000) / 1000) / 2);
    expect((await cleanSvg(scoreDistribution(labels, scores))).length).toBeLessThan(30_000);
  });

  it('refuses what it cannot draw', () => {
    expect(() => scoreDistribution([], [])).toThrow(/yTrue is empty/);
    expect(() => scoreDistribution(yTrue, [1])).toThrow(/yScore has 1 values and yTrue has 4/);
    expect(() => scoreDistribution([0, 2], [0, 1])).toThrow(/yTrue\[1\] is 2; expected 0 or 1/);
    expect(() => scoreDistribution([1, 1], [0, 1])).toThrow(
      /no negatives: every label of yTrue is 1/,
    );
    expect(() => scoreDistribution(yTrue, [NaN, NaN, NaN, NaN])).toThrow(/no row/);
    expect(() => scoreDistribution(yTrue, yScore, { threshold: Infinity })).toThrow(/Infinity/);
  });
});
