import { expect, it } from 'vitest';
import { count, digits, percent, plainName, power } from './words.ts';

it.each([
  [digits(0.123456), '0.123'],
  [digits(1234.5), '1230'],
  [digits(-0.00012), '-1.2e-4'],
  [digits(0), '0'],
  [digits(0.123456, 2), '0.12'],
  [power(0.031), '3.1e-2'],
  [power(0), '0'],
  [percent(0.125), '12.5 %'],
  [count(1234567), '1,234,567'],
  [plainName('Miles_per_Gallon'), 'miles per gallon'],
])('%s is %s', (written, expected) => {
  expect(written).toBe(expected);
});
