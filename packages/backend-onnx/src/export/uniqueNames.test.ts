import { expect, it } from 'vitest';
import { uniqueNames } from './uniqueNames.ts';

it.each([
  [
    ['x', 'y'],
    ['x', 'y'],
  ],
  [
    ['rnn', 'rnn', 'rnn'],
    ['rnn', 'rnn_1', 'rnn_2'],
  ],
  [
    ['a', 'a', 'a_1', 'a'],
    ['a', 'a_2', 'a_1', 'a_3'],
  ],
])('tells %j apart', (names, expected) => {
  expect(uniqueNames(names)).toEqual(expected);
});
