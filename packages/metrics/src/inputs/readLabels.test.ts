import { ShapeError, ValueError } from '@dlqr/core/errors';
import { expect, it } from 'vitest';
import { readLabelList, readLabels, sortedLabels } from './readLabels.ts';
import type { LabelInput } from './tensorLike.ts';

it('reads whole numbers and texts', () => {
  expect([...readLabels([[3], [-1]], 'y')]).toEqual([3, -1]);
  expect(readLabels(['b', 'a'], 'y')).toEqual(['b', 'a']);
});

it.each<[string, unknown, typeof ShapeError | typeof ValueError, string]>([
  ['scores', [0, 0.73], ValueError, 'y[1] is 0.73; expected labels'],
  ['columns', [[0, 1]], ShapeError, 'y has the shape [1, 2]'],
  ['a number among texts', ['a', 1], ValueError, 'y[1] is 1; expected a text'],
  ['a text among numbers', [1, 'a'], ValueError, 'y[1] is "a"; expected a finite number'],
  ['nothing', [], ShapeError, 'y is empty'],
])('refuses %s', (_, input, kind, message) => {
  const read = () => readLabels(input as LabelInput, 'y');
  expect(read).toThrow(kind);
  expect(read).toThrow(message);
});

it('says how scores become labels', () => {
  expect(() => readLabels([0.5], 'y')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('thresholdLabels') }),
  );
});

it('sorts numbers by size and texts by character code', () => {
  expect(sortedLabels([10, 9, -1, 10])).toEqual([-1, 9, 10]);
  expect(sortedLabels(['b', 'B', 'a', 'b'])).toEqual(['B', 'a', 'b']);
});

it('refuses a list with a label twice', () => {
  expect(() => readLabelList([1, 2, 1])).toThrow(ValueError);
  expect(() => readLabelList([1, 2, 1])).toThrow('labels has 1 twice');
});
