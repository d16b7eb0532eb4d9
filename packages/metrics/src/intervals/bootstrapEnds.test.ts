import { expectAllClose } from '@dlqr/test-kit';
import { expect, it } from 'vitest';
import { bcaEnds, percentileEnds } from './bootstrapEnds.ts';

// Expected values: numpy.quantile, and Efron's formula with scipy.stats.norm (numpy 2.4.6, scipy 1.17.1).
const distribution = Float64Array.of(
  1.63,
  1.02,
  1.81,
  0.53,
  4.11,
  3.04,
  0.97,
  2.86,
  1.76,
  1.43,
  1.58,
  4.3,
  1.94,
  1.84,
  1.03,
  3.12,
  0.48,
  2.65,
  1.14,
  3.87,
  1.28,
  1.36,
  1.17,
  2.16,
  1.42,
  1.65,
  3.67,
  1.64,
  1.27,
  1.66,
  0.49,
  1.3,
  1.89,
  0.81,
  1.95,
  1.45,
  2.75,
  0.66,
  1.71,
  2.03,
);
const leaveOneOut = Float64Array.of(
  0.326,
  0.178,
  0.152,
  0.059,
  0.015,
  0.08,
  0.184,
  0.386,
  0.158,
  0.147,
  0.353,
  0.16,
);

it('cuts equal shares off both sides', () => {
  expectAllClose(percentileEnds(distribution, 0.9), [0.528, 3.882], { absolute: 1e-12 });
});

it('corrects for bias and acceleration', () => {
  expectAllClose(
    bcaEnds(1.7, distribution, leaveOneOut, 0.9),
    [0.6417292119026672, 4.030653353482389],
    { absolute: 1e-10 },
  );
});

it('is the percentile interval without bias and skewness', () => {
  const symmetric = Float64Array.of(-1, 0, 1);
  const values = Float64Array.from({ length: 201 }, (_, place) => place - 100);
  expectAllClose(bcaEnds(0, values, symmetric, 0.9), percentileEnds(values, 0.9), {
    absolute: 1e-9,
  });
});

it('has no width where nothing varies', () => {
  const ones = new Float64Array(50).fill(1);
  expect(bcaEnds(1, ones, ones.slice(0, 5), 0.95)).toEqual([1, 1]);
});

it('stays within the distribution when all of it lies on one side', () => {
  const [lower, upper] = bcaEnds(9, distribution, leaveOneOut, 0.9);
  expect(lower).toBeGreaterThan(3.5);
  expect(upper).toBeCloseTo(4.3, 6);
});

it('leaves the distribution as it is', () => {
  const before = [...distribution];
  percentileEnds(distribution, 0.9);
  bcaEnds(1.7, distribution, leaveOneOut, 0.9);
  expect([...distribution]).toEqual(before);
});
