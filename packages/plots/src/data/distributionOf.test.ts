import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { type Distribution, distributionOf, type HistogramBucket } from './distributionOf.ts';

const ofValues = (values: ArrayLike<number>) => distributionOf({ step: 0, values }) as Distribution;
const ofBuckets = (...buckets: [left: number, right: number, count: number][]) =>
  distributionOf({
    step: 0,
    buckets: buckets.map(([left, right, count]): HistogramBucket => ({ left, right, count })),
  }) as Distribution;

describe('distributionOf values', () => {
  it('counts what is at most a value', () => {
    const { shareUpTo, quantile, standardDeviation, count } = ofValues([3, 1, NaN, 2, 2, Infinity]);
    expect([0.9, 1, 1.5, 2, 3, 9].map(shareUpTo)).toEqual([0, 0.25, 0.25, 0.75, 1, 1]);
    expect([0, 0.5, 1].map(quantile)).toEqual([1, 2, 3]);
    expect(standardDeviation).toBeCloseTo(Math.sqrt(2 / 3), 12);
    expect(count).toBe(4);
  });

  it('is nothing where no value is finite', () => {
    expect(distributionOf({ step: 0, values: [NaN] })).toBeNull();
    expect(distributionOf({ step: 0, values: [] })).toBeNull();
  });
});

describe('distributionOf buckets', () => {
  it('spreads the numbers of a bucket evenly', () => {
    const { shareUpTo, quantile, standardDeviation, count } = ofBuckets(
      [0, 1, 1],
      [1, 2, 0],
      [2, 4, 3],
    );
    expect([-1, 0, 0.5, 1, 1.5, 2, 3, 4, 5].map(shareUpTo)).toEqual([
      0, 0, 0.125, 0.25, 0.25, 0.25, 0.625, 1, 1,
    ]);
    expect([0, 0.125, 0.625, 1].map(quantile)).toEqual([0, 0.5, 3, 4]);
    // Mean 0.25 · 0.5 + 0.75 · 3 = 2.375; within buckets 1/12 and 4/12, between 3.515625 and 0.390625.
    expect(standardDeviation).toBeCloseTo(
      Math.sqrt(0.25 * (3.515625 + 1 / 12) + 0.75 * (0.390625 + 4 / 12)),
      12,
    );
    expect(count).toBe(4);
  });

  it('takes a bucket without width for a single value', () => {
    const { shareUpTo, quantile, standardDeviation } = ofBuckets([5, 5, 0], [5, 5, 7]);
    expect([4.9, 5, 6].map(shareUpTo)).toEqual([0, 1, 1]);
    expect([0, 0.5, 1].map(quantile)).toEqual([5, 5, 5]);
    expect(standardDeviation).toBe(0);
    expect(distributionOf({ step: 0, buckets: [{ left: 0, right: 0, count: 0 }] })).toBeNull();
  });

  it('agrees with the numbers themselves', () => {
    const random = new Random(1, 'buckets');
    const values = Float64Array.from({ length: 20_000 }, () => random.normal());
    const buckets = Array.from({ length: 200 }, (_, at): HistogramBucket => {
      const [left, right] = [at / 20 - 5, (at + 1) / 20 - 5];
      return {
        left,
        right,
        count: values.filter((value) => value >= left && value < right).length,
      };
    });
    const [exact, binned] = [
      ofValues(values),
      distributionOf({ step: 0, buckets }) as Distribution,
    ];
    for (const share of [0.01, 0.25, 0.5, 0.9]) {
      expect(binned.quantile(share)).toBeCloseTo(exact.quantile(share), 1);
    }
    expect(binned.standardDeviation).toBeCloseTo(exact.standardDeviation, 2);
    expect(binned.shareUpTo(1)).toBeCloseTo(0.8413, 2); // of the normal distribution
  });

  it('refuses what is no histogram', () => {
    expect(() => ofBuckets([1, 0, 1])).toThrow(/bucket 0 goes from 1 to 0/);
    expect(() => ofBuckets([1, 2, 1], [0, 1, 1])).toThrow(/bucket 1 goes from 0 to 1/);
    expect(() => ofBuckets([NaN, 2, 1])).toThrow(/bucket 0/);
    for (const count of [-1, NaN, Infinity]) {
      expect(() => ofBuckets([0, 1, count])).toThrow(
        expect.objectContaining({ code: 'DLQR_DATA' }),
      );
    }
  });
});
