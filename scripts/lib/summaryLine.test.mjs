import { expect, it } from 'vitest';
import { summaryLine } from './summaryLine.mjs';

it('gives the mean, the spread of a sample and the values', () => {
  // The variance of 1 and 3 over one degree of freedom is 2.
  expect(summaryLine('error', [1, undefined, 3])).toBe(
    `error${' '.repeat(37)} 2.000 ± 1.414   (1.000 3.000)`,
  );
});

it('has no spread for a single run', () => {
  expect(summaryLine('error', [2])).toContain('2.000 ± 0.000');
});
