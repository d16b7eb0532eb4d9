import { Random } from '@dlqr/core/random';
import { type Column, type Table, tableOf, takeRows } from '@dlqr/core/table';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { numbers, texts, waves } from '../testing/tables.ts';
import { inputsFromJSON } from './inputPreprocessor.ts';
import { detectSignal, signalNamed } from './signalColumns.ts';
import { SignalPreprocessor } from './signalPreprocessor.ts';

const inputsOf = (table: Table) => tableOf(table.columns.slice(0, -1));

describe('detectSignal', () => {
  const signal = inputsOf(waves(30));

  it('finds a signal, in the order of its numbers, wherever its columns stand', () => {
    const names = Array.from({ length: 48 }, (_, i) => `X${i + 1}`);
    expect(detectSignal(signal)).toEqual(names);
    expect(detectSignal(tableOf([...signal.columns].reverse()))).toEqual(names);
  });

  it.each<[string, Table]>([
    ['numbered features that have nothing to do with each other', noise(60)],
    ['few columns', tableOf(signal.columns.slice(0, 31))],
    ['a gap in the numbers', tableOf(signal.columns.filter((_, i) => i !== 7))],
    [
      'another column beside it',
      tableOf([...signal.columns, numbers('age', new Float64Array(30))]),
    ],
    ['text', tableOf([...signal.columns.slice(0, 47), texts('X48', new Array(30).fill('a'))])],
  ])('takes no %s for a signal', (_, table) => {
    expect(detectSignal(table)).toBeNull();
  });

  it('takes rows that are constant or have gaps as they come', () => {
    const [first, ...rest] = signal.columns as Extract<Column, { kind: 'number' }>[];
    const gaps = first?.values.map((value, row) => (row < 20 ? Number.NaN : value)) ?? [];
    expect(detectSignal(tableOf([numbers('X1', gaps), ...rest]))).toHaveLength(48);
  });

  function noise(numColumns: number): Table {
    const random = new Random(3);
    return tableOf(
      Array.from({ length: numColumns }, (_, i) =>
        numbers(
          `V${i + 1}`,
          Array.from({ length: 40 }, () => random.normal()),
        ),
      ),
    );
  }
});

describe('signalNamed', () => {
  it('picks the columns by what stands before their numbers', () => {
    const table = tableOf([...inputsOf(waves(20)).columns, numbers('Xage', new Float64Array(20))]);
    expect(signalNamed(table, 'X')).toHaveLength(48);
  });

  it('refuses what is none', () => {
    const table = inputsOf(waves(20));
    expect(() => signalNamed(table, 'Y')).toThrow(/0 columns named "Y" and a number/);
    const mixed = tableOf([...table.columns.slice(1), texts('X1', new Array(20).fill('a'))]);
    expect(() => signalNamed(mixed, 'X')).toThrow(
      /"X1" is a column of the signal and does not hold/,
    );
  });
});

describe('SignalPreprocessor', () => {
  const table = tableOf([
    numbers('X1', [0, 10, Number.NaN, Number.NaN]),
    numbers('X2', [2, Number.NaN, Number.NaN, Number.NaN]),
    numbers('X3', [4, 14, 8, Number.NaN]),
  ]);
  const columns = ['X1', 'X2', 'X3'];

  it('has one mean and one scale for all samples of the rows it is fitted to', () => {
    const { values } = SignalPreprocessor.fit(takeRows(table, [0]), columns).transform(table);
    // Mean 2 and standard deviation sqrt(8 / 3) of 0, 2, 4.
    const scale = Math.sqrt(8 / 3);
    expectAllClose(values.subarray(0, 3), [-2 / scale, 0, 2 / scale], { absolute: 1e-6 });
  });

  it('draws a line over gaps, goes on level at the ends, and takes the mean where nothing is known', () => {
    const { values } = SignalPreprocessor.fit(takeRows(table, [0]), columns).transform(table);
    const raw = Array.from(values, (value) => value * Math.sqrt(8 / 3) + 2);
    expectAllClose(raw.slice(3, 6), [10, 12, 14], { absolute: 1e-5 });
    expectAllClose(raw.slice(6, 9), [8, 8, 8], { absolute: 1e-5 });
    expectAllClose(raw.slice(9), [2, 2, 2], { absolute: 1e-5 });
  });

  it('comes back from JSON, and finds columns by name', () => {
    const fitted = SignalPreprocessor.fit(table, columns);
    const restored = inputsFromJSON(JSON.parse(JSON.stringify(fitted)));
    const turned = tableOf([...table.columns].reverse());
    expect(restored.transform(turned)).toEqual(fitted.transform(table));
  });

  it('refuses what it cannot use', () => {
    const constant = tableOf([numbers('X1', [3, 3]), numbers('X2', [3, 3])]);
    expect(() => SignalPreprocessor.fit(constant, ['X1', 'X2'])).toThrow(
      /X1 to X2 is constant or empty/,
    );
    const empty = tableOf([numbers('X1', [Number.NaN])]);
    expect(() => SignalPreprocessor.fit(empty, ['X1'])).toThrow(/constant or empty/);
    const fitted = SignalPreprocessor.fit(table, columns);
    expect(() => fitted.transform(tableOf([numbers('X1', [1])]))).toThrow(/no column "X2"/);
    const infinite = tableOf([...table.columns.slice(1), numbers('X1', [1, 1 / 0, 1, 1])]);
    expect(() => fitted.transform(infinite)).toThrow(/"X1" is Infinity in data row 2/);
    const text = tableOf([...table.columns.slice(1), texts('X1', ['a', 'b', 'c', 'd'])]);
    expect(() => fitted.transform(text)).toThrow(
      /"X1" is a sample of the signal; expected numbers/,
    );
    expect(() => SignalPreprocessor.fromJSON({ ...fitted.toJSON(), version: 9 })).toThrow(
      /version 9/,
    );
    expect(() => inputsFromJSON({ kind: 'other' } as never)).toThrow(/no preprocessing/);
  });
});
