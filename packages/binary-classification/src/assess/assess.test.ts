import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { binaryQuality } from './binaryQuality.ts';
import { rocAucDifference } from './rocAucDifference.ts';
import { accuracyInterval, resamplesFor, rocAucInterval } from './scoreInterval.ts';

const random = new Random(7, 'assess');
const yTrue = Uint8Array.from({ length: 200 }, (_, row) => Number(row % 4 === 0));
const scoresOf = (skill: number) =>
  Float64Array.from(yTrue, (truth) => 1 / (1 + Math.exp(-skill * (truth - 0.5) - random.normal())));

describe('binaryQuality', () => {
  it('gives every value by its closed form', () => {
    const quality = binaryQuality([0, 0, 1, 1], Float64Array.of(0.1, 0.6, 0.4, 0.8), 0.5);
    expect(quality).toMatchObject({
      rocAuc: 3 / 4, // pairs in the right order
      accuracy: 1 / 2,
      balancedAccuracy: 1 / 2,
      precision: 1 / 2,
      recall: 1 / 2,
      specificity: 1 / 2,
      f1: 1 / 2,
      matthewsCorrcoef: 0,
    });
    expect(quality.brierScore).toBeCloseTo((0.01 + 0.36 + 0.36 + 0.04) / 4, 12);
    expect(quality.logLoss).toBeCloseTo(-Math.log(0.9 * 0.4 * 0.4 * 0.8) / 4, 12);
    expect(quality.averagePrecision).toBeCloseTo((1 + 2 / 3) / 2, 12);
    // Every row in a bin of its own: the mean distance from the truth.
    expect(quality.expectedCalibrationError).toBeCloseTo((0.1 + 0.6 + 0.6 + 0.2) / 4, 12);
  });

  it('counts a probability at the threshold as positive', () => {
    expect(binaryQuality([0, 1], Float64Array.of(0.2, 0.5), 0.5).recall).toBe(1);
  });
});

describe('intervals', () => {
  const rows = { yTrue, probabilities: scoresOf(2), groups: null };

  it('are of DeLong and Wilson where rows stand for themselves', () => {
    const interval = rocAucInterval(rows, 1);
    const { rocAuc, accuracy } = binaryQuality(yTrue, rows.probabilities, 0.5);
    expect(interval?.method).toBe('DeLong');
    expect((interval?.low ?? 0) + (interval?.high ?? 0)).toBeCloseTo(2 * rocAuc, 9); // symmetric
    const ten = { yTrue: yTrue.slice(0, 10), probabilities: new Float64Array(10), groups: null };
    // Rows 0, 4 and 8 are positive and missed: 7 of 10 are right.
    expect(accuracyInterval(ten, 0.5, 1)).toMatchObject({ method: 'Wilson' });
    expect(accuracyInterval(ten, 0.5, 1)?.low).toBeCloseTo(0.39678, 4);
    expect(accuracyInterval(ten, 0.5, 1)?.high).toBeCloseTo(0.8922, 4);
    expect(accuracyInterval(rows, 0.5, 1)?.low).toBeLessThan(accuracy);
  });

  it('are wider where the rows of a group say the same', () => {
    const copies = 8;
    const repeat = (row: number) => Math.floor(row / copies);
    const many = {
      yTrue: Uint8Array.from({ length: 200 * copies }, (_, row) => yTrue[repeat(row)] ?? 0),
      probabilities: Float64Array.from(
        { length: 200 * copies },
        (_, row) => rows.probabilities[repeat(row)] ?? 0,
      ),
    };
    const width = (interval: { low: number; high: number } | null) =>
      (interval?.high ?? 0) - (interval?.low ?? 0);
    const groups = Int32Array.from({ length: 200 * copies }, (_, row) => repeat(row));
    const honest = rocAucInterval({ ...many, groups }, 1);
    expect(honest?.method).toBe('bootstrap of groups');
    expect(width(honest) / width(rocAucInterval(rows, 1))).toBeCloseTo(1, 0);
    expect(width(honest)).toBeGreaterThan(2 * width(rocAucInterval({ ...many, groups: null }, 1)));
    const accuracy = accuracyInterval({ ...many, groups }, 0.5, 1);
    expect(width(accuracy) / width(accuracyInterval(rows, 0.5, 1))).toBeCloseTo(1, 0);
  });

  it('are not given where there are too few groups, or too few rows of a class', () => {
    const groups = Int32Array.from(yTrue, (_, row) => row % 4);
    expect(rocAucInterval({ ...rows, groups }, 1)).toBeNull();
    expect(accuracyInterval({ ...rows, groups }, 0.5, 1)).toBeNull();
    const one = {
      yTrue: Uint8Array.of(1, 0, 0),
      probabilities: Float64Array.of(1, 0, 0),
      groups: null,
    };
    expect(rocAucInterval(one, 1)).toBeNull();
  });

  it('take fewer resamples of many rows', () => {
    expect([100, 10_000, 1e6].map(resamplesFor)).toEqual([2000, 1000, 200]);
  });
});

describe('rocAucDifference', () => {
  const [good, poor] = [scoresOf(4), scoresOf(0.5)];

  it('tells better, worse and undecided apart', () => {
    const better = rocAucDifference(yTrue, good, poor, { seed: 1 });
    expect(better.verdict).toBe('better');
    expect(better.low).toBeGreaterThan(0);
    expect(better.difference).toBeGreaterThan(0.1);
    const worse = rocAucDifference(yTrue, poor, good, { seed: 1 });
    expect(worse).toMatchObject({ verdict: 'worse', difference: -better.difference });
    const same = rocAucDifference(
      yTrue,
      good,
      good.map((p) => p / 2),
      { seed: 1 },
    );
    expect(same).toEqual({ difference: 0, low: 0, high: 0, verdict: 'undecided' });
  });
});
