import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal.ts';

describe('the normal distribution', () => {
  // Values of scipy 1.17.1, scipy.stats.norm.
  it('has the shares of scipy', () => {
    expectAllClose(
      [-10, -3, -1.5, 0, 0.5, 2.9, 3.1, 8].map(normalCdf),
      [
        7.61985302416047e-24, 0.0013498980316300933, 0.06680720126885807, 0.5, 0.6914624612740131,
        0.998134186699616, 0.9990323967867817, 0.9999999999999993,
      ],
      { relative: 1e-12 },
    );
  });

  it('has the quantiles of scipy', () => {
    expectAllClose(
      [1e-12, 1e-4, 0.075, 0.3, 0.5, 0.9, 0.999999].map(normalQuantile),
      [
        -7.034483825301131, -3.7190164854556804, -1.4395314709384563, -0.5244005127080409, 0,
        1.2815515655446004, 4.753424308817087,
      ],
      { relative: 1e-14 },
    );
  });

  it('goes there and back, from end to end', () => {
    for (let z = -8; z <= 6; z += 0.037) {
      expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(2e-8);
    }
    for (let z = -37; z < -8; z += 0.37) {
      expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(1e-11);
    }
  });

  it('ends in infinities and passes NaN on', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect([normalCdf(-50), normalCdf(50)]).toEqual([0, 1]);
    for (const share of [-0.1, 1.1, Number.NaN]) expect(normalQuantile(share)).toBeNaN();
    expect(normalCdf(Number.NaN)).toBeNaN();
  });
});
