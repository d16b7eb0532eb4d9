import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { allRows, expectShares, expectWholeGroups, sorted } from '../testing/splitChecks.ts';
import { trainTestSplit } from './trainTestSplit.ts';

describe('trainTestSplit', () => {
  it('holds every row once, in random order', () => {
    const { train, test } = trainTestSplit(100, { test: 0.3, seed: 1 });
    expect([train.length, test.length]).toEqual([70, 30]);
    expect(sorted([...train, ...test])).toEqual(allRows(100));
    expect([...test]).not.toEqual(sorted(test));
  });

  // Sizes of scikit-learn 1.9.1: the test part is rounded up.
  it.each([
    [25, {}, 18, 7],
    [10, { test: 0.33 }, 6, 4],
    [10, { train: 0.33 }, 3, 7],
    [30, { test: 0.1 }, 27, 3],
    [100, { test: 0.07 }, 93, 7],
    [10, { test: 1 }, 9, 1],
    [10, { train: 0.75, test: 0.25 }, 7, 3],
    [10, { train: 4, test: 0.6 }, 4, 6],
    [2, { test: 0.01 }, 1, 1],
  ])('splits %i rows by %j', (numRows, options, numTrain, numTest) => {
    const { train, test } = trainTestSplit(numRows, options);
    expect([train.length, test.length]).toEqual([numTrain, numTest]);
  });

  it('keeps the order without shuffle', () => {
    const { train, test } = trainTestSplit(5, { test: 2, shuffle: false });
    expect([[...train], [...test]]).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
  });

  it('repeats with its seed and differs with another', () => {
    const run = (seed: number): number[] => [...trainTestSplit(50, { seed }).test];
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it('keeps shares, or groups in one piece', () => {
    const labels = Array.from({ length: 90 }, (_, row) => (row % 9 === 0 ? 'rare' : 'usual'));
    const { train, test } = trainTestSplit(90, { stratify: labels, seed: 2 });
    expectShares(train, labels);
    expectShares(test, labels);
    const groups = Array.from({ length: 90 }, (_, row) => row % 30);
    const grouped = trainTestSplit(90, { groups, test: 0.2, seed: 2 });
    expectWholeGroups([grouped.train, grouped.test], groups);
    expect(grouped.test.length).toBe(18);
  });

  it.each<[string, number, object, new (message: string) => Error, string]>([
    [
      'shares that do not sum to 1',
      10,
      { train: 0.5, test: 0.4 },
      ValueError,
      'makes 9 of 10 rows',
    ],
    ['counts that do not sum', 10, { train: 5, test: 6 }, ValueError, 'makes 11 of 10 rows'],
    ['a negative share', 10, { test: -0.1 }, ValueError, 'test is -0.1'],
    ['a share above 1', 10, { test: 1.5 }, ValueError, 'test is 1.5'],
    ['a share of 0', 10, { test: 0 }, ValueError, 'test is 0'],
    ['NaN', 10, { train: Number.NaN }, ValueError, 'train is NaN'],
    ['all rows for the test', 10, { test: 10 }, ValueError, 'train 0, test 10'],
    ['an empty training part', 3, { train: 0.1 }, ValueError, 'train 0, test 3'],
    ['one row', 1, {}, ValueError, '1 rows do not suffice'],
    ['no rows', 0, {}, ValueError, 'numRows is 0'],
    ['labels of another length', 4, { stratify: [0, 1, 0] }, ShapeError, 'stratify has 3 entries'],
    ['groups of another length', 4, { groups: [0, 1] }, ShapeError, 'groups has 2 entries'],
    ['a class of one row', 4, { stratify: [0, 0, 0, 1] }, ValueError, 'class 1 has 1 of the rows'],
    [
      'fewer test rows than classes',
      9,
      { stratify: [0, 0, 0, 1, 1, 1, 2, 2, 2], test: 2 },
      ValueError,
      'the smallest part has 2 rows, but there are 3 classes',
    ],
    ['one group', 4, { groups: ['a', 'a', 'a', 'a'] }, ValueError, 'there are 1 groups'],
    ['a missing class', 2, { stratify: [0, Number.NaN] }, DataError, 'stratify[1] is NaN'],
    ['order and classes', 4, { shuffle: false, stratify: [0, 0, 1, 1] }, ValueError, 'shuffle'],
    ['order and groups', 4, { shuffle: false, groups: [0, 0, 1, 1] }, ValueError, 'shuffle'],
  ])('refuses %s', (_, numRows, options, kind, message) => {
    expect(() => trainTestSplit(numRows, options)).toThrow(kind);
    expect(() => trainTestSplit(numRows, options)).toThrow(message);
  });
});
