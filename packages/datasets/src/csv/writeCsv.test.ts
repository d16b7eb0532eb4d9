import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '@dlqr/core/random';
import { type Column, type Table, tableOf } from '@dlqr/core/table';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { columnTypesOf } from '../columns/columnTypesOf.ts';
import { columnValues } from '../testing/columnValues.ts';
import { readCsv } from './readCsv.ts';
import { type WriteCsvOptions, writeCsv } from './writeCsv.ts';

async function written(table: Table, options?: WriteCsvOptions): Promise<string> {
  const path = join(await temporaryDirectory(), 'out.csv');
  await writeCsv(table, path, options);
  return readFile(path, 'utf8');
}

function numbers(name: string, ...values: number[]): Column {
  return { kind: 'number', name, values: Float64Array.from(values) };
}

function dates(name: string, ...texts: string[]): Column {
  return { kind: 'date', name, values: Float64Array.from(texts, (text) => Date.parse(text)) };
}

describe('writeCsv', () => {
  it('writes each kind of column', async () => {
    const table = tableOf([
      numbers('n', 0.1, Number.NaN, -3e21),
      {
        kind: 'category',
        name: 'c, d',
        codes: Int32Array.of(1, -1, 0),
        categories: ['a "b"', 'x\ny'],
      },
      dates('day', '2024-01-02', 'never', '0099-12-31'),
      dates('time', '2024-01-02', 'never', '2024-01-02T03:04:05.678Z'),
    ]);
    expect(await written(table)).toBe(
      [
        'n,"c, d",day,time',
        '0.1,"x\ny",2024-01-02,2024-01-02T00:00:00.000Z',
        ',,,',
        '-3e+21,"a ""b""",0099-12-31,2024-01-02T03:04:05.678Z',
        '',
      ].join('\n'),
    );
  });

  it('takes another delimiter', async () => {
    const text = await written(tableOf([numbers('a', 1.5), numbers('b;c', 2)]), { delimiter: ';' });
    expect(text).toBe('a;"b;c"\n1.5;2\n');
  });

  it('marks missing values of a single column, since a blank line is no row', async () => {
    expect(await written(tableOf([numbers('a', 1, Number.NaN)]))).toBe('a\n1\nNA\n');
  });

  it('gives back what was written, whatever the texts', async () => {
    const random = new Random(11);
    const parts = ['a', '7', '"', ',', ';', '\n', '=', "'", 'é😀', '|', '\t', ' '];
    for (let round = 0; round < 40; round++) {
      const numRows = random.integer(1, 30);
      const text = () =>
        `<${Array.from({ length: random.integer(0, 6) }, () => parts[random.integer(0, 12)]).join('')}>`;
      const categories = Array.from({ length: 5 }, (_, index) => `${index}${text()}`);
      const table = tableOf([
        numbers('n', ...rows(numRows, () => random.normal() * 10 ** random.integer(-9, 9))),
        {
          kind: 'category',
          name: text(),
          codes: Int32Array.from(rows(numRows, () => random.integer(-1, 5))),
          categories,
        },
        {
          kind: 'date',
          name: 'd',
          values: Float64Array.from(rows(numRows, () => random.integer(-1e9, 1e9) * 1000)),
        },
      ]);
      const path = join(await temporaryDirectory(), 'out.csv');
      await writeCsv(table, path);
      const again = await readCsv(path, { columns: columnTypesOf(table), header: true });
      expect(columnValues(again)).toEqual(columnValues(table));
    }
  });

  it('copes with more rows than one block', async () => {
    const values = Array.from({ length: 25_001 }, (_, row) => row);
    const path = join(await temporaryDirectory(), 'out.csv');
    await writeCsv(tableOf([numbers('a', ...values), numbers('b', ...values)]), path);
    expect(columnValues(await readCsv(path)).b).toEqual(values);
  });

  it.each([
    [
      'an infinity',
      numbers('n', 1, Number.NEGATIVE_INFINITY),
      'row 2 of column "n" is -Infinity; expected a finite number',
    ],
    [
      'a date out of range',
      { kind: 'date', name: 'd', values: Float64Array.of(1e15) } as Column,
      'row 1 of column "d" is 1000000000000000; expected a finite date',
    ],
  ])('refuses %s', async (_name, column, message) => {
    await expect(written(tableOf([column]))).rejects.toThrow(message);
  });

  it('refuses a table without columns', async () => {
    await expect(written({ columns: [], numRows: 0 })).rejects.toMatchObject({
      code: 'DLQR_VALUE',
    });
  });
});

function rows<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
