import { expectAllClose } from '@dlqr/test-kit';
import { expect, it } from 'vitest';
import { acrossSeeds, geometricMean, mean } from './statistics.ts';

it('takes means, on a log scale too', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expectAllClose(geometricMean([1, 100]), 10, { relative: 1e-12 });
});

it('puts several curves into one with a band', () => {
  const curves = [
    [1, 10],
    [3, 1000],
  ];
  expect(acrossSeeds(curves, 'linear')).toEqual({ y: [2, 505], lower: [1, 10], upper: [3, 1000] });
  expectAllClose(acrossSeeds(curves, 'log').y, [Math.sqrt(3), 100], { relative: 1e-12 });
});
