import { describe, expect, it } from 'vitest';
import { measureSpeed } from './measureSpeed.ts';

/** A backend of a known speed on a clock of its own; the first run of each size takes longer. */
function fakeBackend(gflops: number, disturbance: (run: number) => number = () => 1) {
  let clock = 0;
  let runs = 0;
  const seen = new Set<number>();
  return {
    now: () => clock,
    multiply: (size: number) => {
      const compile = seen.has(size) ? 0 : 5;
      seen.add(size);
      clock += compile + ((2 * size ** 3) / (gflops * 1e6)) * disturbance(runs++);
    },
  };
}

describe('measureSpeed', () => {
  it.each([
    [0.3, 128],
    [5, 512],
    [80, 1024],
    [10_000, 4096],
  ])('finds %d GFLOP/s in time, with matrices of %i', (gflops, matrixSize) => {
    const { multiply, now } = fakeBackend(gflops);
    const speed = measureSpeed(multiply, 500, now);
    expect(speed.gflops).toBeCloseTo(gflops, 6);
    expect(speed.matrixSize).toBe(matrixSize);
    expect(now()).toBeLessThan(1000);
  });

  it('takes the best of its runs: others were disturbed', () => {
    const { multiply, now } = fakeBackend(5, (run) => (run % 3 === 0 ? 1 : 4));
    expect(measureSpeed(multiply, 500, now).gflops).toBeCloseTo(5, 6);
  });

  it('judges a size by its best, not by its first run, which compiles', () => {
    const { multiply, now } = fakeBackend(5, (run) => (run < 3 ? 1000 : 1));
    expect(measureSpeed(multiply, 500, now)).toMatchObject({ matrixSize: 256 });
  });

  it('ends on a machine that stands nearly still', () => {
    const { multiply, now } = fakeBackend(0.0005);
    expect(measureSpeed(multiply, 500, now)).toMatchObject({ matrixSize: 64 });
    expect(now()).toBeLessThan(1600); // one product of the smallest size: 1.05 s
  });
});
