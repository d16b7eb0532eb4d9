import { expect, it } from 'vitest';
import { tallyGroups } from './groupTallies.ts';
import { encodeLabels } from './labels.ts';

it('tallyGroups counts each class of each group', () => {
  const groups = encodeLabels(['p', 'q', 'p', 'p', 'q'], 'groups');
  const classes = encodeLabels(['a', 'a', 'b', 'a', 'c'], 'labels');
  const { starts, classes: codes, counts } = tallyGroups(groups, classes);
  const tallies = [0, 1].map((group) =>
    [...codes.slice(starts[group], starts[group + 1])].map((code, index) => [
      classes.labels[code],
      counts[(starts[group] as number) + index],
    ]),
  );
  expect(tallies).toEqual([
    [
      ['a', 2],
      ['b', 1],
    ],
    [
      ['a', 1],
      ['c', 1],
    ],
  ]);
});
