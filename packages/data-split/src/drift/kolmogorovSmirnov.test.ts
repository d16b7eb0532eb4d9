import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { kolmogorovSmirnov } from './kolmogorovSmirnov.ts';
import { kolmogorovTail } from './kolmogorovTail.ts';
import { rateOver, spread } from './testing/samples.ts';

describe('kolmogorovSmirnov', () => {
  // scipy 1.17.1: stats.ks_2samp(x, y, method='exact').
  it.each([
    ['7 and 5', spread(7, 37, 101), spread(5, 29, 103), 0.2, 0.9974747474747474],
    ['40 and 60', spread(40, 37, 101), spread(60, 29, 103, 1, 0.2), 0.25, 0.08833076749129548],
    ['100 and 100', spread(100, 37, 1009), spread(100, 29, 1013, 1.5), 0.3, 0.0002248739317492479],
    [
      '500 and 480',
      spread(500, 37, 10007),
      spread(480, 29, 10009, 1, 0.08),
      0.088,
      0.0416237367386095,
    ],
    [
      'far apart',
      spread(100, 37, 1009),
      spread(100, 29, 1013, 1, 0.7),
      0.76,
      1.4186622578252622e-28,
    ],
  ])('is exact for small samples: %s', (_, first, second, statistic, pValue) => {
    const result = kolmogorovSmirnov(first, second);
    expect(result.statistic).toBeCloseTo(statistic, 12);
    expect(result.pValue / pValue).toBeCloseTo(1, 8);
    expect(kolmogorovSmirnov(second, first).pValue / pValue).toBeCloseTo(1, 8);
  });

  // The same with method='asymp'.
  it.each([
    [
      'far apart',
      spread(3000, 37, 100003),
      spread(2500, 29, 100019, 1, 0.03),
      0.220999999999,
      5.446891713165233e-59,
    ],
    [
      'further',
      spread(3000, 37, 100003),
      spread(2500, 29, 100019, 1, 0.3),
      0.369333333333,
      2.067722368313446e-167,
    ],
    [
      'near',
      spread(1500, 37, 10007),
      spread(1200, 29, 10009, 1, 0.08),
      0.0885,
      5.386789551948723e-5,
    ],
    [
      'close',
      spread(5000, 41, 100003),
      spread(5000, 43, 100019, 1.02),
      0.0358,
      0.003214175337497424,
    ],
  ])('is asymptotic for large ones: %s', (_, first, second, statistic, pValue) => {
    const result = kolmogorovSmirnov(first, second);
    expect(result.statistic).toBeCloseTo(statistic, 10);
    expect(result.pValue / pValue).toBeCloseTo(1, 6);
  });

  it('is 1 for equal samples, and 2 of all orders for samples that do not overlap', () => {
    const values = Float64Array.of(1, 2, 3);
    expect(kolmogorovSmirnov(values, values)).toEqual({ statistic: 0, pValue: 1 });
    // 6! / (3! 3!) = 20 orders of three and three.
    const { statistic, pValue } = kolmogorovSmirnov(values, Float64Array.of(4, 5, 6));
    expect([statistic, pValue]).toEqual([1, expect.closeTo(0.1, 12)]);
  });

  it('counts orders with their ties, as going through all of them does', () => {
    const random = new Random(1);
    for (let repeat = 0; repeat < 20; repeat++) {
      const all = Array.from({ length: 9 }, () => random.integer(0, 4)); // only four values
      const [first, second] = [all.slice(0, 4), all.slice(4)];
      const { statistic, pValue } = kolmogorovSmirnov(first.sort(), second.sort());
      const distances = choicesOf(all.length, 4).map((chosen) =>
        distanceByDefinition(
          all.filter((_, index) => chosen.includes(index)),
          all.filter((_, index) => !chosen.includes(index)),
        ),
      );
      expect(statistic).toBeCloseTo(distanceByDefinition(first, second), 12);
      const asFar = distances.filter((distance) => distance >= statistic - 1e-12).length;
      expect(pValue).toBeCloseTo(asFar / distances.length, 12);
    }
  });

  it('has infinities in their place', () => {
    const [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    expect(kolmogorovSmirnov([low, 1, high], [low, 1, high]).statistic).toBe(0);
    expect(kolmogorovSmirnov([low, 0], [1, high]).statistic).toBe(1);
  });

  it('keeps its rate of false alarms on large samples', () => {
    const alarms = rateOver(300, (random) => {
      const sample = (): Float64Array =>
        Float64Array.from({ length: 600 }, () => random.normal()).sort();
      return kolmogorovSmirnov(sample(), sample()).pValue < 0.05;
    });
    expect(alarms).toBeGreaterThan(0.012); // 5 % give or take 3 standard errors of 1.3 points
    expect(alarms).toBeLessThan(0.088);
  });
});

describe('kolmogorovTail', () => {
  // scipy 1.17.1: stats.kstwo.sf(distance, n).
  it.each([
    [0.2, 30, 0.15796916101547398, 1e-3],
    [0.1, 100, 0.2526927570063874, 2e-5],
    [0.15, 100, 0.019839242125643017, 2e-5],
    [0.03, 1000, 0.3226902143914636, 1e-7],
    [0.05, 1000, 0.013012074781090332, 1e-6],
    [0.2, 1000, 1.5528629204250538e-35, 1e-6],
    [0.004, 100_000, 0.08130148920222469, 1e-7],
    [0.02, 100_000, 3.5372711931479597e-35, 1e-6],
    [0.3, 10, 0.27053557479999946, 3e-3],
  ])('of %d with %i points is %d', (distance, n, expected, tolerance) => {
    expect(Math.abs(kolmogorovTail(distance, n) / expected - 1)).toBeLessThan(tolerance);
  });

  it('is 1 for no distance and 0 for the largest', () => {
    expect([kolmogorovTail(0, 50), kolmogorovTail(1e-9, 50), kolmogorovTail(1, 50)]).toEqual([
      1, 1, 0,
    ]);
  });
});

/** max |share of the first up to x - share of the second up to x| */
function distanceByDefinition(first: readonly number[], second: readonly number[]): number {
  const upTo = (values: readonly number[], x: number): number =>
    values.filter((value) => value <= x).length / values.length;
  return Math.max(...[...first, ...second].map((x) => Math.abs(upTo(first, x) - upTo(second, x))));
}

/** All sets of `count` numbers below `total`. */
function choicesOf(total: number, count: number, from = 0): number[][] {
  if (count === 0) return [[]];
  const choices: number[][] = [];
  for (let first = from; first <= total - count; first++) {
    for (const rest of choicesOf(total, count - 1, first + 1)) choices.push([first, ...rest]);
  }
  return choices;
}
