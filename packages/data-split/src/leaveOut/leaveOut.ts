// Cross-validation that tests every set of p rows, or of p groups.

import { ValueError } from '@dlqr/core/errors';
import { checkCount, checkRows } from '../base/checks.ts';
import { encodeSorted, type Labels } from '../base/labels.ts';
import { type Split, type Splits, splitsOf, splitWhere } from '../base/splits.ts';
import { combinations, numCombinations } from './combinations.ts';

/**
 * Tests each row alone and trains on all others.
 *
 * For very small data only: it takes as many trainings as there are rows.
 *
 * @param numRows at least 2
 * @returns `numRows` splits; indices ascend
 * @throws {ValueError} when there are fewer than 2 rows
 * @example [...leaveOneOut(3)][1] // { train: [0, 2], test: [1] }
 * @see sklearn.model_selection.LeaveOneOut
 */
export function leaveOneOut(numRows: number): Splits {
  return leavePOut(numRows, 1);
}

/**
 * Tests every set of `p` rows and trains on the others.
 *
 * @param numRows more than `p`
 * @param p 1 or more
 * @returns one split for each of the `numRows! / (p! (numRows - p)!)` sets; indices ascend
 * @throws {ValueError} when there are not more rows than `p`
 * @example leavePOut(4, 2).length // 6
 * @see sklearn.model_selection.LeavePOut
 */
export function leavePOut(numRows: number, p: number): Splits {
  checkRows(numRows);
  checkLeftOut('p', p, numRows, 'rows');
  function* generate(): Generator<Split> {
    for (const test of combinations(numRows, p)) {
      let next = 0;
      yield splitWhere(numRows, p, (row) => {
        if (row !== test[next]) return false;
        next++;
        return true;
      });
    }
  }
  return splitsOf(numCombinations(numRows, p), generate);
}

/**
 * Tests each group alone and trains on all others.
 *
 * @param groups the group of each row, [rows]; at least 2 different ones
 * @returns one split a group, groups in ascending order; indices ascend
 * @throws {ValueError} when there are fewer than 2 groups
 * @throws {DataError} when a group is missing
 * @example [...leaveOneGroupOut(['b', 'a', 'b'])][0] // { train: [0, 2], test: [1] }
 * @see sklearn.model_selection.LeaveOneGroupOut
 */
export function leaveOneGroupOut(groups: Labels): Splits {
  return leavePGroupsOut(groups, 1);
}

/**
 * Tests every set of `numGroups` groups and trains on the others.
 *
 * @param groups the group of each row, [rows]; more different ones than `numGroups`
 * @param numGroups 1 or more
 * @returns one split for each set of groups; indices ascend
 * @throws {ValueError} when there are not more groups than `numGroups`
 * @throws {DataError} when a group is missing
 * @example leavePGroupsOut(['a', 'a', 'b', 'c'], 2).length // 3
 * @see sklearn.model_selection.LeavePGroupsOut
 */
export function leavePGroupsOut(groups: Labels, numGroups: number): Splits {
  const { codes, counts } = encodeSorted(groups, 'groups');
  checkLeftOut('numGroups', numGroups, counts.length, 'groups');
  function* generate(): Generator<Split> {
    for (const tested of combinations(counts.length, numGroups)) {
      const isTested = new Uint8Array(counts.length);
      let numTest = 0;
      for (const group of tested) {
        isTested[group] = 1;
        numTest += counts[group] as number;
      }
      yield splitWhere(codes.length, numTest, (row) => isTested[codes[row] as number] === 1);
    }
  }
  return splitsOf(numCombinations(counts.length, numGroups), generate);
}

function checkLeftOut(option: string, count: number, total: number, things: string): void {
  checkCount(option, count, 1);
  if (count < total) return;
  throw new ValueError(
    `${option} is ${count}, but there are only ${total} ${things}; none would be left to train on`,
  );
}
