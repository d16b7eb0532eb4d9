import { ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { groupKFold } from '../folds/groupKFold.ts';
import { trainValidationTestSplit } from '../holdOut/trainValidationTestSplit.ts';
import { driftOfSplit } from './driftOfSplit.ts';
import { rateOver } from './testing/samples.ts';

/** A walk that drifts with time, a wave, and the sensor (of 6) that measured. */
function measurements(random: Random, numRows: number) {
  let level = 0;
  const rows = Array.from({ length: numRows }, (_, row) => {
    level += 0.1 * random.normal();
    const sensor = row % 6;
    return { level, wave: random.normal(), offset: sensor + 0.1 * random.normal(), sensor };
  });
  const numbers = (name: 'level' | 'wave' | 'offset') => ({
    name,
    values: Float64Array.from(rows, (row) => row[name]),
  });
  return {
    table: { numRows, columns: [numbers('level'), numbers('wave'), numbers('offset')] },
    sensors: rows.map(({ sensor }) => sensor),
  };
}

const FAST = { classifierRows: 30 };

describe('driftOfSplit', () => {
  it('compares every pair of parts, by name', () => {
    const { table } = measurements(new Random(1), 300);
    const pairs = driftOfSplit(table, trainValidationTestSplit(300, { seed: 1 }), FAST);
    expect(pairs.map(({ parts }) => parts)).toEqual([
      ['train', 'validation'],
      ['train', 'test'],
      ['validation', 'test'],
    ]);
    expect(pairs[1]?.numRows).toEqual({ reference: 240, other: 30 });
    expect(pairs[2]?.verdict).toMatch(/^The parts validation and test /);
  });

  it('is quiet on random splits at about the nominal rate', () => {
    const alarms = rateOver(100, (random) => {
      const { table } = measurements(random, 400);
      const { validation, test } = trainValidationTestSplit(400, {
        validation: 100,
        test: 100,
        seed: random.integer(0, 1e6),
      });
      return driftOfSplit(table, { validation, test }, FAST).some(({ drifts }) => drifts);
    });
    expect(alarms).toBeLessThan(0.116); // 5 % and 3 standard errors of 2.2 points
  });

  it('is alarmed by cutting a series in its order', () => {
    const found = rateOver(20, (random) => {
      const { table } = measurements(random, 600);
      const split = trainValidationTestSplit(600, { validation: 150, test: 150, shuffle: false });
      const [, , pair] = driftOfSplit(table, split, { classifier: false });
      return pair?.columns[0]?.strength !== 'none';
    });
    expect(found).toBeGreaterThan(0.9);
  });

  it('is alarmed by splitting by group, and names what tells the groups apart', () => {
    const { table, sensors } = measurements(new Random(2), 600);
    for (const split of groupKFold(sensors, { numFolds: 3 })) {
      const [pair] = driftOfSplit(table, split, FAST);
      expect(pair?.drifts).toBe(true);
      expect(pair?.verdict).toContain('offset (strong');
      expect(pair?.columns[1]?.strength).toBe('none');
    }
  });

  it('tests the labels of the rows of each part', () => {
    const { table, sensors } = measurements(new Random(3), 120);
    const parts = { train: [0, 6, 12, 18, 24, 30, 36, 42], test: [1, 7, 13, 19, 25, 31, 37, 43] };
    const [pair] = driftOfSplit(table, parts, { labels: sensors });
    expect(pair?.labels?.values).toMatchObject({ effect: 1, statistic: expect.closeTo(16, 12) });
  });

  const { table } = measurements(new Random(4), 20);

  it.each([
    ['a single part', { train: [0, 1] }, {}, ValueError, /there are 1 parts/],
    ['an empty part', { train: [0, 1], test: [] }, {}, ValueError, /"test" is empty/],
    ['a row that is not there', { train: [0], test: [20] }, {}, ValueError, /row 20; .* 0 to 19/],
    ['half a row', { train: [0], test: [0.5] }, {}, ValueError, /row 0.5/],
    ['few labels', { train: [0], test: [1] }, { labels: [1] }, ShapeError, /labels has 1 entries/],
  ])('refuses %s', (_, parts, options, kind, message) => {
    expect(() => driftOfSplit(table, parts, options)).toThrow(kind);
    expect(() => driftOfSplit(table, parts, options)).toThrow(message);
  });
});
