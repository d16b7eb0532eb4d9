// Puts the numbers of a data set where all threads can read them without a copy each.
import type { Column } from '../../table/table.ts';
import type { CheckedFeatures, CheckedFoldData } from '../foldData.ts';
import type { NumericRows } from '../numericRows.ts';

/** The same data with all its numbers in shared memory. */
export function sharedData({ x, y, sampleWeight }: CheckedFoldData): CheckedFoldData {
  return {
    x: sharedFeatures(x),
    y: sharedRows(y),
    sampleWeight: sampleWeight && sharedValues(sampleWeight),
  };
}

function sharedFeatures(features: CheckedFeatures): CheckedFeatures {
  if (features.kind === 'array') return { kind: 'array', rows: sharedRows(features.rows) };
  if (features.kind === 'table') {
    const columns = features.table.columns.map(sharedColumn);
    return { kind: 'table', table: { ...features.table, columns } };
  }
  const arrays = features.arrays.map(([name, rows]) => [name, sharedRows(rows)] as const);
  return { kind: features.kind, arrays };
}

function sharedColumn(column: Column): Column {
  if (column.kind === 'category') return { ...column, codes: sharedValues(column.codes) };
  return { ...column, values: sharedValues(column.values) };
}

function sharedRows({ values, shape }: NumericRows): NumericRows {
  return { values: sharedValues(values), shape };
}

function sharedValues<T extends NumericRows['values']>(values: T): T {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const Values = values.constructor as new (memory: SharedArrayBuffer) => T;
  const shared = new Values(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
}
