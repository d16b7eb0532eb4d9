import { FileError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { MinMaxScaler } from '../scalers/minMaxScaler.ts';
import { StandardScaler } from '../scalers/standardScaler.ts';
import { fromJsonNumber, toJsonNumber } from './jsonNumbers.ts';
import { readState, StateReader } from './stateReader.ts';

describe('jsonNumbers', () => {
  it.each([
    0,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.MIN_VALUE,
    -Number.MAX_VALUE,
    0.1 + 0.2,
  ])('brings %d back to the bit', (value) => {
    const text = JSON.stringify(toJsonNumber(value));
    expect(Object.is(fromJsonNumber(JSON.parse(text), 'x'), value)).toBe(true);
  });

  it.each([[null], ['1'], ['nan'], [undefined], [true]])('refuses %j', (value) => {
    expect(() => fromJsonNumber(value, 'mean')).toThrow(FileError);
    expect(() => fromJsonNumber(value, 'mean')).toThrow("the state's mean is");
  });
});

describe('readState', () => {
  it('refuses the state of another class, by both names', () => {
    const state = new MinMaxScaler().fit([[1], [2]]).toJSON();
    expect(() => StandardScaler.fromJSON(state)).toThrow(
      'the state is of kind "MinMaxScaler"; expected "StandardScaler"',
    );
  });

  it('refuses what is no object', () => {
    for (const state of [null, undefined, 7, 'text', [1]]) {
      expect(() => readState(state, 'StandardScaler')).toThrow(FileError);
    }
  });
});

describe('StateReader', () => {
  const reader = new StateReader({ flag: 1, text: 2, list: {}, nested: [1] }, 'it');

  it.each<[string, () => unknown, string]>([
    ['flags', () => reader.boolean('flag'), 'flag: 1; expected true or false'],
    ['lists', () => reader.list('list'), 'list: {}; expected a list'],
    ['lists of lists', () => reader.numberLists('nested'), 'nested: [1]; expected lists'],
    ['choices', () => reader.oneOf('text', ['a', 'b']), 'text: 2; expected "a" or "b"'],
    ['counts', () => reader.numbers('nested', 2), 'nested: [1]; expected 2 numbers'],
    ['fields', () => reader.list('none'), 'none: missing; expected a list'],
  ])('names wrong %s', (_, read, message) => {
    expect(read).toThrow(FileError);
    expect(read).toThrow(`the state of it has ${message}`);
  });
});
