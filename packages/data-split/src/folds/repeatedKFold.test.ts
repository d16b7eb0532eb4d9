import { ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import {
  allRows,
  expectPartitions,
  expectShares,
  plain,
  sorted,
  testRows,
} from '../testing/splitChecks.ts';
import { repeatedKFold, repeatedStratifiedKFold } from './repeatedKFold.ts';

const LABELS = Array.from({ length: 30 }, (_, row) => (row % 3 === 0 ? 'b' : 'a'));

describe.each([
  ['repeatedKFold', (options: object) => repeatedKFold(30, options)],
  ['repeatedStratifiedKFold', (options: object) => repeatedStratifiedKFold(LABELS, options)],
])('%s', (_, split) => {
  it('makes all folds of each repetition, every time others', () => {
    const splits = split({ numFolds: 3, numRepeats: 4, seed: 2 });
    expectPartitions(splits, 30);
    expect(splits.length).toBe(12);
    const tests = testRows(splits);
    const repetitions = [0, 3, 6, 9].map((start) => tests.slice(start, start + 3));
    for (const folds of repetitions) expect(sorted(folds.flat())).toEqual(allRows(30));
    expect(new Set(repetitions.map((folds) => JSON.stringify(folds))).size).toBe(4);
  });

  it('repeats with its seed; other seeds share no repetition', () => {
    const folds = (seed: number): string[] =>
      plain(split({ numFolds: 2, numRepeats: 5, seed })).map((pair) => JSON.stringify(pair));
    expect(folds(1)).toEqual(folds(1));
    expect(folds(1).filter((fold) => folds(2).includes(fold))).toEqual([]);
  });

  it('makes 10 repetitions of 5 folds when told nothing', () => {
    expect(split({}).length).toBe(50);
  });

  it('refuses no repetition and too many folds, at the call', () => {
    expect(() => split({ numRepeats: 0 })).toThrow(ValueError);
    expect(() => split({ numRepeats: 0 })).toThrow('numRepeats is 0');
    expect(() => split({ numFolds: 31 })).toThrow('numFolds is 31');
  });
});

describe('repeatedKFold', () => {
  it('refuses half a row', () => {
    expect(() => repeatedKFold(7.5)).toThrow('numRows is 7.5');
  });
});

describe('repeatedStratifiedKFold', () => {
  it('keeps the shares', () => {
    for (const { test } of repeatedStratifiedKFold(LABELS, { numFolds: 4, numRepeats: 3 })) {
      expectShares(test, LABELS);
    }
  });

  it('refuses a class with fewer rows than folds, unless that is allowed', () => {
    expect(() => repeatedStratifiedKFold([0, 0, 1], { numFolds: 2 })).toThrow('class 1 has 1');
    const allowed = { numFolds: 2, numRepeats: 1, allowRareClasses: true };
    expect(repeatedStratifiedKFold([0, 0, 1], allowed).length).toBe(2);
  });
});
