import { Random } from '@dlqr/core';
import { describe, expect, it } from 'vitest';
import { activationNumbers } from './activationShares.ts';

/** Rows of outputs, one column a unit. */
function numbersOf(rows: readonly number[][], activation: string | null = 'linear') {
  return activationNumbers(Float32Array.from(rows.flat()), rows[0]?.length ?? 0, activation);
}

describe('activationNumbers', () => {
  it('gives mean, standard deviation and the share of zeros of all outputs', () => {
    expect(
      numbersOf([
        [1, 0],
        [3, 0],
      ]),
    ).toMatchObject({
      meanActivation: 1,
      activationDeviation: Math.sqrt(1.5), // of 1, 0, 3, 0
      zeroShare: 0.5,
    });
  });

  it.each([
    ['relu', 1 / 3],
    ['relu6', 1 / 3],
    ['linear', 0],
    [null, 0],
  ])('finds the units of %s that are 0 for every sample', (activation, share) => {
    expect(
      numbersOf(
        [
          [0, 0, 1],
          [0, 2, 0],
        ],
        activation,
      ).deadShare,
    ).toBeCloseTo(share, 12);
  });

  it.each([
    ['sigmoid', [[0.005, 0.995, 0.5, 0.011]], 0.5],
    ['hardSigmoid', [[0, 1, 0.5, 0.5]], 0.5],
    ['tanh', [[-0.995, 0.995, 0.98, 0]], 0.5],
    ['softmax', [[0, 1, 0, 0]], 0],
    ['relu', [[0, 9, 9, 9]], 0],
  ])('finds the outputs of %s at its bounds', (activation, rows, share) => {
    expect(numbersOf(rows, activation).saturatedShare).toBe(share);
  });

  it.each([
    [
      'copies',
      [
        [1, 1, 2],
        [3, 3, 4],
      ],
      2 / 3,
    ],
    [
      'copies in two groups',
      [
        [1, 1, 2, 2, 5],
        [3, 3, 4, 4, 5],
      ],
      4 / 5,
    ],
    [
      'units alike in one sample only',
      [
        [1, 1],
        [1, 2],
      ],
      0,
    ],
    [
      'zeros, which are no copies but dead',
      [
        [0, 0, 1],
        [0, 0, 2],
      ],
      0,
    ],
    [
      'constants that are equal',
      [
        [1, 1],
        [1, 1],
      ],
      1,
    ],
    [
      '0 and -0',
      [
        [0, -0],
        [1, 1],
      ],
      1,
    ],
    ['one unit', [[1], [2]], 0],
    ['NaN, which equals nothing', [[Number.NaN, Number.NaN]], 0],
  ])('finds units that give the same: %s', (_, rows, share) => {
    expect(numbersOf(rows).identicalShare).toBeCloseTo(share, 12);
  });

  it('finds as many copies as were planted in random outputs, whatever their order', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = new Random(seed, 'copies');
      const columns = Array.from({ length: 40 }, () => [0, 0, 0].map(() => random.normal()));
      const numCopies = 2 + (seed % 5);
      const planted = [...columns, ...columns.slice(0, numCopies)];
      const order = [...random.permutation(planted.length)];
      const shuffled = order.map((place) => planted[place] as number[]);
      const rows = [0, 1, 2].map((row) => shuffled.map((column) => column[row] as number));
      expect(numbersOf(rows).identicalShare).toBeCloseTo((2 * numCopies) / planted.length, 12);
    }
  });
});
