import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { isInfinityText, parseNumber } from './parseNumber.ts';

describe('parseNumber', () => {
  it.each([
    ['0', 0],
    ['-0.5', -0.5],
    ['+3', 3],
    ['1.', 1],
    ['.25', 0.25],
    ['1e3', 1000],
    ['-2.5E-2', -0.025],
    ['0e5', 0],
    ['007', 7],
  ])('reads %j as %d', (text, expected) => {
    expect(parseNumber(text, '.')).toBe(expected);
    expect(parseNumber(text.replace('.', ','), ',')).toBe(expected);
    expect(parseNumber(text, 'either')).toBe(expected);
  });

  it.each(['', 'abc', '0x1F', '0b11', '0O17', '1_000', '1 000', '1.2.3', '--1', '1e', '$5', 'NaN'])(
    'takes %j for no number',
    (text) => {
      expect(parseNumber(text, '.')).toBeNaN();
      expect(parseNumber(text, 'either')).toBeNaN();
    },
  );

  it('takes a comma for a decimal mark only where that is allowed', () => {
    expect(parseNumber('1,5', '.')).toBeNaN();
    expect(parseNumber('1,5', 'either')).toBe(1.5);
    expect(parseNumber('1.5', ',')).toBeNaN();
    expect(parseNumber(',5', ',')).toBe(0.5);
    expect(parseNumber('1,5e2', ',')).toBe(150);
    for (const text of ['1,234,567', '1,234.5', ',', '1.234,5']) {
      expect(parseNumber(text, 'either'), text).toBeNaN();
    }
  });

  it('gives an infinity for a number that is too large', () => {
    expect(parseNumber('1e999', '.')).toBe(Number.POSITIVE_INFINITY);
  });

  it('gives back every number that JavaScript prints', () => {
    const random = new Random(1);
    for (let draw = 0; draw < 2000; draw++) {
      const value = random.normal() * 10 ** random.integer(-30, 30);
      expect(parseNumber(String(value), '.')).toBe(value);
    }
  });
});

describe('isInfinityText', () => {
  it.each(['inf', '-Inf', '+infinity', 'INFINITY'])('knows %s', (text) => {
    expect(isInfinityText(text)).toBe(true);
  });

  it.each(['info', 'infinite', '∞', ''])('leaves %j alone', (text) => {
    expect(isInfinityText(text)).toBe(false);
  });
});
