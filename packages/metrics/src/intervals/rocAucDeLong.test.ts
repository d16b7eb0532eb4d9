import { ValueError } from '@dlqr/core/errors';
import { describeShared, expectAllClose, readGolden } from '@dlqr/test-kit';
import { expect, it } from 'vitest';
import { rocAucScore } from '../ranking/rocAucScore.ts';
import { rocAucDeLong } from './rocAucDeLong.ts';

// Expected values: numpy 2.4.6, the matrix of all pairs of a positive and a negative, the variances
// of its row and column means (ddof=1), and scipy.stats.norm.ppf.
const yTrue = [1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0];
const scores = [
  1.1, 0.1, 1, 1.7, -0.3, 0.5, -0.9, -1.3, -1.8, -0.2, -1.3, 1.3, 1.2, -0.2, -2.5, 0.5, -0, 1.1,
  -1.5, -0.5, 0, -0.8, 1.1, -0.8,
];

it('is the interval of DeLong', () => {
  const { value, standardError, lower, upper, confidence } = rocAucDeLong(yTrue, scores);
  expectAllClose(
    [value, standardError, lower, upper, confidence],
    [0.8784722222222222, 0.07323912585959699, 0.734926173278216, 1, 0.95],
    { absolute: 1e-14 },
  );
});

it('is narrower at less confidence', () => {
  const { lower, upper } = rocAucDeLong(yTrue, scores, { confidence: 0.8 });
  expectAllClose([lower, upper], [0.7846125058177377, 0.9723319386267067], { absolute: 1e-14 });
});

it('is mirrored by the other positive label', () => {
  const interval = rocAucDeLong(yTrue, scores, { confidence: 0.8 });
  const mirrored = rocAucDeLong(yTrue, scores, { confidence: 0.8, posLabel: 0 });
  expectAllClose([mirrored.lower, mirrored.upper], [1 - interval.upper, 1 - interval.lower], {
    absolute: 1e-14,
  });
});

it('has no width where the classes are apart', () => {
  expect(rocAucDeLong([0, 0, 1, 1], [1, 2, 3, 4])).toMatchObject({ value: 1, lower: 1, upper: 1 });
});

describeShared('golden/metrics.json', 'intervals of the shared data', () => {
  const { binary } = readGolden<{ binary: { yTrue: number[]; yScore: number[] }[] }>('metrics');
  it.each([
    [0, 0.13247722578772986, 0.4436461119809719, 0.9629472946124348],
    [1, 0.07085595718234093, 0.5754105901182139, 0.8531608384532147],
    [2, 0.02549768886306651, 0.7061963853000167, 0.8061454890212535],
    [3, 0.015945537793807172, 0.7464752673853361, 0.8089806269653048],
  ])('%d', (index, ...expected) => {
    const data = binary[index] as { yTrue: number[]; yScore: number[] };
    const { value, standardError, lower, upper } = rocAucDeLong(data.yTrue, data.yScore);
    expectAllClose([standardError, lower, upper], expected, { absolute: 1e-12 });
    expect(value).toBeCloseTo(rocAucScore(data.yTrue, data.yScore), 13);
  });
});

it.each<[string, () => unknown, string]>([
  ['one positive', () => rocAucDeLong([0, 0, 1], [1, 2, 3]), 'yTrue holds 1 positive samples'],
  ['one negative', () => rocAucDeLong([0, 1, 1], [1, 2, 3]), 'yTrue holds 1 negative samples'],
  ['percent', () => rocAucDeLong(yTrue, scores, { confidence: 95 }), 'confidence is 95'],
  ['certainty', () => rocAucDeLong(yTrue, scores, { confidence: 1 }), 'confidence is 1'],
])('refuses %s', (_, compute, message) => {
  expect(compute).toThrow(ValueError);
  expect(compute).toThrow(message);
});
