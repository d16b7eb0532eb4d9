// Samples for the tests of drift.
import { Random } from '@dlqr/core/random';

/** Spread over [shift, shift + scale) without chance: ((i a + 1) mod m) / m * scale + shift. */
export function spread(
  length: number,
  step: number,
  modulus: number,
  scale = 1,
  shift = 0,
): Float64Array {
  return Float64Array.from(
    { length },
    (_, index) => (((index * step + 1) % modulus) / modulus) * scale + shift,
  ).sort();
}

/** Normal rows, [numRows][numColumns]. */
export function normalRows(random: Random, numRows: number, numColumns: number): number[][] {
  return Array.from({ length: numRows }, () =>
    Array.from({ length: numColumns }, () => random.normal()),
  );
}

/** The rate at which something is true over seeds. */
export function rateOver(numSeeds: number, isTrue: (random: Random) => boolean): number {
  let count = 0;
  for (let seed = 0; seed < numSeeds; seed++) if (isTrue(new Random(seed))) count++;
  return count / numSeeds;
}
