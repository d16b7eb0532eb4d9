import { expect, it } from 'vitest';
import { subsample } from './subsample.ts';

it('keeps all rows when there are no more than wanted', () => {
  expect(subsample(4, 4)).toEqual([0, 1, 2, 3]);
});

it('draws different rows in rising order, the same in every call', () => {
  const drawn = subsample(100_000, 2000);
  expect(drawn).toHaveLength(2000);
  expect(drawn.every((row, at) => at === 0 || row > (drawn[at - 1] as number))).toBe(true);
  expect(subsample(100_000, 2000)).toEqual(drawn);
});

it('draws evenly: a quarter of the rows comes from each quarter', () => {
  const drawn = subsample(100_000, 2000);
  for (let quarter = 0; quarter < 4; quarter++) {
    const count = drawn.filter((row) => Math.floor(row / 25_000) === quarter).length;
    expect(Math.abs(count - 500)).toBeLessThan(100); // five standard deviations
  }
});
