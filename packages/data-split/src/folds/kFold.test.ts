import { ValueError } from '@dlqr/core/errors';
import { describeShared, readGolden } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import {
  expectCoverage,
  expectPartitions,
  type GoldenSplits,
  plain,
} from '../testing/splitChecks.ts';
import { kFold } from './kFold.ts';

describeShared('golden/splits.json', 'kFold against scikit-learn', () => {
  it.each([4, 5])('gives the same %i folds', (numFolds) => {
    const golden = readGolden<GoldenSplits>('splits');
    expect(plain(kFold(25, { numFolds }))).toEqual(golden[`kFold${numFolds}`]);
  });
});

describe('kFold', () => {
  it('takes 5 folds without shuffling when told nothing', () => {
    expect(plain(kFold(6)).map(([, test]) => test)).toEqual([[0, 1], [2], [3], [4], [5]]);
  });

  it.each([
    [2, 2],
    [7, 3],
    [100, 7],
  ])(
    'tests each of %i rows once in %i shuffled folds that differ by one row',
    (numRows, numFolds) => {
      for (let seed = 0; seed < 5; seed++) {
        const splits = kFold(numRows, { numFolds, shuffle: true, seed });
        expectPartitions(splits, numRows);
        expectCoverage(splits, numRows);
        const sizes = Array.from(splits, ({ test }) => test.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }
    },
  );

  it('repeats with its seed and differs with another', () => {
    const run = (seed: number): number[][][] => plain(kFold(30, { shuffle: true, seed }));
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
    expect(run(3)).not.toEqual(plain(kFold(30)));
  });

  it.each([
    ['fewer rows than folds', 4, 5, 'only 4 rows'],
    ['one fold', 4, 1, 'numFolds is 1'],
    ['half a fold', 4, 2.5, 'numFolds is 2.5'],
    ['no rows', 0, 2, 'numRows is 0'],
    ['rows that are no number', Number.NaN, 2, 'numRows is NaN'],
    ['more rows than an index array can number', 2 ** 31, 2, 'at most 2147483647'],
  ])('refuses %s, at the call', (_, numRows, numFolds, message) => {
    expect(() => kFold(numRows, { numFolds })).toThrow(ValueError);
    expect(() => kFold(numRows, { numFolds })).toThrow(message);
  });
});
