import { type Column, tableOf } from '@dlqr/core/table';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { customers, numbers, texts, waves, withColumn } from '../testing/tables.ts';
import { encode, prepareBinary } from './binaryData.ts';

const options = { target: 'leaves', seed: 1 };

describe('prepareBinary', () => {
  it('fits the preprocessing on the training rows alone', () => {
    const data = prepareBinary(customers(200), options);
    const { samplesOf } = encode(data, 'table', data.rows.train);
    const meanOfPrice = (rows: Int32Array) => {
      const { values, numRows, numColumns } = samplesOf(rows).x;
      return (
        Array.from({ length: numRows }, (_, r) => values[r * numColumns] ?? 0).reduce(
          (a, b) => a + b,
        ) / numRows
      );
    };
    expectAllClose(meanOfPrice(data.rows.train), 0, { absolute: 1e-6 });
    expect(Math.abs(meanOfPrice(data.rows.test))).toBeGreaterThan(1e-4);
    expect(samplesOf(data.rows.test).y).toHaveLength(data.rows.test.length);
  });

  it('warns when test rows stand in the training rows, unless they are grouped', () => {
    const doubled = tableOf(customers(60).columns.map(twice));
    const random = prepareBinary(doubled, options);
    expect(random.leakedShare).toBeGreaterThan(0.4);
    expect(random.warnings.join()).toContain('same inputs as a training row');
    const grouped = prepareBinary(doubled, { ...options, split: 'grouped' });
    expect(grouped.leakedShare).toBe(0);
    expect(grouped.warnings).toEqual([]);
  });

  it('keeps a group on one side and does not learn from it', () => {
    const table = withColumn(
      customers(200),
      numbers(
        'shop',
        Array.from({ length: 200 }, (_, i) => i % 40),
      ),
    );
    const data = prepareBinary(table, { ...options, group: 'shop' });
    expect(data.inputs.columns.map(({ name }) => name)).not.toContain('shop');
    const shops = (rows: Int32Array) => new Set(Array.from(rows, (row) => row % 40));
    const tested = shops(data.rows.test);
    expect([...shops(data.rows.train)].some((shop) => tested.has(shop))).toBe(false);
    expect(data.warnings.join()).not.toContain('same inputs');
  });

  it('finds a signal, takes one by name, or none', () => {
    const table = waves(80);
    const given = { target: 'fast', seed: 1 };
    expect(prepareBinary(table, given).signal).toHaveLength(48);
    expect(prepareBinary(table, { ...given, signal: 'none' }).signal).toBeNull();
    const withAge = withColumn(
      table,
      numbers(
        'age',
        Float64Array.from({ length: 80 }, (_, i) => i % 30),
      ),
    );
    expect(prepareBinary(withAge, given).signal).toBeNull();
    const named = prepareBinary(withAge, { ...given, signal: 'X' });
    expect(named.signal).toHaveLength(48);
    expect(named.warnings.join()).toContain('the signal X1 to X48 alone; it does not see "age"');
  });

  it('names columns that are not used, and why', () => {
    const table = withColumn(
      customers(100),
      texts(
        'name',
        Array.from({ length: 100 }, (_, i) => `customer ${i}`),
      ),
    );
    expect(prepareBinary(table, options).warnings.join()).toContain('"name" is not used');
  });

  it.each([
    [
      'a group with a gap',
      { group: 'shop' },
      /"shop" is missing in data row 3; a group must be known/,
    ],
    ['a group that is not there', { group: 'branch' }, /no column "branch"/],
    ['a signal that is not there', { signal: 'Z' }, /0 columns named "Z"/],
  ])('refuses %s', (_, more, message) => {
    const shop = numbers(
      'shop',
      Array.from({ length: 100 }, (_, i) => (i === 2 ? Number.NaN : i % 30)),
    );
    expect(() => prepareBinary(withColumn(customers(100), shop), { ...options, ...more })).toThrow(
      message,
    );
  });
});

function twice(column: Column): Column {
  if (column.kind === 'category') {
    return { ...column, codes: Int32Array.of(...column.codes, ...column.codes) };
  }
  return { ...column, values: Float64Array.of(...column.values, ...column.values) };
}
