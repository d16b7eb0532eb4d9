import { expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normalDistribution.ts';

// scipy 1.17.1: scipy.stats.norm.cdf
it.each([
  [-7, 1.279812543885835e-12],
  [-5, 2.866515718791933e-7],
  [-1.5, 0.06680720126885807],
  [-0.001, 0.49960105778608893],
  [0, 0.5],
  [0.3, 0.6179114221889526],
  [2, 0.9772498680518208],
  [4, 0.9999683287581669],
  [6, 0.9999999990134123],
  [9, 1],
  [-9, 1.1285884059538324e-19],
])('has the probability up to %d', (z, probability) => {
  expect(Math.abs(normalCdf(z) - probability)).toBeLessThan(2e-15);
});

// scipy.stats.norm.ppf
it.each([
  [1e-9, -5.9978070150076865],
  [1e-6, -4.753424308822899],
  [0.001, -3.090232306167813],
  [0.025, -1.9599639845400545],
  [0.2, -0.8416212335729142],
  [0.5, 0],
  [0.7, 0.5244005127080407],
  [0.975, 1.959963984540054],
  [0.999999, 4.753424308817087],
])('has the quantile of %d', (probability, z) => {
  expect(Math.abs(normalQuantile(probability) - z)).toBeLessThan(
    1e-7 * Math.max(1e-5, Math.abs(z) - 4),
  );
});

it('has nothing at NaN', () => {
  expect(normalCdf(Number.NaN)).toBeNaN();
});
