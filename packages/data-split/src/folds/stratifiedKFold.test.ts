import { DataError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describeShared, readGolden } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import {
  expectCoverage,
  expectPartitions,
  type GoldenSplits,
  plain,
  testRows,
} from '../testing/splitChecks.ts';
import { stratifiedKFold } from './stratifiedKFold.ts';

describeShared('golden/splits.json', 'stratifiedKFold against scikit-learn', () => {
  it('gives the same 3 folds', () => {
    const golden = readGolden<GoldenSplits>('splits');
    expect(plain(stratifiedKFold(golden.y, { numFolds: 3 }))).toEqual(golden.stratifiedKFold3);
  });
});

describe('stratifiedKFold', () => {
  it('gives each fold equally many of a class, up to one, shuffled or not', () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = new Random(seed);
      const labels = Array.from({ length: 97 }, () => random.integer(0, 3) * random.integer(1, 3));
      const splits = stratifiedKFold(labels, { numFolds: 4, shuffle: seed > 4, seed });
      expectPartitions(splits, 97);
      expectCoverage(splits, 97);
      for (const label of new Set(labels)) {
        const perFold = testRows(splits).map(
          (rows) => rows.filter((row) => labels[row] === label).length,
        );
        expect(Math.max(...perFold) - Math.min(...perFold)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('does not care what the classes are called', () => {
    const labels = [2, 0, 0, 1, 2, 1, 0, 0, 1, 2];
    const renamed = labels.map((label) => ['z', 'm', 'a'][label] as string);
    expect(plain(stratifiedKFold(renamed, { numFolds: 3 }))).toEqual(
      plain(stratifiedKFold(Int32Array.from(labels), { numFolds: 3 })),
    );
  });

  it('repeats with its seed and differs with another', () => {
    const labels = Array.from({ length: 40 }, (_, row) => row % 2);
    const run = (seed: number): number[][] =>
      testRows(stratifiedKFold(labels, { shuffle: true, seed }));
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it('refuses a class with fewer rows than folds, unless that is allowed', () => {
    const labels = ['a', 'a', 'a', 'a', 'rare', 'rare'];
    const options = { numFolds: 3 };
    expect(() => stratifiedKFold(labels, options)).toThrow(
      'class "rare" has 2 of the rows; expected at least 3 for 3 folds',
    );
    const splits = stratifiedKFold(labels, { ...options, allowRareClasses: true });
    expectCoverage(splits, 6);
    expect(testRows(splits).map((rows) => rows.length)).toEqual([2, 2, 2]);
  });

  it('refuses a rare class that comes first', () => {
    expect(() => stratifiedKFold([7, 8, 8], { numFolds: 2 })).toThrow('class 7 has 1 of the rows');
  });

  it('refuses fewer rows than folds even then', () => {
    const call = () => stratifiedKFold([1, 2], { numFolds: 3, allowRareClasses: true });
    expect(call).toThrow(ValueError);
    expect(call).toThrow('only 2 rows');
  });

  it.each([
    ['NaN', [1, Number.NaN]],
    ['undefined', Object.assign(new Array<number>(2), { 0: 1 })],
  ])('names the row whose label is %s', (value, labels) => {
    expect(() => stratifiedKFold(labels, { numFolds: 2 })).toThrow(DataError);
    expect(() => stratifiedKFold(labels, { numFolds: 2 })).toThrow(`labels[1] is ${value}`);
  });

  it('refuses no labels at all', () => {
    expect(() => stratifiedKFold([])).toThrow('labels is empty');
  });
});
