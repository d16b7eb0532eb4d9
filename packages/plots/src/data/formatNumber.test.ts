import { expect, it } from 'vitest';
import { formatFinePercent, formatNumber, formatPercent, formatScore } from './formatNumber.ts';

it.each([
  [0.41234, '0.412'],
  [0.3, '0.3'],
  [0.00025, '0.00025'],
  [12.345, '12.3'],
  [1234.5, '1,235'],
  [4898, '4,898'],
  [0, '0'],
  [-0.5, '−0.5'],
  [-4898, '−4,898'],
  [0.0000123, '1.23e-5'],
  [-0.00001, '−1e-5'],
  [25_000_000, '2.5e7'],
  [100, '100'],
  [100.04, '100'],
  [999.96, '1,000'],
  [NaN, 'NaN'],
])('formatNumber(%f) is %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

it.each([
  [0.5, '50%'],
  [0.9996, '99.9%'],
  [0.0004, '0.1%'],
  [0.994, '99.4%'],
  [1, '100%'],
  [0, '0%'],
  [1.5, '150%'],
])('formatPercent(%f) is %s', (share, text) => {
  expect(formatPercent(share)).toBe(text);
});

it.each([
  [0.97934, '97.9%'],
  [0.99999, '99.9%'],
  [0.00001, '0.1%'],
  [0.5, '50.0%'],
  [1, '100%'],
  [0, '0%'],
])('formatFinePercent(%f) is %s', (share, text) => {
  expect(formatFinePercent(share)).toBe(text);
});

it.each([
  [0.9, '0.900'],
  [0.98765, '0.988'],
  [0.99999, '0.999'],
  [1, '1.000'],
  [0, '0.000'],
  [-0.25, '\u22120.250'],
])('formatScore(%f) is %s', (score, text) => {
  expect(formatScore(score)).toBe(text);
});
