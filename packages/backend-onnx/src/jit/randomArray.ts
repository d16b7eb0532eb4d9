// Recognises the random arrays that TensorFlow.js fills in JavaScript, and fills them again.
import seedrandom from 'seedrandom';
import { type HostData, type Value, zeros } from '../graph/value.ts';

/** A way to fill an array from a seed, as `tf.randomUniform`, `tf.randomNormal` … do it. */
export interface RandomArray {
  fill(seed: number): HostData;
}

type Sampler = () => number;
type MakeSampler = (seed: number) => Sampler;

/**
 * Finds out which of TensorFlow.js's generators filled an array from a seed: each is run again, its
 * two parameters are solved for from the array, and the whole array must come out bit for bit.
 *
 * @returns null when none of them did
 */
export function randomArrayOf({ data, dtype, size }: Value, seed: number): RandomArray | null {
  if (!data || data instanceof BigInt64Array || size === 0) return null;
  for (const make of candidates(data, dtype, seed)) {
    const array: RandomArray = {
      fill(again) {
        const filled = zeros(dtype, size) as Float32Array;
        const next = make(again);
        for (let index = 0; index < size; index += 1) filled[index] = next();
        return filled;
      },
    };
    const again = array.fill(seed);
    if (data.every((value, index) => Object.is(value, again[index]))) return array;
  }
  return null;
}

function* candidates(data: ArrayLike<number>, dtype: string, seed: number): Generator<MakeSampler> {
  const round = dtype === 'float32' ? (value: number): number => value : Math.round;
  for (const [low, range] of uniformParameters(data, dtype, seed)) {
    yield (from) => {
      const random = seedrandom.alea(String(from));
      return () => low + range * random();
    };
  }
  for (const truncated of [false, true]) {
    for (const [mean, deviation] of normalParameters(data, dtype, seed, truncated)) {
      yield (from) => normal(from, mean, deviation, truncated, round);
    }
  }
}

/** Lowest value and range: the usual ones, and those that the array itself suggests. */
function* uniformParameters(
  data: ArrayLike<number>,
  dtype: string,
  seed: number,
): Generator<readonly [number, number]> {
  yield [0, 1];
  const random = seedrandom.alea(String(seed));
  const draws = Array.from({ length: Math.min(data.length, 64) }, random);
  yield* solved(draws, data, dtype);
}

function* normalParameters(
  data: ArrayLike<number>,
  dtype: string,
  seed: number,
  truncated: boolean,
): Generator<readonly [number, number]> {
  yield [0, 1];
  const next = normal(seed, 0, 1, truncated, (value) => value);
  const draws = Array.from({ length: Math.min(data.length, 64) }, next);
  yield* solved(draws, data, dtype);
}

/** Solves `value = offset + factor * draw`, from the two draws that lie farthest apart. */
function* solved(
  draws: readonly number[],
  data: ArrayLike<number>,
  dtype: string,
): Generator<readonly [number, number]> {
  const low = draws.indexOf(Math.min(...draws));
  const high = draws.indexOf(Math.max(...draws));
  if (low === high) return;
  const [x0, x1] = [draws[low] as number, draws[high] as number];
  const [y0, y1] = [data[low] as number, data[high] as number];
  const factor = (y1 - y0) / (x1 - x0);
  const offset = y0 - factor * x0;
  yield [offset, factor];
  if (dtype !== 'float32') {
    // Fractions were cut off: the bounds are whole numbers nearby.
    for (const low of [0, -1, 1]) {
      for (const more of [0, 1, 2, 3, -1])
        yield [Math.round(offset) + low, Math.round(factor) + more];
    }
    return;
  }
  // What people write is a number of few digits: rounding gives it back from float32 values.
  for (const digits of [6, 5, 4, 3, 2, 1, 0]) {
    const scale = 10 ** digits;
    yield [Math.round(offset * scale) / scale, Math.round(factor * scale) / scale];
  }
}

/** Marsaglia's polar method, drawing as TensorFlow.js does. */
function normal(
  seed: number,
  mean: number,
  deviation: number,
  truncated: boolean,
  round: (value: number) => number,
): Sampler {
  const random = seedrandom.alea(String(seed));
  const isKept = (value: number): boolean =>
    !truncated || (value <= mean + deviation * 2 && value >= mean - deviation * 2);
  let second = Number.NaN;
  return () => {
    if (!Number.isNaN(second)) {
      const value = second;
      second = Number.NaN;
      return value;
    }
    for (;;) {
      let [first, other, square] = [0, 0, 0];
      do {
        first = 2 * random() - 1;
        other = 2 * random() - 1;
        square = first * first + other * other;
      } while (square >= 1 || square === 0);
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      const x = mean + deviation * first * factor;
      const y = mean + deviation * other * factor;
      if (!isKept(x)) continue;
      if (isKept(y)) second = round(y);
      return round(x);
    }
  };
}
