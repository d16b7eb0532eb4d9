import { ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { fillPath, placeholderNames } from './pathTemplate.ts';

describe('fillPath', () => {
  // What format(value, spec) of Python 3.11 gives.
  it.each([
    ['02d', 7, '07'],
    ['02d', 123, '123'],
    ['03d', -7, '-07'],
    ['4d', 7, '   7'],
    ['.4f', 0.12345678, '0.1235'],
    ['08.3f', -1.5, '-001.500'],
    ['.0f', 2.6, '3'],
    ['f', 0.5, '0.500000'],
  ])('formats with {x:%s} the number %d as Python does', (spec, value, expected) => {
    expect(fillPath(`{x:${spec}}`, { x: value })).toBe(expected);
  });

  it('gives a number without format as it is, and one with e in powers of ten', () => {
    expect(fillPath('{x}_{y:.2e}_{z:.3}', { x: 0.1, y: 12345.678, z: 0.00012345 })).toBe(
      '0.1_1.23e+4_0.000123',
    );
  });

  it('rounds what is not whole where a whole number is asked for', () => {
    expect(fillPath('{x:02d}', { x: 2.6 })).toBe('03');
  });

  it('fills several placeholders between plain text', () => {
    const template = 'models/{epoch:02d}-{val_loss:.2f}/{valLoss:.1f}';
    expect(fillPath(template, { epoch: 3, valLoss: 0.456 })).toBe('models/03-0.46/0.5');
    expect(placeholderNames(template)).toEqual(['epoch', 'valLoss', 'valLoss']);
  });

  it('leaves a path without placeholders alone', () => {
    expect(fillPath('model', {})).toBe('model');
  });

  it('names what there is when a value is missing', () => {
    expect(() => fillPath('{valAuc}', { epoch: 1, loss: 2 })).toThrow(
      'asks for "valAuc"; there is epoch, loss',
    );
  });

  it.each(['{}', '{a b}', '{epoch:2x}', '{epoch:d2}', '{loss:.f}', '{epoch!r}'])(
    'refuses the placeholder %s',
    (template) => {
      expect(() => placeholderNames(template)).toThrow(ValueError);
    },
  );
});
