// The one source of randomness: seeded, splittable by name, serialisable. Nothing else draws numbers.
import { ValueError } from '../errors/index.ts';
import { hashWords } from './hashWords.ts';

/** The whole state of a generator, fit for JSON. */
export interface RandomState {
  readonly algorithm: 'xoshiro128**';
  readonly seed: number;
  readonly path: readonly (string | number)[];
  readonly words: readonly number[];
  /** The second normal deviate of a pair, kept for the next call. */
  readonly spareNormal: number | null;
}

/**
 * A seeded pseudo-random generator (xoshiro128**).
 *
 * `split` derives an independent stream from the seed and a path of names, without drawing from
 * its parent: what one part of a program draws never shifts what another part sees.
 *
 * @example
 * const random = new Random(42);
 * random.uniform(); // the same number in every run
 * random.split('shuffle', 3).permutation(5); // the order of epoch 3, whatever was drawn before
 * @see Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021
 */
export class Random {
  readonly seed: number;
  readonly path: readonly (string | number)[];
  #words: Uint32Array;
  #spareNormal: number | null = null;

  /**
   * @param seed a whole number, 0 to 2^53 - 1
   * @param path names of the stream below the seed; `split` appends to them
   * @throws {ValueError} when the seed is anything else
   */
  constructor(seed: number, ...path: (string | number)[]) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new ValueError(`seed is ${seed}; expected a whole number from 0 to 2^53 - 1`);
    }
    this.seed = seed;
    this.path = path;
    this.#words = hashWords(JSON.stringify([seed, ...path]));
  }

  /** A generator that goes on exactly where the one that gave `state` stood. */
  static fromState(state: RandomState): Random {
    const words = state?.words ?? [];
    const usable =
      state?.algorithm === 'xoshiro128**' &&
      words.length === 4 &&
      words.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32) &&
      words.some((word) => word !== 0);
    if (!usable) {
      throw new ValueError('the random state is not one that Random.state() gave');
    }
    const random = new Random(state.seed, ...state.path);
    random.#words = Uint32Array.from(words);
    random.#spareNormal = state.spareNormal;
    return random;
  }

  /** The state to go on from; the generator itself is not changed. */
  state(): RandomState {
    return {
      algorithm: 'xoshiro128**',
      seed: this.seed,
      path: [...this.path],
      words: [...this.#words],
      spareNormal: this.#spareNormal,
    };
  }

  /** The stream of that name below this one; equal names give equal streams. */
  split(...names: (string | number)[]): Random {
    return new Random(this.seed, ...this.path, ...names);
  }

  /** 32 random bits, 0 to 2^32 - 1. */
  uint32(): number {
    const words = this.#words as Uint32Array & [number, number, number, number];
    const scaled = Math.imul(words[1], 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = words[1] << 9;
    words[2] ^= words[0];
    words[3] ^= words[1];
    words[1] ^= words[2];
    words[0] ^= words[3];
    words[2] ^= shifted;
    words[3] = (words[3] << 11) | (words[3] >>> 21);
    return result;
  }

  /** A number from [low, high), with 53 random bits. */
  uniform(low = 0, high = 1): number {
    const unit = ((this.uint32() >>> 5) * 2 ** 26 + (this.uint32() >>> 6)) / 2 ** 53;
    return low + unit * (high - low);
  }

  /**
   * A whole number from [low, high), every one equally likely.
   *
   * @throws {ValueError} when the range is empty or wider than 2^32
   */
  integer(low: number, high: number): number {
    const range = high - low;
    if (!Number.isInteger(low) || !Number.isInteger(high) || range < 1 || range > 2 ** 32) {
      throw new ValueError(
        `integer(${low}, ${high}): expected two whole numbers, the second larger by 1 to 2^32`,
      );
    }
    const limit = 2 ** 32 - (2 ** 32 % range); // draws above it would favour the small numbers
    let draw = this.uint32();
    while (draw >= limit) draw = this.uint32();
    return low + (draw % range);
  }

  /** A normal deviate (Marsaglia's polar method). */
  normal(mean = 0, standardDeviation = 1): number {
    const spare = this.#spareNormal;
    if (spare !== null) {
      this.#spareNormal = null;
      return mean + standardDeviation * spare;
    }
    let u = 0;
    let v = 0;
    let square = 0;
    do {
      u = this.uniform(-1, 1);
      v = this.uniform(-1, 1);
      square = u * u + v * v;
    } while (square >= 1 || square === 0);
    const scale = Math.sqrt((-2 * Math.log(square)) / square);
    this.#spareNormal = v * scale;
    return mean + standardDeviation * u * scale;
  }

  /** Puts the items into a random order, in place (Fisher-Yates), and returns them. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T {
    const slots = items as { length: number; [index: number]: unknown };
    for (let last = items.length - 1; last > 0; last--) {
      const other = this.integer(0, last + 1);
      const kept = slots[last];
      slots[last] = slots[other];
      slots[other] = kept;
    }
    return items;
  }

  /** The numbers 0 to length - 1 in a random order. */
  permutation(length: number): Int32Array {
    return this.shuffle(Int32Array.from({ length }, (_, index) => index));
  }

  /**
   * `count` different numbers of 0 to length - 1, in random order.
   *
   * @throws {ValueError} when `count` is larger than `length`
   */
  sample(length: number, count: number): Int32Array {
    if (count > length) {
      throw new ValueError(`sample(${length}, ${count}): cannot draw ${count} of ${length}`);
    }
    return this.permutation(length).slice(0, count);
  }
}
