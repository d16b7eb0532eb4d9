import { DataError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { targetBins } from './targetBins.ts';

function binSizes(bins: Int32Array): number[] {
  const sizes = new Array<number>(Math.max(...bins) + 1).fill(0);
  for (const bin of bins) sizes[bin] = (sizes[bin] as number) + 1;
  return sizes;
}

describe('targetBins', () => {
  it('numbers equally large bins in the order of the values', () => {
    expect([...targetBins([50, 10, 40, 20, 30, 60], { numBins: 3 })]).toEqual([2, 0, 1, 0, 1, 2]);
  });

  it('makes 10 bins of many rows and fewer of few', () => {
    const random = new Random(1);
    const values = Float64Array.from({ length: 1005 }, () => random.normal());
    const sizes = binSizes(targetBins(values));
    expect(sizes).toHaveLength(10);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(10);
    expect(binSizes(targetBins(values.slice(0, 35)))).toHaveLength(3);
    expect(binSizes(targetBins(values.slice(0, 9)))).toEqual([9]);
  });

  it('never cuts equal values, and merges a small last bin', () => {
    const counts = Array.from({ length: 100 }, (_, row) => (row < 90 ? 0 : row - 89));
    const bins = targetBins(counts, { numBins: 5 });
    expect(binSizes(bins)).toEqual([90, 10]);
    const few = Array.from({ length: 100 }, (_, row) => (row < 95 ? 0 : row));
    expect(binSizes(targetBins(few, { numBins: 5 }))).toEqual([100]);
  });

  it('keeps order and size over random values with ties', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(seed);
      const values = Array.from({ length: 200 }, () => random.integer(-20, 20) ** 3);
      const bins = targetBins(values, { numBins: 8 });
      expect(Math.min(...binSizes(bins))).toBeGreaterThanOrEqual(12.5);
      values.forEach((value, row) => {
        const other = (row + 1) % values.length;
        if (value < (values[other] as number)) {
          expect(bins[row]).toBeLessThanOrEqual(bins[other] as number);
        }
        if (value === values[other]) expect(bins[row]).toBe(bins[other]);
      });
    }
  });

  it('puts one value, or a constant, into one bin', () => {
    expect([...targetBins([3])]).toEqual([0]);
    expect([...targetBins([7, 7, 7, 7], { numBins: 2 })]).toEqual([0, 0, 0, 0]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('names the row of %d', (value) => {
    expect(() => targetBins([1, 2, value])).toThrow(DataError);
    expect(() => targetBins([1, 2, value])).toThrow(`values[2] is ${value}`);
  });

  it('refuses no values and no bins', () => {
    expect(() => targetBins([])).toThrow(ValueError);
    expect(() => targetBins([1], { numBins: 0 })).toThrow('numBins is 0');
  });
});
