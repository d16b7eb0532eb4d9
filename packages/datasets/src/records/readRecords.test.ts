import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { columnValues } from '../testing/columnValues.ts';
import { testFile } from '../testing/testFile.ts';
import { readRecords } from './readRecords.ts';

async function read(value: unknown) {
  return readRecords(await testFile('data.json', JSON.stringify(value)));
}

describe('readRecords', () => {
  it('reads values of every kind, and names that occur late', async () => {
    const table = await read([
      { n: 1.5, text: 'x', day: '2024-01-02', flag: true },
      { text: null, n: -2e-7, flag: false, late: '7' },
    ]);
    expect(table.columns.map(({ kind }) => kind)).toEqual([
      'number',
      'category',
      'date',
      'category',
      'number',
    ]);
    expect(columnValues(table)).toEqual({
      n: [1.5, -2e-7],
      text: ['x', null],
      day: ['2024-01-02T00:00:00.000Z', null],
      flag: ['true', 'false'],
      late: [null, 7],
    });
  });

  it('takes only own members of a record', async () => {
    const path = await testFile('data.json', '[{"toString": 1, "b": 2}, {"b": 3}]');
    expect(columnValues(await readRecords(path))).toEqual({ toString: [1, null], b: [2, 3] });
  });

  it('keeps the texts of a column that turns to texts late, and names the record', async () => {
    const table = await read([{ a: '01' }, { a: 2 }, { a: 'x' }]);
    expect(columnValues(table).a).toEqual(['01', '2', 'x']);
    expect(table.warnings[0]?.message).toBe(
      'column "a": 1 of 3 cells are not numbers (first: record 3 "x")',
    );
  });

  it('refuses a value of another type than declared', async () => {
    const path = await testFile('data.json', '[{"a": 1}, {"a": "x"}]');
    await expect(readRecords(path, { columns: { a: 'number' } })).rejects.toThrow(
      /data\.json, record 2, column "a": "x" is not a number/,
    );
  });

  it.each<[unknown, string]>([
    [{ a: 1 }, 'holds a record; expected a list of records'],
    [[], 'holds an empty list'],
    [null, 'holds null'],
    ['x', 'holds a string'],
    [[{ a: 1 }, 5], 'record 2 is a number; expected a record'],
    [[[1]], 'record 1 is a list'],
    [[{ a: 1 }, { a: [1] }], 'record 2, column "a": a list; expected a number'],
    [[{ a: { b: 1 } }], 'record 1, column "a": a record; expected a number'],
  ])('refuses %j', async (value, message) => {
    await expect(read(value)).rejects.toMatchObject({
      code: 'DLQR_DATA',
      message: expect.stringContaining(message),
    });
  });

  it('names a file that is missing or not JSON', async () => {
    const folder = await temporaryDirectory();
    await expect(readRecords(`${folder}/no.json`)).rejects.toMatchObject({ code: 'DLQR_FILE' });
    await expect(readRecords(await testFile('x.json', '[{'))).rejects.toThrow('is not JSON');
  });
});
