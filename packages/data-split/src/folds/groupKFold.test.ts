import { DataError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describeShared, readGolden } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import {
  expectCoverage,
  expectPartitions,
  expectWholeGroups,
  type GoldenSplits,
  plain,
  testRows,
} from '../testing/splitChecks.ts';
import { groupKFold } from './groupKFold.ts';

describeShared('golden/splits.json', 'groupKFold against scikit-learn', () => {
  it('gives the same 3 folds', () => {
    const golden = readGolden<GoldenSplits>('splits');
    expect(plain(groupKFold(golden.groups, { numFolds: 3 }))).toEqual(golden.groupKFold3);
  });
});

describe('groupKFold', () => {
  it('cuts no group and tests every row once, shuffled or not', () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = new Random(seed);
      const groups = Array.from({ length: 60 }, () => `patient ${random.integer(0, 9) % 7}`);
      const splits = groupKFold(groups, { numFolds: 3, shuffle: seed > 4, seed });
      expectPartitions(splits, 60);
      expectCoverage(splits, 60);
      for (const { train, test } of splits) expectWholeGroups([train, test], groups);
    }
  });

  it('gives the largest group to one fold and the small ones to the others', () => {
    const groups = [0, 0, 0, 0, 1, 1, 2, 3];
    expect(testRows(groupKFold(groups, { numFolds: 2 }))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
  });

  it('shuffles groups into folds of equally many groups', () => {
    const groups = [0, 0, 0, 0, 0, 0, 1, 2, 3];
    const splits = groupKFold(groups, { numFolds: 2, shuffle: true, seed: 5 });
    for (const { test } of splits) {
      expect(new Set(Array.from(test, (row) => groups[row])).size).toBe(2);
    }
    const run = (seed: number): number[][] =>
      testRows(
        groupKFold(
          Float64Array.from({ length: 30 }, (_, row) => row),
          { shuffle: true, seed },
        ),
      );
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it('refuses fewer groups than folds and a missing group', () => {
    expect(() => groupKFold([1, 1, 2, 2], { numFolds: 3 })).toThrow(ValueError);
    expect(() => groupKFold([1, 1, 2, 2], { numFolds: 3 })).toThrow('only 2 groups');
    expect(() => groupKFold([1, Number.NaN, 2], { numFolds: 2 })).toThrow(DataError);
  });
});
