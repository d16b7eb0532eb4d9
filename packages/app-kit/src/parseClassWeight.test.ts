import { UsageError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { parseClassWeight } from './parseClassWeight.ts';

describe('parseClassWeight', () => {
  it.each([
    ['none', null],
    ['balanced', 'balanced'],
    ['yes=5', { yes: 5 }],
    ['a=b=0.5, no = 1', { 'a=b': 0.5, no: 1 }],
  ])('reads %s', (text, expected) => {
    expect(parseClassWeight(text)).toEqual(expected);
  });

  it.each(['yes', 'yes=', '=5', 'yes=much', 'yes=5,'])('refuses %s', (text) => {
    expect(() => parseClassWeight(text)).toThrow(UsageError);
  });
});
