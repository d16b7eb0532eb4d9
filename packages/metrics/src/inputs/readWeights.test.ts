import { ShapeError, ValueError } from '@dlqr/core/errors';
import { expect, it } from 'vitest';
import { readWeights } from './readWeights.ts';

it('gives null where there are no weights', () => {
  expect(readWeights(null, 3)).toBeNull();
  expect(readWeights(undefined, 3)).toBeNull();
});

it('keeps zeros among positive weights', () => {
  expect([...(readWeights([0, 2], 2) ?? [])]).toEqual([0, 2]);
});

it.each<[string, number[], typeof ShapeError | typeof ValueError, string]>([
  ['too few', [1], ShapeError, 'sampleWeight has 1 samples; expected 2, as in yTrue'],
  ['a negative one', [1, -0.5], ValueError, 'sampleWeight[1] is -0.5; expected 0 or more'],
  ['only zeros', [0, 0], ValueError, 'sampleWeight holds only zeros'],
  ['NaN', [1, Number.NaN], ValueError, 'sampleWeight[1] is NaN'],
])('refuses %s', (_, weights, kind, message) => {
  expect(() => readWeights(weights, 2)).toThrow(kind);
  expect(() => readWeights(weights, 2)).toThrow(message);
});
