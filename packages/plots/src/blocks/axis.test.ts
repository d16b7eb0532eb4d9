import { describe, expect, it } from 'vitest';
import { axisOver, quantitative } from './axis.ts';

const title = 'loss';

describe('axisOver', () => {
  it('spans the finite values, with a margin at both ends', () => {
    expect(axisOver([[10, NaN], [20]], { title }).domain).toEqual([10, 20]);
    expect(axisOver([[10, 20]], { title, margin: 0.1 }).domain).toEqual([9, 21]);
    expect(axisOver([[-10, 10]], { title, margin: 0.1 }).domain).toEqual([-12, 12]);
  });

  it('leaves no room below zero for what is never negative', () => {
    expect(axisOver([[0.1, 10]], { title, margin: 0.1 }).domain[0]).toBe(0);
    expect(axisOver([[0, 10]], { title, margin: 0.1 }).domain[0]).toBe(0);
  });

  it('holds zero where it must', () => {
    expect(axisOver([[5, 10]], { title, zero: true, margin: 0.1 }).domain).toEqual([0, 11]);
    expect(axisOver([[-10, -5]], { title, zero: true, margin: 0.1 }).domain).toEqual([-11, 0]);
  });

  it.each([0, 5, -3, 1e-9])('gives the constant %f a range around it', (value) => {
    const [low, high] = axisOver([[value, value]], { title }).domain;
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });

  it('shows every positive value on a log axis, and only those', () => {
    const [low, high] = axisOver([[-5, 0, 0.01, 100]], { title, kind: 'log' }).domain;
    expect(low).toBeGreaterThan(0.005);
    expect(low).toBeLessThan(0.01);
    expect(high).toBeGreaterThan(100);
    expect(axisOver([[-1]], { title, kind: 'log' }).domain[0]).toBeGreaterThan(0);
  });
});

describe('quantitative', () => {
  const logTicks = (low: number, high: number) =>
    quantitative('y', { title, kind: 'log', domain: [low, high] }).axis.values;

  it('puts round ticks on a log axis, few enough to read', () => {
    expect(logTicks(0.9, 1200)).toEqual([1, 10, 100, 1000]);
    expect(logTicks(0.9, 25)).toEqual([1, 2, 5, 10, 20]);
    expect(logTicks(2.1, 4.9)).toEqual([3, 4]);
    expect(logTicks(1e-9, 1e9)?.length).toBeLessThanOrEqual(8);
    for (const [low, high] of [
      [0.9, 1200],
      [0.033, 0.07],
      [1e-12, 1e12],
    ] as const) {
      const ticks = logTicks(low, high) ?? [];
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      for (const tick of ticks) expect(tick >= low && tick <= high).toBe(true);
    }
  });

  it('writes numbers so that they can be read', () => {
    const axis = (low: number, high: number, whole = false) =>
      quantitative('y', { title, kind: 'linear', domain: [low, high], whole }).axis;
    expect(axis(0, 50).format).toBeUndefined();
    expect(axis(0, 2e5).format).toBe('~s');
    expect(axis(-1e-4, 1e-5).format).toBe('~e');
    expect(axis(1, 3, true)).toMatchObject({ format: ',d', tickMinStep: 1 });
    const own = quantitative('y', { title, kind: 'linear', domain: [0, 1], format: '.0%' });
    expect(own.axis.format).toBe('.0%');
  });
});
