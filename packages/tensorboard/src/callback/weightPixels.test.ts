import { describe, expect, it } from 'vitest';
import { weightPixels } from './weightPixels.ts';

/** 0, 1/n, … 1: what is written is what is seen. */
const ramp = (length: number): number[] =>
  Array.from({ length }, (_, index) => Math.fround(index / (length - 1)));

/** The places in the weight from which the picture's values come. */
function placesOf(shape: readonly number[]) {
  const length = shape.reduce((product, size) => product * size, 1);
  const pixels = weightPixels(ramp(length), shape);
  return (
    pixels && {
      shape: pixels.shape,
      places: [...pixels.values].map((v) => Math.round(v * (length - 1))),
    }
  );
}

describe('weightPixels', () => {
  it.each([
    ['a vector is a row', [3], [1, 3, 1], [0, 1, 2]],
    ['a wide matrix stays', [2, 3], [2, 3, 1], [0, 1, 2, 3, 4, 5]],
    ['a tall matrix lies down', [3, 2], [2, 3, 1], [0, 2, 4, 1, 3, 5]],
    ['sizes of 1 are left out', [1, 3, 1], [1, 3, 1], [0, 1, 2]],
    // [y, x, filter]: the pictures are the filters.
    ['filters are pictures', [2, 2, 3], [3, 2, 2, 1], [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]],
    // [y 2, x 2, input 2, filter 2]: the inputs side by side, y i x.
    [
      'inputs are side by side',
      [2, 2, 2, 2],
      [2, 2, 4, 1],
      [0, 4, 2, 6, 8, 12, 10, 14, 1, 5, 3, 7, 9, 13, 11, 15],
    ],
    // [y 1 would be left out; y 2, x 2, input 3, filter 2]: colours stay together.
    [
      'three inputs are colours',
      [2, 2, 3, 2],
      [2, 2, 2, 3],
      [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23],
    ],
  ])('%s', (_, shape, expectedShape, places) => {
    expect(placesOf(shape)).toEqual({ shape: expectedShape, places });
  });

  it('scales from the smallest value to the largest', () => {
    expect([...(weightPixels([-2, 0, 2], [3])?.values ?? [])]).toEqual([0, 0.5, 1]);
    expect([...(weightPixels([5, 5], [2])?.values ?? [])]).toEqual([0, 0]);
    expect([...(weightPixels([Number.NaN, 1, 3], [3])?.values ?? [])]).toEqual([0, 0, 1]);
  });

  it('shows neither single numbers nor more than four dimensions', () => {
    expect(weightPixels([1], [1])).toBeNull();
    expect(weightPixels([1], [])).toBeNull();
    expect(weightPixels(ramp(32), [2, 2, 2, 2, 2])).toBeNull();
  });
});
