import { DataError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import type { Splits } from '../base/splits.ts';
import {
  expectPartitions,
  expectShares,
  expectWholeGroups,
  plain,
} from '../testing/splitChecks.ts';
import { groupShuffleSplit, shuffleSplit, stratifiedShuffleSplit } from './shuffleSplit.ts';

const LABELS = Array.from({ length: 40 }, (_, row) => (row % 4 === 0 ? 'b' : 'a'));
const GROUPS = Array.from({ length: 40 }, (_, row) => row % 10);

describe.each<[string, (options: object) => Splits]>([
  ['shuffleSplit', (options) => shuffleSplit(40, options)],
  ['stratifiedShuffleSplit', (options) => stratifiedShuffleSplit(LABELS, options)],
  ['groupShuffleSplit', (options) => groupShuffleSplit(GROUPS, options)],
])('%s', (_, split) => {
  it('draws each split anew', () => {
    const splits = split({ numSplits: 6, test: 0.3, seed: 4 });
    expectPartitions(splits, 40);
    expect(new Set(plain(splits).map(String)).size).toBe(6);
  });

  it('repeats with its seed, whatever the number of splits, and differs with another', () => {
    const run = (seed: number, numSplits: number): number[][][] =>
      plain(split({ seed, numSplits, test: 0.3 }));
    expect(run(1, 5).slice(0, 2)).toEqual(run(1, 2));
    expect(run(1, 2)).not.toEqual(run(2, 2));
  });

  it('makes 10 splits when told nothing', () => {
    expect(split({}).length).toBe(10);
  });

  it('refuses parts that are too large, and no splits', () => {
    expect(() => split({ train: 0.7, test: 0.4 })).toThrow(ValueError);
    expect(() => split({ train: 0.7, test: 0.4 })).toThrow('expected at most');
    expect(() => split({ test: 40 })).toThrow('do not suffice');
    expect(() => split({ train: 0.5, test: 2.5 })).toThrow('test is 2.5');
    expect(() => split({ train: 0.001, test: 0.5 })).toThrow('train 0');
    expect(() => split({ numSplits: 0 })).toThrow('numSplits is 0');
  });
});

describe('shuffleSplit', () => {
  it('may leave rows out', () => {
    for (const { train, test } of shuffleSplit(40, { train: 0.33, test: 5 })) {
      expect([train.length, test.length]).toEqual([13, 5]);
      expect(new Set([...train, ...test]).size).toBe(18);
    }
  });

  it('refuses half a row', () => {
    expect(() => shuffleSplit(7.5)).toThrow('numRows is 7.5');
  });

  it('tests a tenth by default, or what training leaves', () => {
    expect([...shuffleSplit(41)].map(({ test }) => test.length)).toEqual(new Array(10).fill(5));
    expect([...shuffleSplit(40, { train: 30, numSplits: 1 })][0]?.test.length).toBe(10);
  });
});

describe('stratifiedShuffleSplit', () => {
  it('keeps the shares, also when it leaves rows out', () => {
    const random = new Random(1);
    const labels = Array.from({ length: 200 }, () => random.integer(0, 4));
    for (const options of [{ test: 0.25 }, { train: 0.5, test: 0.2 }, { train: 37, test: 11 }]) {
      for (const { train, test } of stratifiedShuffleSplit(labels, options)) {
        expectShares(train, labels);
        expectShares(test, labels);
        expect(new Set([...train, ...test]).size).toBe(train.length + test.length);
      }
    }
  });

  it('refuses rare classes unless they are allowed, and missing ones', () => {
    expect(() => stratifiedShuffleSplit([0, 0, 0, 1], { test: 2 })).toThrow('class 1 has 1');
    expect(stratifiedShuffleSplit([0, 0, 0, 1], { test: 2, allowRareClasses: true }).length).toBe(
      10,
    );
    // Leaving rows out makes no third part that would have to have each class.
    expect(stratifiedShuffleSplit([0, 0, 1, 1, 1], { train: 2, test: 2 }).length).toBe(10);
    expect(() => stratifiedShuffleSplit([0, Number.NaN, 1], { test: 1 })).toThrow(DataError);
    expect(() => stratifiedShuffleSplit([])).toThrow(ValueError);
  });
});

describe('groupShuffleSplit', () => {
  it('counts in groups and cuts none', () => {
    for (const { train, test } of groupShuffleSplit(GROUPS, { train: 5, test: 0.25 })) {
      expectWholeGroups([train, test], GROUPS);
      expect([train.length, test.length]).toEqual([20, 12]);
    }
    expect([...groupShuffleSplit(GROUPS)][0]?.test.length).toBe(8); // a fifth by default
  });
});
