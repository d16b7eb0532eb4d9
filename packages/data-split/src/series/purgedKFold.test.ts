import { ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { kFold } from '../folds/kFold.ts';
import { expectCoverage, plain } from '../testing/splitChecks.ts';
import { purgedKFold } from './purgedKFold.ts';

describe('purgedKFold', () => {
  it('is kFold without purge and embargo', () => {
    expect(plain(purgedKFold(23, { numFolds: 4 }))).toEqual(plain(kFold(23, { numFolds: 4 })));
  });

  it('keeps its distance on both sides, a longer one behind', () => {
    expect(plain(purgedKFold(9, { numFolds: 3, purge: 1, embargo: 1 }))).toEqual([
      [
        [5, 6, 7, 8],
        [0, 1, 2],
      ],
      [
        [0, 1, 8],
        [3, 4, 5],
      ],
      [
        [0, 1, 2, 3, 4],
        [6, 7, 8],
      ],
    ]);
  });

  it('refuses half a row', () => {
    expect(() => purgedKFold(9.5)).toThrow('numRows is 9.5');
  });

  it('tests each row once', () => {
    const splits = purgedKFold(50, { purge: 3, embargo: 2 });
    expect(splits.length).toBe(5);
    expectCoverage(splits, 50);
  });

  it.each([
    [
      'a fold left without training rows',
      { numFolds: 3, purge: 3 },
      'leave fold 1 of 9 rows nothing',
    ],
    ['an embargo that takes everything', { numFolds: 3, embargo: 6 }, 'leave fold 0'],
    ['more folds than rows', { numFolds: 10 }, 'only 9 rows'],
    ['a negative purge', { purge: -1 }, 'purge is -1'],
    ['half an embargo', { embargo: 0.5 }, 'embargo is 0.5'],
  ])('refuses %s', (_, options, message) => {
    expect(() => purgedKFold(9, options)).toThrow(ValueError);
    expect(() => purgedKFold(9, options)).toThrow(message);
  });
});
