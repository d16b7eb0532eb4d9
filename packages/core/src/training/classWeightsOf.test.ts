import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { classWeightsOf } from './classWeightsOf.ts';

describe('classWeightsOf', () => {
  const names = ['a', 'b', 'c'];
  const labels = [0, 0, 0, 1, 2, 2];

  it('balances as scikit-learn does', () => {
    // compute_class_weight('balanced', classes=[0, 1, 2], y=[0, 0, 0, 1, 2, 2])
    const weights = classWeightsOf('balanced', labels, names);
    expectAllClose(weights, [0.6666666666666666, 2, 1], { absolute: 1e-12 });
  });

  it('takes weights by name; a class left out counts 1', () => {
    expect(classWeightsOf({ c: 5, a: 0 }, labels, names)).toEqual([0, 1, 5]);
  });

  it.each([
    [{ d: 2 }, 'for the class "d"; the classes are a, b, c'],
    [{ a: -1 }, 'weight of the class "a" is -1'],
    [{ b: Number.NaN }, '"b" is NaN'],
    [{ b: Number.POSITIVE_INFINITY }, '"b" is Infinity'],
    [{ a: 0, b: 0, c: 0 }, 'the weights of all classes are 0'],
  ])('refuses %j', (weights, message) => {
    expect(() => classWeightsOf(weights, labels, names)).toThrow(message);
  });

  it('cannot balance a class without rows', () => {
    expect(() => classWeightsOf('balanced', [0, 2], names)).toThrow('"b" has no rows');
  });
});
