import { Random } from '@dlqr/core/random';
import { type Column, type Table, tableOf } from '@dlqr/core/table';
import { expectAllClose, expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { assessRegressor, columnImportance } from './assessRegressor.ts';
import { defaultRecipe, type RegressionRecipe } from './recipe.ts';
import { prepareRegression } from './regressionData.ts';
import { Regressor } from './regressor.ts';
import { trainRegressor } from './trainRegressor.ts';

beforeAll(() => tf.setBackend('cpu'));

/** Quick enough for the cpu backend, long enough to learn the curve. */
const RECIPE: RegressionRecipe = {
  ...defaultRecipe(240),
  hiddenUnits: [16, 16],
  dropoutRate: 0,
  epochs: 40,
};

/** price = 1000 + 300 * |size| + 200 where the colour is red: a line cannot follow it. */
function houses(numRows: number, seed = 5): Table {
  const random = new Random(seed, 'houses');
  const size = Float64Array.from({ length: numRows }, () => random.normal());
  const noise = Float64Array.from({ length: numRows }, () => random.normal());
  const red = Int32Array.from({ length: numRows }, () => random.integer(0, 2));
  const price = size.map(
    (s, row) => 1000 + 300 * Math.abs(s) + 200 * (red[row] ?? 0) + 5 * random.normal(),
  );
  const columns: Column[] = [
    { kind: 'number', name: 'size', values: size },
    { kind: 'category', name: 'colour', codes: red, categories: ['blue', 'red'] },
    { kind: 'number', name: 'noise', values: noise },
    { kind: 'number', name: 'price', values: price },
  ];
  return tableOf(columns);
}

describe('a regressor', () => {
  const options = { target: 'price', seed: 2 };

  it('beats both baselines on a curve, says what it relies on, and covers new rows', async () => {
    const data = prepareRegression(houses(300), options);
    const { regressor } = await trainRegressor(data, RECIPE, { seed: 2, confidence: 0.8 });
    const assessment = await assessRegressor(regressor, data, { seed: 2 });
    const { test } = assessment.quality;
    expect(test.meanAbsoluteError).toBeLessThan(40);
    expect(assessment.baselines.linear.meanAbsoluteError).toBeGreaterThan(100);
    expect(assessment.baselines.median.meanAbsoluteError).toBeGreaterThan(100);
    expect(assessment.comparison.verdict).toBe('better');
    expect(assessment.comparison.high).toBeLessThan(0);
    const { low, high } = assessment.testErrorInterval;
    expect(low).toBeLessThan(test.meanAbsoluteError);
    expect(high).toBeGreaterThan(test.meanAbsoluteError);
    const importance = await columnImportance(regressor, data, { seed: 2 });
    expect(importance.map(({ column }) => column)).toEqual(['size', 'colour', 'noise']);
    expect(importance[0]?.mean).toBeGreaterThan(5 * Math.abs(importance[2]?.mean ?? 0));
    const fresh = houses(1000, 99);
    const { lower, upper } = await regressor.predict(fresh);
    const truth = fresh.columns[3]?.kind === 'number' ? fresh.columns[3].values : [];
    const covered = [...truth].filter((y, row) => y >= (lower[row] ?? 0) && y <= (upper[row] ?? 0));
    expect(covered.length / 1000).toBeGreaterThan(0.65);
    expect(covered.length / 1000).toBeLessThan(0.95);
  });

  it('comes back from its folder with the same predictions, from raw rows in any order', async () => {
    const folder = await temporaryDirectory();
    const data = prepareRegression(houses(100), options);
    const { regressor } = await trainRegressor(data, { ...RECIPE, epochs: 2 }, { seed: 2 });
    await regressor.save(folder);
    const loaded = await Regressor.load(folder);
    const rows = houses(20, 7);
    const turned = tableOf([...rows.columns].reverse());
    expect(await loaded.predict(turned)).toEqual(await regressor.predict(rows));
  });

  it('is the same for the same seed, and another for another', async () => {
    const weights = async (seed: number) => {
      const data = prepareRegression(houses(100), { ...options, seed });
      const { regressor } = await trainRegressor(data, { ...RECIPE, epochs: 2 }, { seed });
      return regressor.parts.model.getWeights().flatMap((weight) => [...weight.dataSync()]);
    };
    expect(await weights(1)).toEqual(await weights(1));
    expect(await weights(1)).not.toEqual(await weights(3));
  });

  it('leaks no tensor, and needs none to prepare', async () => {
    const data = await expectNoLeaks(() => prepareRegression(houses(60), options));
    await expectNoLeaks(async () => {
      const recipe = { ...RECIPE, epochs: 1, weightDecay: 0, restoreBestWeights: true };
      const { regressor } = await trainRegressor(data, recipe, { seed: 1 });
      await assessRegressor(regressor, data, { seed: 1 });
      await columnImportance(regressor, data, { seed: 1 });
      regressor.dispose();
    });
  });
});

describe('prepareRegression', () => {
  it('fits the preprocessing on the training rows alone', () => {
    const data = prepareRegression(houses(200), { target: 'price', seed: 1 });
    const { values, numRows, numColumns } = data.train.x;
    const first = Array.from({ length: numRows }, (_, row) => values[row * numColumns] ?? 0);
    expectAllClose(first.reduce((a, b) => a + b) / numRows, 0, { absolute: 1e-6 });
    const test = Array.from(data.test.x.values).filter((_, i) => i % numColumns === 0);
    expect(Math.abs(test.reduce((a, b) => a + b) / test.length)).toBeGreaterThan(1e-4);
  });

  it('warns when test rows stand in the training rows, unless they are grouped', () => {
    const { columns } = houses(50);
    const doubled = tableOf(
      columns.map((column): Column => {
        if (column.kind !== 'category') {
          return { ...column, values: Float64Array.of(...column.values, ...column.values) };
        }
        return { ...column, codes: Int32Array.of(...column.codes, ...column.codes) };
      }),
    );
    const random = prepareRegression(doubled, { target: 'price', seed: 1 });
    expect(random.leakedShare).toBeGreaterThan(0.4);
    expect(random.warnings.join()).toContain('same inputs as a training row');
    const grouped = prepareRegression(doubled, { target: 'price', seed: 1, split: 'grouped' });
    expect(grouped.leakedShare).toBe(0);
    expect(grouped.warnings).toEqual([]);
  });

  it('keeps the rows of a group on one side and does not learn from the group', () => {
    const data = prepareRegression(houses(100), { target: 'price', seed: 1, group: 'noise' });
    expect(data.preprocessor.sourceColumns).not.toContain('noise');
  });

  it.each<[string, Table, string, RegExp]>([
    ['a missing target', houses(50), 'cost', /no column "cost"; the columns are size, colour/],
    ['a target in other letters', houses(50), 'Price', /no column "Price"/],
    ['a target of texts', houses(50), 'colour', /"colour" holds text: "(red|blue)" in data row/],
    ['one row', houses(1), 'price', /there is 1 row with a value of "price"; expected at least 20/],
    ['a constant target', withPrice(50, () => 3), 'price', /"price" is 3 in every row/],
    [
      'an infinite target',
      withPrice(50, (r) => (r === 4 ? 1 / 0 : r)),
      'price',
      /Infinity in data row 5/,
    ],
    ['nothing to learn from', tableOf([houses(50).columns[3] as Column]), 'price', /only column/],
  ])('refuses %s', (_, table, target, message) => {
    expect(() => prepareRegression(table, { target, seed: 1 })).toThrow(message);
  });

  it('leaves rows without a target out, and says so', () => {
    const table = withPrice(60, (row) => (row < 10 ? Number.NaN : row));
    const data = prepareRegression(table, { target: 'price', seed: 1 });
    expect(data.numRows).toBe(50);
    expect(data.warnings).toEqual(['10 rows without a value of "price" were left out.']);
  });
});

function withPrice(numRows: number, price: (row: number) => number): Table {
  const { columns } = houses(numRows);
  const values = Float64Array.from({ length: numRows }, (_, row) => price(row));
  return tableOf([...columns.slice(0, 3), { kind: 'number', name: 'price', values }]);
}
