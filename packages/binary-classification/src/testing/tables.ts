// Tables that tests learn from.
import { Random } from '@dlqr/core/random';
import { type Column, type Table, tableOf } from '@dlqr/core/table';
import type { Features } from '../data/features.ts';

/** Features from rows of numbers. */
export function features(rows: readonly (readonly number[])[]): Features {
  return {
    values: Float32Array.from(rows.flat()),
    numRows: rows.length,
    numColumns: rows[0]?.length ?? 0,
  };
}

/** Customers who leave where price and use are far apart, more so the red ones: no line tells them. */
export function customers(numRows: number, seed = 5): Table {
  const random = new Random(seed, 'customers');
  const price = Float64Array.from({ length: numRows }, () => random.normal());
  const use = Float64Array.from({ length: numRows }, () => random.normal());
  const red = Int32Array.from({ length: numRows }, () => random.integer(0, 2));
  const leaves = Int32Array.from(price, (p, row) =>
    Number(Math.abs(p - (use[row] ?? 0)) + 0.5 * (red[row] ?? 0) + 0.2 * random.normal() > 1.5),
  );
  return tableOf([
    { kind: 'number', name: 'price', values: price },
    { kind: 'number', name: 'use', values: use },
    { kind: 'category', name: 'colour', codes: red, categories: ['blue', 'red'] },
    { kind: 'category', name: 'leaves', codes: leaves, categories: ['no', 'yes'] },
  ]);
}

/** Waves of 48 samples: the positive ones swing twice as fast, all begin anywhere. */
export function waves(numRows: number, seed = 3, numSamples = 48): Table {
  const random = new Random(seed, 'waves');
  const isFast = Float64Array.from({ length: numRows }, () => random.integer(0, 2));
  const phases = Float64Array.from({ length: numRows }, () => random.uniform(0, 2 * Math.PI));
  const columns = Array.from({ length: numSamples }, (_, time): Column => {
    const values = phases.map((phase, row) => {
      const turn = (2 * Math.PI * time * (1 + (isFast[row] ?? 0))) / 24;
      return 100 + 20 * Math.sin(turn + phase) + 4 * random.normal();
    });
    return { kind: 'number', name: `X${time + 1}`, values };
  });
  return tableOf([...columns, { kind: 'number', name: 'fast', values: isFast }]);
}

/** A table with other values in a column, or a column more. */
export function withColumn(table: Table, column: Column): Table {
  const others = table.columns.filter(({ name }) => name !== column.name);
  return tableOf([...others, column]);
}

/** A column of numbers. */
export function numbers(name: string, values: ArrayLike<number>): Column {
  return { kind: 'number', name, values: Float64Array.from(values) };
}

/** A column of texts; null is missing. */
export function texts(name: string, values: readonly (string | null)[]): Column {
  const categories = [...new Set(values.filter((value) => value !== null))];
  const codes = Int32Array.from(values, (value) =>
    value === null ? -1 : categories.indexOf(value),
  );
  return { kind: 'category', name, codes, categories };
}
