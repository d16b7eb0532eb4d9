import { ShapeError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { plain } from '../testing/splitChecks.ts';
import { predefinedSplit } from './predefinedSplit.ts';

describe('predefinedSplit', () => {
  it('tests each fold that occurs and never the rows marked -1', () => {
    const splits = predefinedSplit([7, 0, -1, 7]);
    expect(splits.length).toBe(2);
    expect(plain(splits)).toEqual([
      [[0, 2, 3], [1]],
      [
        [1, 2],
        [0, 3],
      ],
    ]);
  });

  it.each([
    ['only -1', [-1, -1], ValueError, 'only -1'],
    ['a fraction', [0, 0.5], ValueError, 'foldOfRow[1] is 0.5'],
    ['-2', [-2, 0], ValueError, 'foldOfRow[0] is -2'],
    ['no rows', [], ShapeError, 'empty'],
  ])('refuses %s', (_, folds, kind, message) => {
    expect(() => predefinedSplit(folds)).toThrow(kind);
    expect(() => predefinedSplit(folds)).toThrow(message);
  });
});
