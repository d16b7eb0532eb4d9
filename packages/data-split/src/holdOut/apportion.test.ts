import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { apportion } from './apportion.ts';

describe('apportion', () => {
  it('is exact where the shares are whole', () => {
    expect(apportion(Int32Array.of(10, 20), [21, 6, 3]).map((row) => [...row])).toEqual([
      [7, 2, 1],
      [14, 4, 2],
    ]);
  });

  it('keeps all sums and rounds each share up or down, over many random tables', () => {
    for (let seed = 0; seed < 400; seed++) {
      const random = new Random(seed);
      const numClasses = random.integer(1, 30);
      const counts = Int32Array.from({ length: numClasses }, () =>
        random.integer(1, seed < 200 ? 6 : 90),
      );
      const numRows = counts.reduce((sum, count) => sum + count, 0);
      const first = random.integer(0, numRows + 1);
      const second = random.integer(0, numRows - first + 1);
      const sizes = [first, second, numRows - first - second];
      const table = apportion(counts, sizes);
      sizes.forEach((size, part) => {
        expect(table.reduce((sum, row) => sum + (row[part] as number), 0)).toBe(size);
      });
      table.forEach((row, code) => {
        const count = counts[code] as number;
        expect(row.reduce((sum, share) => sum + share, 0)).toBe(count);
        row.forEach((share, part) => {
          expect(Math.abs(share * numRows - count * (sizes[part] as number))).toBeLessThan(numRows);
        });
      });
    }
  });
});
