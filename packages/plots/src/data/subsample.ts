// Draws a part of many rows, always the same part, so that scatter plots stay light and legible.
import { Random } from '@dlqr/core/random';

const SEED = 0; // named in subtitles: "drawn at random" must be checkable

/** `count` of the indices 0 to length - 1 in rising order; all of them when there are no more. */
export function subsample(length: number, count: number): number[] {
  const indices =
    length <= count
      ? Int32Array.from({ length }, (_, index) => index)
      : new Random(SEED, 'plots').sample(length, count).sort();
  return [...indices];
}
