import { expect, it } from 'vitest';
import { toFixedHalfEven } from './toFixedHalfEven.ts';

// Python 3.11: f'{value:.{digits}f}'
it.each([
  [0.125, 2, '0.12'],
  [0.375, 2, '0.38'],
  [0.625, 2, '0.62'],
  [0.875, 2, '0.88'],
  [0.5, 0, '0'],
  [1.5, 0, '2'],
  [2.5, 0, '2'],
  [0.25, 1, '0.2'],
  [0.75, 1, '0.8'],
  [0.145, 2, '0.14'],
  [0.005, 2, '0.01'],
  [1.005, 2, '1.00'],
  [0.0625, 3, '0.062'],
  [0.9375, 3, '0.938'],
  [2 / 3, 20, '0.66666666666666662966'],
  [-0.125, 2, '-0.12'],
  [1, 3, '1.000'],
  [Number.NaN, 2, 'nan'],
])('writes %d with %d digits as Python does', (value, digits, text) => {
  expect(toFixedHalfEven(value, digits)).toBe(text);
});
