import { describe, expect, it } from 'vitest';
import { binCounts, binEdges } from './histogram.ts';
import { niceStep } from './niceSteps.ts';

const spread = Array.from({ length: 101 }, (_, index) => ((index * 37) % 101) / 10); // 0 to 10

describe('niceStep', () => {
  it.each([
    [0.3, 0.5],
    [1, 1],
    [1.1, 2],
    [0.1 + 0.2 - 0.1, 0.2],
    [7, 10],
    [0.00013, 0.0002],
    [3e6, 5e6],
  ])('of %f is %f', (size, step) => {
    expect(niceStep(size)).toBeCloseTo(step, 12);
  });
});

describe('binCounts', () => {
  it('agrees with numpy.histogram, edges included', () => {
    const values = [1.5, 2.25, 2.5, 3, 3.5, 3.75, 4, 7.5, 9, 10];
    expect(binCounts(values, [0, 2, 4, 6, 8, 10])).toEqual([1, 5, 1, 1, 2]);
  });

  it('counts each finite value between the edges once, whatever the step', () => {
    for (const step of [0.1, 0.3, 0.7, 1 / 3]) {
      const edges = Array.from({ length: 31 }, (_, index) => index * step);
      const counts = binCounts([...edges, NaN, -1, Infinity], edges);
      expect(counts).toEqual([...new Array<number>(29).fill(1), 2]);
    }
  });

  it('keeps what is a hair below an edge below it', () => {
    for (const step of [0.1, 0.3, 0.7, 1 / 3]) {
      const edges = Array.from({ length: 301 }, (_, index) => 1 + index * step);
      const below = edges.slice(1).map((edge) => edge - edge * 1.2e-16);
      expect(below.every((value, bin) => value < (edges[bin + 1] as number))).toBe(true);
      expect(binCounts(below, edges)).toEqual(new Array<number>(300).fill(1));
    }
  });
});

describe('binEdges', () => {
  it('takes a round step near the width of the Freedman-Diaconis rule', () => {
    // numpy.histogram_bin_edges(spread, 'fd') has the width 2.147
    expect(binEdges([spread], 40)).toEqual([0, 2, 4, 6, 8, 10]);
  });

  it('covers every value with at most maxBins bins, the edges free of binary dust', () => {
    for (const maxBins of [2, 3, 7, 40]) {
      for (const scale of [1e-7, 0.3, 1, 12345]) {
        const values = spread.map((value) => value ** 3 * scale - scale);
        const edges = binEdges([values], maxBins);
        expect(edges.length - 1).toBeLessThanOrEqual(maxBins);
        expect(edges).toEqual(edges.map((edge) => Number(edge.toPrecision(6))));
        expect(edges[0]).toBeLessThanOrEqual(-scale);
        expect(edges.at(-1)).toBeGreaterThanOrEqual(999 * scale);
        const counted = binCounts(values, edges).reduce((sum, count) => sum + count, 0);
        expect(counted).toBe(values.length);
      }
    }
  });

  it('gives whole numbers in a narrow range a bin each, with the number in its middle', () => {
    expect(binEdges([[3, 4, 4, 6], [5]], 40)).toEqual([2.5, 3.5, 4.5, 5.5, 6.5]);
  });

  it('serves all lists together', () => {
    const edges = binEdges([[0.5, 1.5], [99.5]], 10);
    expect(edges[0]).toBeLessThanOrEqual(0.5);
    expect(edges.at(-1)).toBeGreaterThanOrEqual(99.5);
  });

  it.each([0, 5, -0.001, 1e20, 1e-9])('puts a bin around the constant %f', (constant) => {
    const edges = binEdges([[constant, constant]], 40);
    expect(edges).toHaveLength(2);
    expect(binCounts([constant, constant], edges)).toEqual([2]);
  });

  it('has an empty bin for lists without a finite value', () => {
    expect(binCounts([NaN], binEdges([[NaN]], 40))).toEqual([0]);
  });
});
