import { type Column, type Table, tableOf } from '@dlqr/core/table';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { countsOf } from './classTarget.ts';
import { prepareArrays } from './prepareArrays.ts';
import { prepareTable } from './prepareTable.ts';
import { rowsAt } from './samples.ts';

const NAMES = ['ant', 'bee', 'cat'];

/** A number that tells rows apart, a colour, and the class. */
function animals(numRows: number, classOf: (row: number) => number = (row) => row % 3): Table {
  const codes = Int32Array.from({ length: numRows }, (_, row) => classOf(row));
  return tableOf([
    { kind: 'number', name: 'size', values: Float64Array.from({ length: numRows }, (_, i) => i) },
    {
      ...{ kind: 'category', name: 'colour', categories: ['red', 'blue'] },
      codes: Int32Array.from({ length: numRows }, (_, row) => row % 2),
    },
    { kind: 'category', name: 'animal', codes, categories: NAMES },
  ]);
}

function withColumn(table: Table, column: Column): Table {
  return tableOf([...table.columns.filter(({ name }) => name !== column.name), column]);
}

function numbers(name: string, numRows: number, at: (row: number) => number): Column {
  return {
    kind: 'number',
    name,
    values: Float64Array.from({ length: numRows }, (_, row) => at(row)),
  };
}

describe('prepareTable', () => {
  const options = { target: 'animal', seed: 1 };

  it('gives each part its share of each class, and fits on the training rows alone', () => {
    const data = prepareTable(
      animals(300, (row) => (row % 10 === 0 ? 2 : row % 2)),
      options,
    );
    expect(data.classNames).toEqual(NAMES);
    const counts = [data.train, data.validation, data.test].map(({ labels }) => [
      ...countsOf(labels, 3),
    ]);
    expect(counts.map((list) => list.reduce((a, b) => a + b))).toEqual([240, 30, 30]);
    for (const [part, share] of [
      [0, 0.8],
      [1, 0.1],
      [2, 0.1],
    ] as const) {
      expectAllClose(counts[part] ?? [], [120 * share, 150 * share, 30 * share], { absolute: 1 });
    }
    const { values, shape } = data.train.x;
    const sizes = Array.from(values).filter((_, place) => place % (shape[1] ?? 1) === 0);
    expectAllClose(sizes.reduce((a, b) => a + b) / sizes.length, 0, { absolute: 1e-6 });
    expect(data.leakedShare).toBe(0);
    const rows = [data.train, data.validation, data.test].flatMap((part) => [...part.rows]);
    expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, row) => row));
  });

  it('gives each part a row of each class, however rare', () => {
    const data = prepareTable(
      animals(200, (row) => (row < 3 ? 2 : row % 2)),
      options,
    );
    for (const { labels } of [data.train, data.validation, data.test]) {
      expect(countsOf(labels, 3)[2]).toBe(1);
    }
    const rows = [data.train, data.validation, data.test].flatMap((part) => [...part.rows]);
    expect(new Set(rows).size).toBe(200);
  });

  it('takes a few whole numbers for classes, in their order', () => {
    const table = withColumn(
      animals(60),
      numbers('animal', 60, (row) => [10, 9, 2][row % 3] ?? 0),
    );
    const data = prepareTable(table, options);
    expect(data.classNames).toEqual(['2', '9', '10']);
    expect(countsOf(data.test.labels, 3)).toEqual(Int32Array.of(2, 2, 2));
  });

  it('leaves out rows without a class, and classes that no row has', () => {
    const data = prepareTable(
      animals(60, (row) => (row < 12 ? -1 : 2 * (row % 2))),
      options,
    );
    expect(data).toMatchObject({ numRows: 48, classNames: ['ant', 'cat'] });
    expect(data.warnings).toEqual(['12 rows without a value of "animal" were left out.']);
  });

  it('warns of copies on both sides of the split, and keeps them on one side when asked', () => {
    const table = withColumn(
      animals(120),
      numbers('size', 120, (row) => row % 30),
    );
    const random = prepareTable(table, options);
    expect(random.leakedShare).toBeGreaterThan(0.5);
    expect(random.warnings.join()).toContain('same inputs as a training row');
    const grouped = prepareTable(table, { ...options, split: 'grouped' });
    expect(grouped.leakedShare).toBe(0);
  });

  it('keeps the rows of a group on one side and does not learn from the group', () => {
    const table = withColumn(
      animals(120),
      numbers('size', 120, (row) => row % 40),
    );
    const data = prepareTable(table, { ...options, group: 'size' });
    const groupsOf = (rows: Int32Array) => new Set(Array.from(rows, (row) => row % 40));
    const inTrain = groupsOf(data.train.rows);
    expect([...groupsOf(data.test.rows)].filter((group) => inTrain.has(group))).toEqual([]);
    const { preparation } = data;
    expect(preparation.kind === 'table' && new Set(preparation.preprocessor.sourceColumns)).toEqual(
      new Set(['colour']),
    );
  });

  const table = animals(60);
  it.each<[string, Table, { group?: string; target?: string }, RegExp]>([
    ['a missing target', table, { target: 'plant' }, /no column "plant"; the columns are size/],
    ['one class', animals(60, () => 1), {}, /"animal" is bee in every row/],
    [
      'a quantity',
      withColumn(
        table,
        numbers('animal', 60, (row) => row / 7),
      ),
      {},
      /holds 0.14\d*, which is no whole number; it looks like a quantity/,
    ],
    [
      'too many numbers',
      withColumn(
        animals(400),
        numbers('animal', 400, (row) => row),
      ),
      {},
      /has 400 different values; it looks like a quantity/,
    ],
    [
      'dates',
      withColumn(table, { ...numbers('animal', 60, (row) => row), kind: 'date' } as Column),
      {},
      /holds dates/,
    ],
    [
      'few rows',
      animals(15),
      {},
      /there are 15 rows with a value of "animal"; expected at least 20/,
    ],
    [
      'a rare class',
      animals(60, (row) => (row < 2 ? 2 : row % 2)),
      {},
      /the class "cat" has 2 rows; expected at least 3/,
    ],
    ['nothing to learn from', tableOf(table.columns.slice(2)), {}, /"animal" is the only column/],
    [
      'a class that a grouped split puts on one side',
      withColumn(
        table,
        numbers('size', 60, (row) => row % 3),
      ),
      { group: 'size' },
      /the class "\w+" has no (training|validation|test) rows/,
    ],
    [
      'a group without a value',
      withColumn(
        table,
        numbers('size', 60, (row) => (row === 4 ? Number.NaN : row)),
      ),
      { group: 'size' },
      /"size" is missing in data row 5/,
    ],
  ])('refuses %s', (_, given, change, message) => {
    expect(() => prepareTable(given, { ...options, ...change })).toThrow(
      expect.objectContaining({ code: 'DLQR_DATA', message: expect.stringMatching(message) }),
    );
  });
});

describe('prepareArrays', () => {
  const arrayOf = (numRows: number, first = 0) => ({
    x: {
      values: Uint8Array.from({ length: 4 * numRows }, (_, i) => first + Math.floor(i / 4)),
      shape: [numRows, 2, 2, 1],
    },
    labels: Int32Array.from({ length: numRows }, (_, row) => row % 2),
  });
  const options = { seed: 1, classNames: ['even', 'odd'] };

  it('takes the last training rows to validate, without copying any', () => {
    const train = arrayOf(50);
    const data = prepareArrays(
      { train, test: arrayOf(10, 100) },
      { ...options, lastForValidation: 8 },
    );
    expect(data.train.x).toMatchObject({ shape: [42, 2, 2, 1] });
    expect([data.train.x.values.buffer, data.validation.x.values.buffer]).toEqual([
      train.x.values.buffer,
      train.x.values.buffer,
    ]);
    expect(data.validation.rows).toEqual(Int32Array.of(42, 43, 44, 45, 46, 47, 48, 49));
    expect(data.validation.x.values[0]).toBe(42);
    expect(data.test.x.values[0]).toBe(100);
    expect(data.numRows).toBe(60);
    expect(data.preparation).toEqual({ kind: 'array', rowShape: [2, 2, 1], areBytes: true });
  });

  it('splits off what is missing, by class, rows with their labels', () => {
    const sizes = (given: Parameters<typeof prepareArrays>[0]) => {
      const data = prepareArrays(given, options);
      for (const { x, labels } of [data.train, data.validation, data.test]) {
        const evens = labels.filter((label) => label === 0).length;
        expect(evens).toBe(labels.length / 2);
        for (const [row, label] of labels.entries())
          expect((x.values[4 * row] ?? 0) % 2).toBe(label);
      }
      return [data.train, data.validation, data.test].map(({ rows }) => rows.length);
    };
    expect(sizes({ train: arrayOf(100) })).toEqual([80, 10, 10]);
    expect(sizes({ train: arrayOf(100), test: arrayOf(30) })).toEqual([90, 10, 30]);
    expect(sizes({ train: arrayOf(100), validation: arrayOf(30) })).toEqual([90, 30, 10]);
    const all = { train: arrayOf(100), validation: arrayOf(30), test: arrayOf(20) };
    expect(sizes(all)).toEqual([100, 30, 20]);
  });

  it('warns of copies on both sides of the split, and keeps them on one side when asked', () => {
    const { x, labels } = arrayOf(100);
    const doubled = {
      values: x.values.map((_, place) => Math.floor(place / 4) % 50),
      shape: x.shape,
    };
    const random = prepareArrays({ train: { x: doubled, labels } }, options);
    expect(random.leakedShare).toBeGreaterThan(0.5);
    expect(random.warnings.join()).toContain('same inputs as a training row');
    const grouped = prepareArrays(
      { train: { x: doubled, labels } },
      { ...options, split: 'grouped' },
    );
    expect(grouped).toMatchObject({ leakedShare: 0, warnings: [] });
    expect(prepareArrays({ train: { x, labels } }, options).leakedShare).toBe(0);
    expect(
      prepareArrays({ train: { x, labels }, test: { x, labels } }, options).leakedShare,
    ).toBeNull();
  });

  it('takes one-hot rows and names as well', () => {
    const { x, labels } = arrayOf(20);
    const oneHot = Array.from(labels, (label) => [1 - label, label]);
    const named = Array.from(labels, (label) => ['even', 'odd'][label] ?? '');
    const expected = prepareArrays({ train: { x, labels } }, options);
    expect(prepareArrays({ train: { x, labels: oneHot } }, options)).toEqual(expected);
    expect(prepareArrays({ train: { x, labels: named } }, { seed: 1 })).toEqual(expected);
  });

  it.each<[string, () => unknown, string, RegExp]>([
    [
      'a label too few',
      () => prepareArrays({ train: { ...arrayOf(20), labels: [0, 1] } }, options),
      'DLQR_SHAPE',
      /20 training rows and 2 labels/,
    ],
    [
      'a shape that does not fit',
      () =>
        prepareArrays(
          { train: { x: { values: new Uint8Array(9), shape: [2, 4] }, labels: [0, 1] } },
          options,
        ),
      'DLQR_SHAPE',
      /9 values of shape \[2, 4\]/,
    ],
    [
      'rows of other shapes',
      () =>
        prepareArrays(
          {
            train: arrayOf(20),
            test: { x: { values: new Uint8Array(6), shape: [2, 3] }, labels: [0, 1] },
          },
          options,
        ),
      'DLQR_SHAPE',
      /rows have the shape \[3\]; expected \[2, 2, 1\]/,
    ],
    [
      'numbers beside bytes',
      () =>
        prepareArrays(
          {
            train: arrayOf(20),
            test: { x: { values: new Float32Array(8), shape: [2, 2, 2, 1] }, labels: [0, 1] },
          },
          options,
        ),
      'DLQR_VALUE',
      /are a Float32Array; expected a Uint8Array/,
    ],
    [
      'a class without test rows',
      () =>
        prepareArrays(
          { train: arrayOf(20), test: { ...arrayOf(4), labels: [0, 0, 0, 0] } },
          options,
        ),
      'DLQR_DATA',
      /the class "odd" has no test rows/,
    ],
    [
      'a class without training rows',
      () =>
        prepareArrays(
          { train: arrayOf(20), test: arrayOf(4), validation: arrayOf(4) },
          { ...options, classNames: ['even', 'odd', 'huge'] },
        ),
      'DLQR_DATA',
      /the class "huge" has no training rows/,
    ],
    [
      'a class too rare to split',
      () =>
        prepareArrays(
          { train: { ...arrayOf(20), labels: [1, ...new Array(19).fill(0)] } },
          options,
        ),
      'DLQR_DATA',
      /the class "odd" has 1 row; expected at least 3/,
    ],
    [
      'a test label out of range',
      () => prepareArrays({ train: arrayOf(20), test: { ...arrayOf(2), labels: [0, 2] } }, options),
      'DLQR_DATA',
      /label 1 is 2/,
    ],
    [
      'no rows left to train',
      () =>
        prepareArrays(
          { train: arrayOf(20), test: arrayOf(4) },
          { ...options, lastForValidation: 20 },
        ),
      'DLQR_VALUE',
      /lastForValidation is 20; expected 1 to 19/,
    ],
  ])('refuses %s', (_, prepare, code, message) => {
    expect(prepare).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});

describe('rowsAt', () => {
  it('picks rows in any order', () => {
    const x = { values: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] };
    expect(rowsAt(x, Int32Array.of(2, 0))).toEqual({
      values: Float32Array.of(5, 6, 1, 2),
      shape: [2, 2],
    });
    expect(rowsAt(x, Int32Array.of(0, 0, 0, 0)).values).toEqual(
      Float32Array.of(1, 2, 1, 2, 1, 2, 1, 2),
    );
    expect(rowsAt(x, new Int32Array(0))).toEqual({ values: new Float32Array(0), shape: [0, 2] });
  });
});
