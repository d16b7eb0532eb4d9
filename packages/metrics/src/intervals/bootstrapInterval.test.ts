import { ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { accuracyScore } from '../classification/accuracyScore.ts';
import { rocAucScore } from '../ranking/rocAucScore.ts';
import { meanAbsoluteError } from '../regression/meanAbsoluteError.ts';
import { type BootstrapOptions, bootstrapInterval } from './bootstrapInterval.ts';

const values = [
  0.53, 0.28, 3.52, 0.86, 2.63, 1.01, 0.5, 0.72, 0.57, 1.01, 0.69, 0.74, 0.25, 0.45, 5.23, 0.51,
  0.35, 1.4, 4.08, 0.23, 0.81, 0.53, 0.17, 2.09, 0.98,
];
const mean = (numbers: ArrayLike<number>) =>
  Array.from(numbers).reduce((sum, value) => sum + value, 0) / numbers.length;

describe('the interval of a mean', () => {
  // scipy.stats.bootstrap((values,), np.mean, n_resamples=400000, method=...), scipy 1.17.1; at 20,000
  // resamples an end is uncertain by about 0.005
  it.each([
    ['percentile', 0.7516, 1.7504],
    ['bca', 0.8144, 1.8828],
  ] as const)('by %s agrees with scipy', (method, lower, upper) => {
    const interval = bootstrapInterval(mean, values, { seed: 3, resamples: 20_000, method });
    expect(interval.value).toBeCloseTo(1.2056, 12);
    expect(Math.abs(interval.lower - lower)).toBeLessThan(0.02);
    expect(Math.abs(interval.upper - upper)).toBeLessThan(0.02);
    expect(Math.abs(interval.standardError - 0.25668)).toBeLessThan(0.005);
    expect(interval).toMatchObject({ confidence: 0.95, numResamples: 20_000, numUndefined: 0 });
  });

  it('grows with the confidence', () => {
    const widths = [0.5, 0.9, 0.99].map((confidence) => {
      const { lower, upper } = bootstrapInterval(mean, values, { seed: 1, confidence });
      return upper - lower;
    });
    expect(widths).toEqual([...widths].sort((left, right) => left - right));
    expect(new Set(widths).size).toBe(3);
  });
});

it('holds the true mean about as often as it says', () => {
  const random = new Random(11);
  let hits = 0;
  for (let trial = 0; trial < 200; trial++) {
    const sample = Array.from({ length: 40 }, () => random.normal(5, 2));
    const { lower, upper } = bootstrapInterval(mean, sample, {
      seed: trial,
      resamples: 300,
      confidence: 0.9,
    });
    hits += Number(lower <= 5 && 5 <= upper);
  }
  expect(hits).toBeGreaterThanOrEqual(166); // 180 expected; four standard deviations are 17
  expect(hits).toBeLessThanOrEqual(194);
});

it('gives the same for the same seed and another for another', () => {
  const of = (seed: number) => bootstrapInterval(mean, values, { seed, resamples: 100 });
  expect(of(1)).toEqual(of(1));
  expect(of(1)).not.toEqual(of(2));
});

it('draws the same samples from all arrays', () => {
  const doubled = values.map((value) => 2 * value);
  const texts = values.map(String);
  const rows = values.map((value) => [value, -value]);
  const isTogether = (a: number[], b: Float32Array, c: string[], d: number[][]) =>
    Number(
      a.every(
        (value, place) =>
          b[place] === Math.fround(2 * value) &&
          c[place] === String(value) &&
          d[place]?.[1] === -value,
      ),
    );
  const interval = bootstrapInterval(isTogether, values, Float32Array.from(doubled), texts, rows, {
    seed: 1,
    resamples: 50,
  });
  expect(interval).toMatchObject({ value: 1, lower: 1, upper: 1 });
});

it('draws rows of tensors', () => {
  const tensor = {
    shape: [25, 2],
    dataSync: () => Float32Array.from(values.flatMap((value) => [value, 2 * value])),
  };
  const options = { seed: 1, resamples: 50 };
  const ofTensor = bootstrapInterval(
    (yTrue, yPred) => meanAbsoluteError(yTrue, yPred),
    tensor,
    tensor,
    options,
  );
  expect(ofTensor).toMatchObject({ value: 0, lower: 0, upper: 0 });
  const rows = values.map((value) => [Math.fround(value), Math.fround(2 * value)]);
  const zeros = values.map(() => [0, 0]);
  expect(bootstrapInterval(meanAbsoluteError, zeros, tensor, options)).toEqual(
    bootstrapInterval(meanAbsoluteError, zeros, rows, options),
  );
});

describe('groups', () => {
  // ten groups of five equal samples: 50 samples, but only 10 facts
  const groups = values.slice(0, 10).flatMap((_, group) => new Array<string>(5).fill(`g${group}`));
  const repeated = values.slice(0, 10).flatMap((value) => new Array<number>(5).fill(value));

  it('are drawn whole', () => {
    const drawnWhole = (numbers: number[]) =>
      Number(
        new Set(numbers).size <= 10 &&
          numbers.length === 50 &&
          numbers.every((_, place) => numbers[place - (place % 5)] === numbers[place]),
      );
    expect(
      bootstrapInterval(drawnWhole, repeated, { seed: 1, groups, resamples: 50 }),
    ).toMatchObject({
      lower: 1,
      upper: 1,
    });
  });

  it.each(['percentile', 'bca'] as const)(
    'give by %s the interval of one sample a group',
    (method) => {
      const options = { seed: 4, resamples: 200, method };
      const grouped = bootstrapInterval(mean, repeated, { ...options, groups });
      const single = bootstrapInterval(mean, values.slice(0, 10), options);
      expect(grouped.lower).toBeCloseTo(single.lower, 12);
      expect(grouped.upper).toBeCloseTo(single.upper, 12);
    },
  );
});

describe('resamples without an answer', () => {
  const yTrue = [1, 0, 0, 0, 0, 0, 0, 0];
  const scores = [0.9, 0.1, 0.2, 0.95, 0.3, 0.4, 0.5, 0.6];

  it('are drawn again and counted', () => {
    const interval = bootstrapInterval(rocAucScore, yTrue, scores, { seed: 1, resamples: 500 });
    // a resample lacks the only positive with probability (7 / 8)^8 = 0.34
    expect(interval.numResamples).toBe(500);
    expect(interval.numUndefined).toBeGreaterThan(180);
    expect(interval.numUndefined).toBeLessThan(340);
    expect(interval.lower).toBeGreaterThan(0);
  });

  it('cannot be most of them', () => {
    const rarelyDefined = (numbers: number[]) => (new Set(numbers).size === 8 ? 1 : Number.NaN);
    const compute = () => bootstrapInterval(rarelyDefined, scores, { seed: 1, resamples: 100 });
    expect(compute).toThrow('the metric is not defined on more than half of the resamples');
  });

  it('cannot be left out one by one', () => {
    const compute = () =>
      bootstrapInterval(rocAucScore, yTrue, scores, { seed: 1, resamples: 50, method: 'bca' });
    expect(compute).toThrow('the metric is not defined without one of the samples');
  });

  it('do not hide an error of the metric', () => {
    let calls = 0;
    const broken = () => {
      if (calls++ > 0) throw new TypeError('a bug');
      return 1;
    };
    expect(() => bootstrapInterval(broken, scores, { seed: 1 })).toThrow('a bug');
  });
});

describe('wrong arguments', () => {
  const of = (options: Partial<BootstrapOptions>) =>
    bootstrapInterval(mean, [1, 2, 3], { seed: 1, resamples: 10, ...options });
  it.each<[string, () => unknown, typeof ShapeError | typeof ValueError, string]>([
    [
      'a lone sample',
      () => bootstrapInterval(mean, [1], { seed: 1 }),
      ValueError,
      'there is one sample',
    ],
    ['no samples', () => bootstrapInterval(mean, [], { seed: 1 }), ShapeError, 'array 1 is empty'],
    ['no arrays', () => bootstrapInterval(() => 1, { seed: 1 }), ShapeError, 'there are no arrays'],
    [
      'lengths',
      () => bootstrapInterval(accuracyScore, [1, 2], [1], { seed: 1 }),
      ShapeError,
      'array 2 has 1 samples; expected 2, as in array 1',
    ],
    ['a seed', () => of({ seed: -1 }), ValueError, 'seed is -1'],
    ['a confidence', () => of({ confidence: 0 }), ValueError, 'confidence is 0'],
    ['one resample', () => of({ resamples: 1 }), ValueError, 'resamples is 1'],
    ['a method', () => of({ method: 'basic' as 'bca' }), ValueError, 'method is "basic"'],
    ['groups', () => of({ groups: [1, 2] }), ShapeError, 'groups has 2 entries; expected 3'],
    ['one group', () => of({ groups: ['a', 'a', 'a'] }), ValueError, 'there is one group'],
    [
      'a metric without value',
      () => bootstrapInterval(() => Number.NaN, [1, 2], { seed: 1 }),
      ValueError,
      'the metric is NaN on all samples',
    ],
    [
      'no options',
      () => bootstrapInterval(mean, [1, 2, 3], [1, 2, 3] as never),
      ValueError,
      'the last argument is not options with a seed',
    ],
  ])('refuses %s', (_, compute, kind, message) => {
    expect(compute).toThrow(kind);
    expect(compute).toThrow(message);
  });
});
