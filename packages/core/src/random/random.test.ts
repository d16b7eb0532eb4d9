import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { withSeededMathRandom } from './withSeededMathRandom.ts';

/** From the state 1, 2, 3, 4, by an independent program after the published algorithm. */
const REFERENCE = [
  11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
  4258142804,
];

const SEEDS = [0, 1, 42, 2 ** 32, Number.MAX_SAFE_INTEGER];

function fromWords(words: number[]): Random {
  return Random.fromState({ ...new Random(0).state(), words });
}

describe('Random', () => {
  it('follows the published algorithm', () => {
    const random = fromWords([1, 2, 3, 4]);
    expect(REFERENCE.map(() => random.uint32())).toEqual(REFERENCE);
  });

  it.each(SEEDS)('gives the same numbers for the same seed (%s)', (seed) => {
    const draw = () => {
      const random = new Random(seed);
      return [random.uniform(), random.normal(), random.integer(0, 99), ...random.permutation(9)];
    };
    expect(draw()).toEqual(draw());
  });

  it('gives other numbers for seeds that differ in the high bits alone', () => {
    expect(new Random(1).uint32()).not.toBe(new Random(1 + 2 ** 32).uint32());
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => new Random(seed)).toThrow(/expected a whole number from 0/);
  });

  it('goes on from its state, also between the two normal deviates of a pair', () => {
    const random = new Random(7, 'a', 3);
    random.normal();
    const copy = Random.fromState(JSON.parse(JSON.stringify(random.state())));
    const draw = (r: Random) => [r.normal(), r.normal(), r.uniform(), r.split('b').uniform()];
    expect(draw(copy)).toEqual(draw(random));
  });

  it.each([[[0, 0, 0, 0]], [[1, 2, 3]], [[1, 2, 3, 2 ** 32]]])('refuses the state %j', (words) => {
    expect(() => fromWords(words)).toThrow(/not one that Random.state/);
  });

  it('splits without drawing from itself, and independently of what was drawn', () => {
    const random = new Random(5);
    const first = random.split('shuffle', 1).uniform();
    random.uniform();
    expect(random.split('shuffle', 1).uniform()).toBe(first);
    expect(random.split('shuffle', 2).uniform()).not.toBe(first);
    expect(random.split('shuffle1').uniform()).not.toBe(first);
    expect(random.uniform()).toBe(secondUniform(5));
  });

  it('draws uniform numbers with the moments of the uniform distribution', () => {
    const random = new Random(3);
    const draws = Array.from({ length: 100_000 }, () => random.uniform());
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / draws.length));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.001);
    expect(Math.min(...draws.slice(0, 1000))).toBeGreaterThanOrEqual(0);
  });

  it('draws normal numbers with the moments of the normal distribution', () => {
    const random = new Random(4);
    const draws = Array.from({ length: 100_000 }, () => random.normal(2, 3));
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const spread = Math.sqrt(draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length);
    const beyondTwo = draws.filter((x) => Math.abs(x - 2) > 6).length / draws.length;
    expect(Math.abs(mean - 2)).toBeLessThan(0.05);
    expect(Math.abs(spread - 3)).toBeLessThan(0.03);
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.004);
  });

  it('draws every whole number of a range equally often (chi-square)', () => {
    const random = new Random(6);
    const counts = new Array<number>(7).fill(0);
    for (let draw = 0; draw < 70_000; draw++) {
      const value = random.integer(10, 17) - 10;
      counts[value] = (counts[value] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(22.5); // 6 degrees of freedom, p = 0.001
  });

  it.each([
    [0, 0],
    [1, 0],
    [0.5, 2],
    [0, 2 ** 33],
  ])('refuses integer(%s, %s)', (low, high) => {
    expect(() => new Random(0).integer(low, high)).toThrow(/expected two whole numbers/);
  });

  it('permutes: every order of three items comes equally often', () => {
    const random = new Random(8);
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const order = random.permutation(3).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const chiSquare = [...counts.values()].reduce((sum, c) => sum + (c - 1000) ** 2 / 1000, 0);
    expect(counts.size).toBe(6);
    expect(chiSquare).toBeLessThan(20.5); // 5 degrees of freedom, p = 0.001
  });

  it('samples without repeats, and refuses to draw more than there are', () => {
    expect(new Set(new Random(1).sample(10, 10)).size).toBe(10);
    expect(() => new Random(1).sample(3, 4)).toThrow(/cannot draw 4 of 3/);
  });
});

describe('withSeededMathRandom', () => {
  it('lends the seeded stream for the length of the call, also when it throws', () => {
    // biome-ignore-start lint/plugin: the global generator is what is tested here
    const original = Math.random;
    const draw = () => withSeededMathRandom(new Random(9), () => [Math.random(), Math.random()]);
    expect(draw()).toEqual(draw());
    expect(() =>
      withSeededMathRandom(new Random(9), () => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(Math.random).toBe(original);
    // biome-ignore-end lint/plugin: see above
  });
});

function secondUniform(seed: number): number {
  const random = new Random(seed);
  random.uniform();
  return random.uniform();
}
