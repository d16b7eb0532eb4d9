import { expect, it } from 'vitest';
import { extentOf, momentsOf, pick, quantileOf, sortedFinite } from './summary.ts';

it('extentOf spans the finite values of all lists', () => {
  expect(extentOf([[3, NaN], new Float32Array([-1, 2]), [Infinity]])).toEqual([-1, 3]);
  expect(extentOf([[NaN], []])).toBeNull();
});

it('extentOf takes more values than a call takes arguments', () => {
  const many = Float64Array.from({ length: 300_000 }, (_, index) => index);
  expect(extentOf([many])).toEqual([0, 299_999]);
});

it('momentsOf agrees with NumPy (std with ddof=1)', () => {
  const { mean, standardDeviation } = momentsOf([2, 4, 4, 4, 5, 5, 7, 9]);
  expect(mean).toBe(5);
  expect(standardDeviation).toBeCloseTo(2.138089935299395, 14);
  expect(momentsOf([3])).toEqual({ mean: 3, standardDeviation: 0 });
});

it('quantileOf agrees with numpy.quantile', () => {
  const shares = [0, 0.1, 0.25, 0.5, 0.9, 1];
  const values = shares.map((share) => quantileOf([1, 2, 4, 8, 16], share));
  expect(values.map((value) => Number(value.toFixed(12)))).toEqual([1, 1.4, 2, 4, 12.8, 16]);
});

it('sortedFinite sorts as numbers, without what is not finite', () => {
  expect([...sortedFinite([10, NaN, 9, -Infinity, 100])]).toEqual([9, 10, 100]);
});

it('pick takes values by index', () => {
  expect(pick(new Float32Array([5, 6, 7]), [2, 0])).toEqual([7, 5]);
});
