import { expect, it } from 'vitest';
import { holm } from './holm.ts';

it.each([
  [
    [0.01, 0.04, 0.03],
    [0.03, 0.06, 0.06],
  ], // by hand: 3 x 0.01, 2 x 0.03, and 0.04 is not below the one before
  [[0.02], [0.02]],
  [
    [0.6, 0.9],
    [1, 1],
  ],
  [
    [0.01, 0.011, 0.9],
    [0.03, 0.03, 0.9],
  ],
  [[], []],
])('holm of %j is %j', (pValues, adjusted) => {
  holm(pValues).forEach((value, index) => {
    expect(value).toBeCloseTo(adjusted[index] as number, 12);
  });
});
