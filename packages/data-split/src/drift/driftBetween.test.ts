import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { type DriftBetweenOptions, driftBetween } from './driftBetween.ts';
import type { Drift } from './driftReport.ts';
import { normalRows, rateOver } from './testing/samples.ts';

const COLUMNS_ONLY = { classifier: false };

/** A table of two columns of numbers and one of categories, drawn as given. */
function drawTable(
  random: Random,
  numRows: number,
  draw: { shift?: number; scale?: number; shareOfA?: number; missing?: number } = {},
) {
  const { shift = 0, scale = 1, shareOfA = 0.5, missing = 0.1 } = draw;
  const rows = Array.from({ length: numRows });
  return {
    numRows,
    columns: [
      { name: 'x', values: Float64Array.from(rows, () => shift + scale * random.normal()) },
      {
        name: 'y',
        values: Float64Array.from(rows, () =>
          random.uniform() < missing ? Number.NaN : random.uniform(),
        ),
      },
      {
        name: 'c',
        codes: Int32Array.from(rows, () => (random.uniform() < shareOfA ? 0 : 1)),
        categories: ['a', 'b'],
      },
    ],
  };
}

function columnOf(drift: Drift, name: string) {
  const found = drift.columns.find((column) => column.name === name);
  if (found) return found;
  throw new Error(`no column ${name}`);
}

describe('driftBetween', () => {
  it('reports the tests of each column, corrected by Holm', () => {
    const drift = driftBetween(
      [
        [1.1, 1],
        [0.9, 2],
        [1.2, 3],
      ],
      [
        [3.1, 1.5],
        [2.9, 2.5],
        [3.2, 3.5],
      ],
      COLUMNS_ONLY,
    );
    expect(drift).toMatchObject({ numRows: { reference: 3, other: 3 }, classifier: null });
    const [first, second] = drift.columns;
    // Of the 20 orders of three and three 2 do not overlap; two columns: twice that.
    expect(first?.values).toMatchObject({
      test: 'kolmogorovSmirnov',
      statistic: 1,
      pValue: expect.closeTo(0.1, 12),
      adjustedPValue: expect.closeTo(0.2, 12),
      effect: 1,
      shares: null,
    });
    expect(second?.values).toMatchObject({ statistic: expect.closeTo(1 / 3, 12), pValue: 1 });
    expect(drift.drifts).toBe(false);
  });

  it('shares the rate of false alarms between the columns and the classifier', () => {
    const random = new Random(2);
    const first = normalRows(random, 20, 1);
    const second = normalRows(random, 20, 1).map(([x = 0]) => [x + 0.6]);
    const both = driftBetween(first, second);
    const alone = driftBetween(first, second, COLUMNS_ONLY);
    const { pValue = 0 } = both.columns[0]?.values ?? {};
    expect(pValue).toBeLessThan(0.5);
    expect(both.columns[0]?.values?.adjustedPValue).toBeCloseTo(2 * pValue, 12);
    expect(alone.columns[0]?.values?.adjustedPValue).toBe(pValue);
    const { classifier } = both;
    expect(classifier?.adjustedPValue).toBe(Math.min(1, 2 * (classifier?.pValue ?? 0)));
  });

  it('takes few different numbers for categories, unless there are as few rows', () => {
    const ratings = [3, 4, 5, 3, 4, 5, 3, 4, 5, 3].map((rating) => [rating]);
    const [many] = driftBetween(ratings, ratings, COLUMNS_ONLY).columns;
    expect(many?.values?.test).toBe('chiSquared');
    expect(many?.values?.shares?.map(({ category }) => category).sort()).toEqual(['3', '4', '5']);
    const few = ratings.slice(0, 4);
    const [first] = driftBetween(few, few, COLUMNS_ONLY).columns;
    expect(first?.values?.test).toBe('kolmogorovSmirnov');
  });

  it('finds nothing to test in a column that never changes', () => {
    const constant = new Array(20).fill([7]);
    expect(driftBetween(constant, constant).columns[0]).toEqual({
      name: 'column 0',
      values: null,
      missing: null,
      strength: 'none',
    });
  });

  it('keeps the rate of false alarms: everything together, on parts of the same data', () => {
    const significant = rateOver(200, (random) => {
      const [first, second] = [drawTable(random, 40), drawTable(random, 40)];
      const { columns, classifier } = driftBetween(first, second, { seed: random.integer(0, 1e6) });
      const all = columns.flatMap(({ values, missing }) => [values, missing]);
      return [...all, classifier].some((found) => found && found.adjustedPValue < 0.05);
    });
    expect(significant).toBeLessThan(0.097); // 5 % and 3 standard errors of 1.5 points
    expect(significant).toBeGreaterThan(0.005);
  });

  it.each([
    ['a shift', { shift: 0.8 }, 'x'],
    ['another spread', { scale: 3 }, 'x'],
    ['other shares of categories', { shareOfA: 0.8 }, 'c'],
    ['more missing values', { missing: 0.4 }, 'y'],
  ])('finds %s, and nothing else', (_, change, name) => {
    const random = new Random(7);
    const drift = driftBetween(drawTable(random, 400), drawTable(random, 400, change), {
      classifierRows: 100,
    });
    expect(drift.drifts).toBe(true);
    expect(columnOf(drift, name).strength).toMatch(/moderate|strong/);
    for (const column of drift.columns)
      if (column.name !== name) expect(column.strength).toBe('none');
    expect(drift.verdict).toContain(`1 of 3 columns differs: ${name} (`);
  });

  it('finds what only the columns together show', () => {
    const random = new Random(8);
    const rows = normalRows(random, 200, 3);
    const twisted = normalRows(random, 200, 3).map(([a = 0, b = 0, c = 0]) => [
      a,
      0.8 * a + 0.6 * b,
      c,
    ]);
    const drift = driftBetween(rows, twisted);
    expect(drift.columns.map(({ strength }) => strength)).toEqual(['none', 'none', 'none']);
    expect(drift.classifier).toMatchObject({ strength: expect.stringMatching(/moderate|strong/) });
    expect([drift.drifts, driftBetween(rows, twisted, COLUMNS_ONLY).drifts]).toEqual([true, false]);
  });

  it('calls slight what many rows make certain, but what does not matter', () => {
    const random = new Random(9);
    const drift = driftBetween(
      drawTable(random, 40_000),
      drawTable(random, 40_000, { shift: 0.05 }), // D = 2Φ(0.025) - 1 = 0.02
      COLUMNS_ONLY,
    );
    const { values, strength } = columnOf(drift, 'x');
    expect(values?.pValue).toBeLessThan(1e-4);
    expect(Math.abs((values?.effect ?? 0) - 0.02)).toBeLessThan(0.01);
    expect([strength, drift.drifts]).toEqual(['slight', false]);
    expect(drift.verdict).toContain('too little to matter');
    const picky = { ...COLUMNS_ONLY, smallestEffect: 0.01 };
    const again = new Random(9);
    expect(
      driftBetween(drawTable(again, 40_000), drawTable(again, 40_000, { shift: 0.05 }), picky)
        .drifts,
    ).toBe(true);
  });

  it('says how strong: D of Kolmogorov-Smirnov, the shares that changed, 2 AUC - 1', () => {
    const random = new Random(10);
    const drift = driftBetween(
      drawTable(random, 3000),
      drawTable(random, 3000, { shift: 1, shareOfA: 0.2, missing: 0.3 }),
      { classifierRows: 100 },
    );
    // Φ(0.5) - Φ(-0.5) = 0.383; 0.5 - 0.2; 0.3 - 0.1; standard errors below 0.015.
    expect(Math.abs((columnOf(drift, 'x').values?.effect ?? 0) - 0.383)).toBeLessThan(0.04);
    expect(Math.abs((columnOf(drift, 'c').values?.effect ?? 0) - 0.3)).toBeLessThan(0.04);
    expect(Math.abs((columnOf(drift, 'y').missing?.effect ?? 0) - 0.2)).toBeLessThan(0.04);
    expect(columnOf(drift, 'c').values?.shares?.[0]?.category).toBe('a');
    const { rocAuc = 0, effect = 0 } = drift.classifier ?? {};
    expect(effect).toBeCloseTo(2 * rocAuc - 1, 12);
  });

  it('tests the labels along with the columns', () => {
    const random = new Random(11);
    const [first, second] = [drawTable(random, 300), drawTable(random, 300)];
    const labels = [
      Array.from({ length: 300 }, (_, row) => (row % 2 ? 'yes' : 'no')),
      Array.from({ length: 300 }, (_, row) => (row % 5 ? 'yes' : 'no')),
    ] as const;
    const drift = driftBetween(first, second, { ...COLUMNS_ONLY, labels });
    expect(drift.columns).toHaveLength(3);
    expect(drift.labels).toMatchObject({
      name: 'labels',
      strength: 'strong',
      values: {
        effect: expect.closeTo(0.3, 12),
        shares: expect.arrayContaining([
          { category: 'no', reference: 0.5, other: 0.2 },
          { category: 'yes', reference: 0.5, other: 0.8 },
        ]),
      },
    });
    expect(drift.verdict).toContain('labels (strong, 30 % of rows)');
    expect(drift.advice).toContain('stratify');
  });

  it('takes labels of many different numbers as numbers', () => {
    const random = new Random(12);
    const draw = (shift: number) => Array.from({ length: 200 }, () => random.normal(shift));
    const [first, second] = [drawTable(random, 200), drawTable(random, 200)];
    const { labels } = driftBetween(first, second, {
      ...COLUMNS_ONLY,
      labels: [draw(0), draw(2)],
    });
    expect(labels?.values?.test).toBe('kolmogorovSmirnov');
    expect(labels?.strength).toBe('strong');
  });

  it('compares what is there of a column that one part lacks entirely', () => {
    const random = new Random(13);
    const [first, second] = [drawTable(random, 100), drawTable(random, 100, { missing: 1 })];
    const { values, missing, strength } = columnOf(driftBetween(first, second), 'y');
    expect(values).toBeNull();
    expect(missing).toMatchObject({ other: 1, strength: 'strong' });
    expect(strength).toBe('strong');
  });

  it('is the same again with the same seed', () => {
    const random = new Random(14);
    const [first, second] = [drawTable(random, 80), drawTable(random, 80)];
    expect(driftBetween(first, second, { seed: 3 })).toEqual(
      driftBetween(first, second, { seed: 3 }),
    );
  });

  const some = [[1], [2]];
  const gone = [[Number.NaN], [Number.NaN]];

  it.each<[string, number[][], number[][], DriftBetweenOptions, new () => Error, RegExp]>([
    ['no rows', some, [], {}, ShapeError, /1 and 0 columns/],
    ['other columns', some, [[1, 2]], {}, ShapeError, /1 and 2 columns/],
    ['nothing but missing values', some, gone, {}, DataError, /no column that both parts have/],
    ['labels of another length', some, some, { labels: [[1], [1, 2]] }, ShapeError, /labels\[0\]/],
    ['a significance of 0', some, some, { significance: 0 }, ValueError, /significance is 0/],
    ['an effect of 1', some, some, { smallestEffect: 1 }, ValueError, /smallestEffect is 1/],
    ['too few rows to learn', some, some, { classifierRows: 9 }, ValueError, /classifierRows is 9/],
  ] as never)('refuses %s', (_, first, second, options, kind, message) => {
    expect(() => driftBetween(first, second, options)).toThrow(kind);
    expect(() => driftBetween(first, second, options)).toThrow(message);
  });

  it('refuses a table without rows', () => {
    const empty = { columns: [{ name: 'x', values: new Float64Array() }], numRows: 0 };
    const one = { columns: [{ name: 'x', values: Float64Array.of(1) }], numRows: 1 };
    expect(() => driftBetween(one, empty)).toThrow(ValueError);
    expect(() => driftBetween(one, empty)).toThrow(/1 and 0 rows/);
  });
});
