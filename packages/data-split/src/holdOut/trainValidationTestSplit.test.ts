import { ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { targetBins } from '../rows/targetBins.ts';
import { allRows, expectShares, expectWholeGroups, sorted } from '../testing/splitChecks.ts';
import {
  type TrainValidationTestSplitOptions,
  trainValidationTestSplit,
} from './trainValidationTestSplit.ts';

function parts(numRows: number, options: TrainValidationTestSplitOptions = {}): Int32Array[] {
  const { train, validation, test } = trainValidationTestSplit(numRows, options);
  expect(sorted([...train, ...validation, ...test])).toEqual(allRows(numRows));
  return [train, validation, test];
}

function sizes(numRows: number, options: TrainValidationTestSplitOptions = {}): number[] {
  return parts(numRows, options).map((part) => part.length);
}

describe('trainValidationTestSplit', () => {
  it.each<[number, TrainValidationTestSplitOptions, number[]]>([
    [100, {}, [80, 10, 10]],
    [200_000, {}, [180_000, 10_000, 10_000]],
    [10, { train: 0.6, validation: 0.2, test: 0.2 }, [6, 2, 2]],
    [15, { validation: 0.1, test: 0.1 }, [11, 2, 2]],
    [15, { train: 0.75, test: 3 }, [11, 1, 3]],
    [15, { train: 10, validation: 2 }, [10, 2, 3]],
    [30, { train: 0.7, validation: 0.2, test: 0.1 }, [21, 6, 3]],
    [3, { validation: 0.1, test: 0.1 }, [1, 1, 1]],
  ])('splits %i rows by %j', (numRows, options, expected) => {
    expect(sizes(numRows, options)).toEqual(expected);
  });

  it('keeps the order of time without shuffle', () => {
    const [train, validation, test] = parts(10, { validation: 0.2, test: 0.2, shuffle: false });
    expect([...(train ?? [])]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...(validation ?? [])]).toEqual([6, 7]);
    expect([...(test ?? [])]).toEqual([8, 9]);
  });

  it('repeats with its seed and differs with another', () => {
    const run = (seed: number): number[][] => parts(40, { seed }).map((part) => [...part]);
    expect(run(0)).toEqual(run(0));
    expect(run(0)).not.toEqual(run(1));
  });

  it('keeps the shares of the classes in all three parts', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(seed);
      const labels = Array.from({ length: 300 }, () => `${random.integer(0, 5) % 4}`);
      const split = parts(300, { validation: 0.15, test: 0.1, stratify: labels, seed });
      expect(split.map((part) => part.length)).toEqual([225, 45, 30]);
      for (const part of split) expectShares(part, labels);
    }
  });

  it('lets chance decide which class is rounded up', () => {
    const labels = Array.from({ length: 60 }, (_, row) => row % 6);
    const classesInTest = (seed: number): string => {
      const test = parts(60, { validation: 9, test: 9, stratify: labels, seed })[2];
      return sorted(Array.from(test ?? [], (row) => labels[row] as number)).join();
    };
    expect(new Set([0, 1, 2, 3, 4].map(classesInTest)).size).toBeGreaterThan(1);
  });

  it('gives every part the same mix of a binned target', () => {
    const random = new Random(4);
    const y = Float64Array.from({ length: 500 }, () => Math.exp(2 * random.normal()));
    const split = parts(500, { validation: 0.1, test: 0.1, stratify: targetBins(y), seed: 1 });
    const median = (rows: Int32Array): number =>
      [...rows].map((row) => y[row] as number).sort((a, b) => a - b)[rows.length >> 1] as number;
    const medians = split.map(median);
    for (const value of medians) expect(Math.abs(Math.log(value))).toBeLessThan(0.35);
    for (const part of split) expectShares(part, targetBins(y));
  });

  it('keeps groups in one piece, at nearly the sizes that were asked for', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(seed);
      const groups = Array.from({ length: 1000 }, () => random.integer(0, 200));
      const split = parts(1000, { validation: 0.1, test: 0.1, groups, seed });
      expectWholeGroups(split, groups);
      expect(Math.abs((split[1]?.length ?? 0) - 100)).toBeLessThanOrEqual(6);
      expect(Math.abs((split[2]?.length ?? 0) - 100)).toBeLessThanOrEqual(6);
    }
  });

  it('keeps groups in one piece and classes near their shares', () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = new Random(seed);
      const groups = Array.from({ length: 1000 }, () => random.integer(0, 300));
      const labels = groups.map((group) => (group % 10 === 0 ? 'rare' : 'usual'));
      const split = parts(1000, { validation: 0.2, test: 0.2, groups, stratify: labels, seed });
      expectWholeGroups(split, groups);
      const total = labels.filter((label) => label === 'rare').length;
      [0.6, 0.2, 0.2].forEach((share, part) => {
        const here = split[part]?.filter((row) => labels[row] === 'rare').length ?? 0;
        expect(Math.abs(here - share * total)).toBeLessThanOrEqual(5);
        expect(Math.abs((split[part]?.length ?? 0) - share * 1000)).toBeLessThanOrEqual(8);
      });
    }
  });

  it('leaves no part empty, however large a group is', () => {
    for (let seed = 0; seed < 10; seed++) {
      const groups = Array.from({ length: 100 }, (_, row) => Math.max(0, row - 97));
      const split = parts(100, { validation: 0.1, test: 0.1, groups, seed });
      expectWholeGroups(split, groups);
      for (const part of split) expect(part.length).toBeGreaterThan(0);
    }
  });

  it('allows rare classes on request', () => {
    const labels = ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'b'];
    expect(() => parts(8, { stratify: labels })).toThrow('class "b" has 1 of the rows');
    const split = parts(8, { stratify: labels, allowRareClasses: true });
    for (const part of split) expectShares(part, labels);
  });

  it.each<[string, number, TrainValidationTestSplitOptions, string]>([
    [
      'shares that sum to less',
      10,
      { train: 0.5, validation: 0.2, test: 0.2 },
      'makes 9 of 10 rows',
    ],
    ['half a row', 7.5, { validation: 1, test: 1 }, 'numRows is 7.5'],
    ['one size alone', 10, { test: 0.2 }, '{ test: 0.2 } is not enough'],
    ['two rows', 2, { validation: 1, test: 1 }, 'train 0, validation 1, test 1'],
    ['two groups', 4, { groups: [0, 0, 1, 1], validation: 1, test: 1 }, 'there are 2 groups'],
  ])('refuses %s', (_, numRows, options, message) => {
    expect(() => trainValidationTestSplit(numRows, options)).toThrow(ValueError);
    expect(() => trainValidationTestSplit(numRows, options)).toThrow(message);
  });
});
