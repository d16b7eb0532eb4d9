import { DataError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { expectCoverage, expectPartitions, plain, testRows } from '../testing/splitChecks.ts';
import { leaveOneGroupOut, leaveOneOut, leavePGroupsOut, leavePOut } from './leaveOut.ts';

describe('leaveOneOut and leavePOut', () => {
  it('tests each row alone', () => {
    expect(plain(leaveOneOut(3))).toEqual([
      [[1, 2], [0]],
      [[0, 2], [1]],
      [[0, 1], [2]],
    ]);
  });

  it('tests every pair once, in lexicographic order', () => {
    expectPartitions(leavePOut(4, 2), 4);
    expect(testRows(leavePOut(4, 2))).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
  });

  it.each([
    [10, 3, 120],
    [10, 7, 120],
    [6, 5, 6],
  ])('makes all choices of %i rows by %i', (numRows, p, expected) => {
    expect(leavePOut(numRows, p).length).toBe(expected);
    expect(new Set(testRows(leavePOut(numRows, p)).map(String)).size).toBe(expected);
  });

  it('counts without making the splits', () => {
    expect(leavePOut(50, 25).length).toBe(126_410_606_437_752); // 50! / 25!²
  });

  it.each([
    [1, 1],
    [3, 3],
    [3, 0],
    [0, 1],
    [3.5, 1],
  ])('refuses to leave out %i rows by %i', (numRows, p) => {
    expect(() => leavePOut(numRows, p)).toThrow(ValueError);
  });
});

describe('leaveOneGroupOut and leavePGroupsOut', () => {
  it('tests each group alone, groups in ascending order', () => {
    const splits = leaveOneGroupOut([10, 9, 10, 9, 100]);
    expectPartitions(splits, 5);
    expectCoverage(splits, 5);
    expect(testRows(splits)).toEqual([[1, 3], [0, 2], [4]]);
    expect(testRows(leaveOneGroupOut(['b', 5, 'a']))).toEqual([[1], [2], [0]]);
  });

  // Test rows of scikit-learn 1.9.1, LeavePGroupsOut(2).
  it('tests every pair of groups', () => {
    expect(testRows(leavePGroupsOut([3, 1, 1, 3, 7, 2], 2))).toEqual([
      [1, 2, 5],
      [0, 1, 2, 3],
      [1, 2, 4],
      [0, 3, 5],
      [4, 5],
      [0, 3, 4],
    ]);
  });

  it('refuses as many groups as there are, and a missing one', () => {
    expect(() => leaveOneGroupOut(['a', 'a'])).toThrow(ValueError);
    expect(() => leavePGroupsOut(['a', 'b'], 2)).toThrow('only 2 groups');
    expect(() => leaveOneGroupOut([1, Number.NaN])).toThrow(DataError);
  });
});
