import { ValueError } from '@dlqr/core/errors';
import { expect, it } from 'vitest';
import { oneHotClass } from './oneHot.ts';

it('finds the class of a row', () => {
  expect(oneHotClass([0, 1, 0, 1, 0, 0], 0, 3, 'y')).toBe(1);
  expect(oneHotClass([0, 1, 0, 1, 0, 0], 1, 3, 'y')).toBe(0);
});

it.each([
  ['no 1', [0, 0, 0]],
  ['two', [1, 0, 1]],
  ['a share', [0.5, 0.5, 0]],
  ['a 2', [0, 2, 0]],
])('refuses %s', (_, row) => {
  expect(() => oneHotClass(row, 0, 3, 'y')).toThrow(ValueError);
  expect(() => oneHotClass(row, 0, 3, 'y')).toThrow('y[0] is not one-hot');
});
