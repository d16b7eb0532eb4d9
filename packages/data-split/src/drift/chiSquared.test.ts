import type { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { chiSquared, momentsOf } from './chiSquared.ts';
import { rateOver } from './testing/samples.ts';

describe('chiSquared', () => {
  // scipy 1.17.1: stats.chi2_contingency(table, correction=False).
  it.each([
    [[10, 20, 30], [20, 20, 20], 5.333333333333334, 0.0694834512228015],
    [[5, 95], [15, 85], 5.555555555555555, 0.01842212545409897],
    [[100, 200, 300, 400], [130, 190, 280, 410], 4.9329365527949385, 0.17677424257294044],
    [[1000, 10], [900, 60], 39.73400394550731, 2.910143493291304e-10],
    [[10, 0, 20, 30], [20, 0, 20, 20], 5.333333333333334, 0.0694834512228015], // nobody has the second
  ])('of %j and %j', (first, second, statistic, pValue) => {
    const result = chiSquared(first, second);
    expect(result.statistic).toBeCloseTo(statistic, 10);
    expect(result.pValue / pValue).toBeCloseTo(1, 9);
  });

  it('says nothing of one category, nor of rows that are each their own', () => {
    expect(chiSquared([10], [20]).pValue).toBe(1);
    expect(chiSquared([1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]).pValue).toBe(1);
  });

  it('sees small groups of which each is in one part only', () => {
    const groups = Array.from({ length: 40 }, (_, group) => (group < 30 ? 3 : 0));
    const rest = groups.map((count) => (count === 0 ? 3 : 0));
    expect(chiSquared(groups, rest).pValue).toBeLessThan(1e-6);
  });

  it('has the moments of all tables with the same margins', () => {
    // Rows of 3 categories in random order, cut into 4 and 5: every order is as likely.
    const [sizes, totals] = [[4, 5] as const, [2, 3, 4]];
    let [weight, sum, sumOfSquares] = [0, 0, 0];
    for (let a = 0; a <= 2; a++) {
      for (let b = 0; b <= 3; b++) {
        const c = 4 - a - b;
        if (c < 0 || c > 4) continue;
        const ways = choose(2, a) * choose(3, b) * choose(4, c);
        const { statistic } = chiSquared([a, b, c], [2 - a, 3 - b, 4 - c]);
        weight += ways;
        sum += ways * statistic;
        sumOfSquares += ways * statistic ** 2;
      }
    }
    const mean = sum / weight;
    expect(momentsOf(sizes, totals).mean).toBeCloseTo(mean, 10);
    expect(momentsOf(sizes, totals).variance).toBeCloseTo(sumOfSquares / weight - mean ** 2, 10);
  });

  it.each([
    ['200 rare categories', 200, 400, 0.5],
    ['30 categories of very different size', 30, 500, 0.1],
    ['a rare and a frequent one', 2, 300, 0.1],
  ])('keeps its rate of false alarms with %s', (_, numCategories, numRows, shareOfFirst) => {
    const alarms = rateOver(1000, (random) => {
      const counts = [new Float64Array(numCategories), new Float64Array(numCategories)] as const;
      for (let row = 0; row < numRows; row++) {
        const part = row < numRows * shareOfFirst ? 0 : 1;
        const category = skewedCategory(random, numCategories);
        counts[part][category] = (counts[part][category] as number) + 1;
      }
      return chiSquared(counts[0], counts[1]).pValue < 0.05;
    });
    expect(alarms).toBeLessThan(0.075);
    if (numCategories > 2) expect(alarms).toBeGreaterThan(0.02); // else steps: few tables at all
  });
});

/** Low numbers are frequent, high ones rare. */
function skewedCategory(random: Random, numCategories: number): number {
  return numCategories === 2
    ? Number(random.uniform() < 0.02)
    : Math.floor(numCategories * random.uniform() ** 2);
}

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}
