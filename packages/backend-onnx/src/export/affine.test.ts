import { expect, it } from 'vitest';
import { dimOf, fitAffine } from './affine.ts';

it.each([
  [[5, 5, 5], { factor: 0, offset: 5 }],
  [[2, 3, 7], { factor: 1, offset: 0 }],
  [[9, 12, 24], { factor: 3, offset: 3 }],
  [[-3, -4, -8], { factor: -1, offset: -1 }],
])('finds the line through (2, 3, 7) -> %j', (values, line) => {
  expect(fitAffine([2, 3, 7], values)).toEqual(line);
});

it.each([[[4, 9, 49]], [[1, 1, 3]], [[1, 2, 3]]])(
  'finds no line of whole numbers through (2, 3, 7) -> %j',
  (values) => {
    expect(fitAffine([2, 3, 7], values)).toBeNull();
  },
);

it('takes differences at the same batch size for none of the batch size', () => {
  expect(fitAffine([4, 4], [1, 2])).toBeNull();
  expect(fitAffine([4, 4], [2, 2])).toEqual({ factor: 0, offset: 2 });
});

it.each([
  [0, 3, 3],
  [1, 0, 'batch'],
  [4, 0, '4*batch'],
  [1, 1, 'batch+1'],
  [2, -1, '2*batch-1'],
])('names %i * batch + %i', (factor, offset, name) => {
  expect(dimOf({ factor, offset })).toBe(name);
});
