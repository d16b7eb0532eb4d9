import { describe, expect, it } from 'vitest';
import { UsageError } from './apps.mjs';
import { parseParity } from './parseParity.mjs';

describe('parseParity', () => {
  it.each([
    [['ch02'], { name: 'ch02', numSeeds: 5, options: [] }],
    [['ch02', '--seeds', '8'], { name: 'ch02', numSeeds: 8, options: [] }],
    [
      ['ch04', '--seeds', '3', '--', '--data', 'full'],
      { name: 'ch04', numSeeds: 3, options: ['--data', 'full'] },
    ],
    [['ch04', '--', '--quick'], { name: 'ch04', numSeeds: 5, options: ['--quick'] }],
  ])('reads %j', (args, expected) => {
    expect(parseParity(args)).toEqual(expected);
  });

  it.each([
    [[]],
    [['--seeds', '3']],
    [['ch02', '--seeds']],
    [['ch02', '--seeds', '0']],
    [['ch02', '--seeds', 'many']],
    [['ch02', '--quick']],
    [['ch02', '--seeds', '3', 'ch04']],
  ])('refuses %j', (args) => {
    expect(() => parseParity(args)).toThrow(UsageError);
  });
});
