import { describe, expect, it } from 'vitest';
import { barParts, durationText, logsText, metricText } from './progressText.ts';

describe('the words of a progress bar', () => {
  it.each([
    [0.12345, '0.1235'],
    [0, '0.0000'],
    [-12.3, '-12.3000'],
    [0.0001, '1.0000e-4'],
    [-1_234_567, '-1.2346e+6'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('give %d as %s', (value, text) => {
    expect(metricText(value)).toBe(text);
  });

  it.each([
    [0, '0.0s'],
    [1234, '1.2s'],
    [59_400, '59s'],
    [59_600, '1:00'],
    [75_000, '1:15'],
    [3_600_000, '1:00:00'],
    [3_725_000, '1:02:05'],
    [360_000_000, '100:00:00'],
  ])('give %d milliseconds as %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });

  it.each([
    [0, ['', '────']],
    [0.5, ['━━', '──']],
    [0.4, ['━━', '──']],
    [1, ['━━━━', '']],
    [7, ['━━━━', '']],
    [-1, ['', '────']],
  ])('draw the fraction %d', (fraction, parts) => {
    expect(barParts(fraction, 4)).toEqual(parts);
  });

  it('list the values', () => {
    expect(logsText({ loss: 0.5, valLoss: 0.7 })).toBe('loss 0.5000  valLoss 0.7000');
    expect(logsText({})).toBe('');
  });
});
