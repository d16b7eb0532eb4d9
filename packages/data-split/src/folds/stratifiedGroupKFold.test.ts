import { ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import {
  expectCoverage,
  expectPartitions,
  expectWholeGroups,
  testRows,
} from '../testing/splitChecks.ts';
import { stratifiedGroupKFold } from './stratifiedGroupKFold.ts';

describe('stratifiedGroupKFold', () => {
  // Test rows of scikit-learn 1.9.1, StratifiedGroupKFold(3) and (4).
  it('gives the folds of scikit-learn', () => {
    const labels = [0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const groups = [1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 5, 5, 6, 6, 7, 8, 8];
    expect(testRows(stratifiedGroupKFold(labels, groups, { numFolds: 3 }))).toEqual([
      [4, 5, 6, 12, 13, 14],
      [0, 1, 2, 3, 15, 16],
      [7, 8, 9, 10, 11],
    ]);
  });

  it('gives the folds of scikit-learn on random groups', () => {
    const labels = [...'2010001121121200012021222201210211202010'].map(Number);
    const groups = [
      5, 4, 1, 5, 4, 7, 6, 0, 0, 9, 2, 4, 5, 8, 8, 7, 5, 1, 1, 1, 5, 5, 7, 10, 11, 4, 3, 11, 0, 0,
      0, 0, 2, 2, 11, 7, 0, 5, 0, 1,
    ];
    expect(testRows(stratifiedGroupKFold(labels, groups, { numFolds: 4 }))).toEqual([
      [2, 10, 13, 14, 17, 18, 19, 23, 32, 33, 39],
      [7, 8, 26, 28, 29, 30, 31, 36, 38],
      [5, 6, 9, 15, 22, 24, 27, 34, 35],
      [0, 1, 3, 4, 11, 12, 16, 20, 21, 25, 37],
    ]);
  });

  it('cuts no group and stays near the shares when shuffled', () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = new Random(seed);
      const labels = Array.from({ length: 400 }, () => (random.uniform() < 0.2 ? 'yes' : 'no'));
      const groups = Array.from({ length: 400 }, () => random.integer(0, 100));
      const splits = stratifiedGroupKFold(labels, groups, { numFolds: 4, shuffle: true, seed });
      expectPartitions(splits, 400);
      expectCoverage(splits, 400);
      const total = labels.filter((label) => label === 'yes').length;
      for (const { train, test } of splits) {
        expectWholeGroups([train, test], groups);
        const here = test.filter((row) => labels[row] === 'yes').length;
        expect(Math.abs(here - total / 4)).toBeLessThanOrEqual(2);
      }
    }
  });

  it('repeats with its seed and differs with another', () => {
    const labels = Array.from({ length: 60 }, (_, row) => row % 3);
    const groups = Array.from({ length: 60 }, (_, row) => row % 20);
    const run = (seed: number): number[][] =>
      testRows(stratifiedGroupKFold(labels, groups, { shuffle: true, seed }));
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it('refuses lengths that differ, too few groups and rare classes', () => {
    expect(() => stratifiedGroupKFold([0, 1], [1, 2, 3])).toThrow(ShapeError);
    expect(() => stratifiedGroupKFold([0, 1, 0, 1], [1, 1, 1, 2], { numFolds: 3 })).toThrow(
      ValueError,
    );
    const rare = () => stratifiedGroupKFold([0, 0, 0, 1], [1, 2, 3, 4], { numFolds: 2 });
    expect(rare).toThrow('class 1 has 1 of the rows');
    const allowed = { numFolds: 2, allowRareClasses: true };
    expectCoverage(stratifiedGroupKFold([0, 0, 0, 1], [1, 2, 3, 4], allowed), 4);
  });
});
