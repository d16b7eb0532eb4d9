import { ValueError } from '@dlqr/core/errors';
import { describeShared, readGolden } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { type GoldenSplits, plain } from '../testing/splitChecks.ts';
import { timeSeriesSplit } from './timeSeriesSplit.ts';

describeShared('golden/splits.json', 'timeSeriesSplit against scikit-learn', () => {
  it('gives the same splits', () => {
    const golden = readGolden<GoldenSplits>('splits');
    expect(plain(timeSeriesSplit(25, { numSplits: 4 }))).toEqual(golden.timeSeries4);
  });

  it('gives the same splits with a gap, a test size and a sliding window', () => {
    const golden = readGolden<GoldenSplits>('splits');
    const options = { numSplits: 3, gap: 2, testSize: 4, maxTrainSize: 10 };
    expect(plain(timeSeriesSplit(25, options))).toEqual(golden.timeSeriesGap);
  });
});

describe('timeSeriesSplit', () => {
  // Splits of scikit-learn 1.9.1, TimeSeriesSplit(3, test_size=2, gap=1) on 9 rows.
  it('keeps its gap', () => {
    const splits = timeSeriesSplit(9, { numSplits: 3, testSize: 2, gap: 1 });
    expect(splits.length).toBe(3);
    expect(plain(splits)).toEqual([
      [
        [0, 1],
        [3, 4],
      ],
      [
        [0, 1, 2, 3],
        [5, 6],
      ],
      [
        [0, 1, 2, 3, 4, 5],
        [7, 8],
      ],
    ]);
  });

  it('makes 5 splits when told nothing', () => {
    expect(timeSeriesSplit(6).length).toBe(5);
  });

  it.each([
    ['too few rows', 5, {}, '5 rows do not suffice'],
    ['a gap that eats the training rows', 10, { numSplits: 2, gap: 4 }, 'expected at least 11'],
    ['one split', 10, { numSplits: 1 }, 'numSplits is 1'],
    ['a negative gap', 10, { gap: -1 }, 'gap is -1'],
    ['an empty test part', 10, { testSize: 0 }, 'testSize is 0'],
    ['an empty window', 10, { maxTrainSize: 0 }, 'maxTrainSize is 0'],
  ])('refuses %s', (_, numRows, options, message) => {
    expect(() => timeSeriesSplit(numRows, options)).toThrow(ValueError);
    expect(() => timeSeriesSplit(numRows, options)).toThrow(message);
  });

  it('takes the very last row count that suffices', () => {
    const [first] = timeSeriesSplit(11, { numSplits: 2, testSize: 3, gap: 4 });
    expect([...(first?.train ?? [])]).toEqual([0]);
  });
});
