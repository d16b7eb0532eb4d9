import { ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { plain } from '../testing/splitChecks.ts';
import { rollingOrigin } from './rollingOrigin.ts';

describe('rollingOrigin', () => {
  it('expands, each row tested once, and leaves an unfilled horizon out', () => {
    const splits = rollingOrigin(8, { initialTrainSize: 3, horizon: 2 });
    expect(splits.length).toBe(2);
    expect(plain(splits)).toEqual([
      [
        [0, 1, 2],
        [3, 4],
      ],
      [
        [0, 1, 2, 3, 4],
        [5, 6],
      ],
    ]);
  });

  it('slides with a gap and a step of its own', () => {
    const options = { initialTrainSize: 4, horizon: 3, step: 1, gap: 1, maxTrainSize: 2 };
    expect(plain(rollingOrigin(10, options))).toEqual([
      [
        [2, 3],
        [5, 6, 7],
      ],
      [
        [3, 4],
        [6, 7, 8],
      ],
      [
        [4, 5],
        [7, 8, 9],
      ],
    ]);
  });

  it('says how many splits there are, for any step', () => {
    for (const step of [1, 2, 3, 5]) {
      const splits = rollingOrigin(20, { initialTrainSize: 6, horizon: 4, step });
      expect([...splits]).toHaveLength(splits.length);
      for (const { train, test } of splits) {
        expect(train.at(-1) as number).toBeLessThan(test[0] as number);
        expect(test.at(-1) as number).toBeLessThan(20);
      }
    }
  });

  it('forecasts one row ahead when told nothing more', () => {
    expect(rollingOrigin(10, { initialTrainSize: 9 }).length).toBe(1);
    expect(rollingOrigin(10, { initialTrainSize: 4 }).length).toBe(6);
  });

  it.each([
    ['too few rows', { initialTrainSize: 5, horizon: 4, gap: 2 }, 'expected at least 11'],
    ['no training rows', { initialTrainSize: 0 }, 'initialTrainSize is 0'],
    ['no horizon', { initialTrainSize: 1, horizon: 0 }, 'horizon is 0'],
    ['a standing origin', { initialTrainSize: 1, step: 0 }, 'step is 0'],
    ['a negative gap', { initialTrainSize: 1, gap: -1 }, 'gap is -1'],
    ['an empty window', { initialTrainSize: 1, maxTrainSize: 0 }, 'maxTrainSize is 0'],
  ])('refuses %s', (_, options, message) => {
    expect(() => rollingOrigin(10, options)).toThrow(ValueError);
    expect(() => rollingOrigin(10, options)).toThrow(message);
  });
});
