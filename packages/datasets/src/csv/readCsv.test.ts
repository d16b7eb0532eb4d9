import { describeShared, expectAllClose, sharedPath } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { numberColumnOf } from '../columns/numberColumnOf.ts';
import { columnValues } from '../testing/columnValues.ts';
import { testFile } from '../testing/testFile.ts';
import type { CsvOptions } from './csvOptions.ts';
import { readCsv } from './readCsv.ts';

async function read(content: string | Uint8Array, options?: CsvOptions) {
  return readCsv(await testFile('data.csv', content), options);
}

describe('column types', () => {
  it('tells numbers, texts and dates apart and finds what is missing', async () => {
    const table = await read(
      'n,c,d,b\n1,red,2024-01-02,true\n,,,\n-2.5e1,NA,2024-01-03T06:00,false\n',
    );
    expect(table.columns.map(({ kind }) => kind)).toEqual([
      'number',
      'category',
      'date',
      'category',
    ]);
    expect(columnValues(table)).toEqual({
      n: [1, null, -25],
      c: ['red', null, null],
      d: ['2024-01-02T00:00:00.000Z', null, '2024-01-03T06:00:00.000Z'],
      b: ['true', null, 'false'],
    });
    expect(table.warnings).toEqual([]);
  });

  it.each(['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'None', '?', '-'])(
    'takes %j for missing',
    async (token) => {
      expect(columnValues(await read(`a,b\n1,x\n${token},${token}\n`))).toEqual({
        a: [1, null],
        b: ['x', null],
      });
    },
  );

  it('takes other texts for missing where told, and then only those', async () => {
    const table = await read('a,b\n-999,NA\n5,\n', { missing: ['-999', ''] });
    expect(columnValues(table)).toEqual({ a: [null, 5], b: ['NA', null] });
  });

  it('keeps the texts of a column that turns to texts late', async () => {
    const codes = Array.from({ length: 300 }, (_, row) => `00${row}`);
    const table = await read(
      `id,n\n${[...codes, 'A7'].map((code, n) => `${code},${n}`).join('\n')}`,
    );
    expect(columnValues(table).id).toEqual([...codes, 'A7']);
    expect(columnValues(table).n).toEqual(Array.from({ length: 301 }, (_, row) => row));
  });

  it('warns of a column of numbers with a few other cells, and names the first', async () => {
    const rows = Array.from({ length: 1000 }, (_, row) => `x,${row}`);
    rows[15] = 'x,abc';
    rows[500] = 'x,12 kg';
    rows[999] = 'x,abc';
    const table = await read(`name,price\n${rows.join('\n')}\n`);
    expect(table.warnings).toEqual([
      {
        column: 'price',
        kind: 'mostly-numbers',
        message: 'column "price": 3 of 1,000 cells are not numbers (first: line 17 "abc")',
        firstCell: { line: 17, text: 'abc' },
      },
    ]);
    expect(() => numberColumnOf(table, 'price')).toThrow(
      'column "price": 3 of 1,000 cells are not numbers (first: line 17 "abc"); expected a column of numbers',
    );
  });

  it('warns also where the very first cell is to blame', async () => {
    const table = await read('n,d\nabc,soon\n1,2024-01-01\n2,2024-01-02\n');
    expect(table.warnings.map(({ message }) => message)).toEqual([
      'column "n": 1 of 3 cells are not numbers (first: line 2 "abc")',
      'column "d": 1 of 3 cells are not dates (first: line 2 "soon")',
    ]);
  });

  it('does not warn where most cells are texts', async () => {
    expect((await read('a,b\n1,x\nred,y\nblue,z\n')).warnings).toEqual([]);
  });

  it('counts an absent value neither for nor against', async () => {
    const table = await read('a,b\n1,x\nNA,x\nNA,x\nNA,x\nabc,x\n');
    expect(table.warnings[0]?.message).toContain(
      '1 of 2 cells are not numbers (first: line 6 "abc")',
    );
  });

  it('gives a column without any value as missing numbers, and says so', async () => {
    const table = await read('a,b\n1,\n2,NA\n');
    expect(table.columns[1]).toEqual({
      kind: 'number',
      name: 'b',
      values: Float64Array.of(Number.NaN, Number.NaN),
    });
    expect(table.warnings).toEqual([
      { column: 'b', kind: 'empty', message: 'column "b" has no values' },
    ]);
  });

  it('reads columns named like members of every object', async () => {
    const table = await read('constructor,__proto__\n1,2\n');
    expect(table.columns.map(({ name }) => name)).toEqual(['constructor', '__proto__']);
  });
});

describe('dates with slashes', () => {
  it.each([
    ['13/01/2024', '02/03/2024', '2024-03-02T00:00:00.000Z'], // the first can only be day first
    ['01/13/2024', '02/03/2024', '2024-02-03T00:00:00.000Z'],
  ])('reads %s and %s as the first demands', async (first, second, expected) => {
    const table = await read(`d,n\n${second},1\n${first},2\n`);
    expect(columnValues(table).d?.[0]).toBe(expected);
  });

  it('takes a date that is the same both ways', async () => {
    expect(columnValues(await read('d,n\n05/05/2024,1\n')).d).toEqual(['2024-05-05T00:00:00.000Z']);
  });

  it('keeps the texts where both readings are possible, or none is for all', async () => {
    const unclear = await read('d,n\n01/02/2024,1\n03/04/2024,2\n');
    expect(columnValues(unclear).d).toEqual(['01/02/2024', '03/04/2024']);
    expect(unclear.warnings).toEqual([
      {
        column: 'd',
        kind: 'unclear-dates',
        message: 'column "d" is kept as text: every date may be DD/MM/YYYY as well as MM/DD/YYYY',
      },
    ]);
    const mixed = await read('d,n\n13/02/2024,1\n02/13/2024,2\n');
    expect(mixed.warnings[0]?.message).toContain('others only MM/DD/YYYY');
    expect(columnValues(mixed).d).toEqual(['13/02/2024', '02/13/2024']);
  });

  it('reads them as declared', async () => {
    const content = 'd,n\n01/02/1970,1\n,2\n';
    const dayFirst = await read(content, { columns: { d: 'day-first-date' } });
    const monthFirst = await read(content, { columns: { d: 'month-first-date' } });
    expect(columnValues(dayFirst).d).toEqual(['1970-02-01T00:00:00.000Z', null]);
    expect(columnValues(monthFirst).d).toEqual(['1970-01-02T00:00:00.000Z', null]);
  });

  it('fails where a column is declared as dates and stays unclear', async () => {
    await expect(read('d,n\n,0\n01/02/2024,1\n', { columns: { d: 'date' } })).rejects.toMatchObject(
      {
        code: 'DLQR_DATA',
        message: expect.stringContaining('line 3, column "d": the dates from here on are unclear'),
      },
    );
  });
});

describe('declared columns', () => {
  it('keeps declared texts that look like numbers', async () => {
    const table = await read('zip,n\n01234,1\n99,2\n', { columns: { zip: 'category' } });
    expect(columnValues(table).zip).toEqual(['01234', '99']);
  });

  it.each([
    ['number', 'abc', '"abc" is not a number'],
    ['number', 'inf', '"inf" is not a finite number'],
    ['date', 'abc', '"abc" is not a date (YYYY-MM-DD, or with a time behind it)'],
    ['day-first-date', '01/13/2024', '"01/13/2024" is not a date of the form DD/MM/YYYY'],
    ['month-first-date', '13/01/2024', '"13/01/2024" is not a date of the form MM/DD/YYYY'],
  ] as const)('refuses, as a %s, %s', async (type, cell, problem) => {
    await expect(
      read(`a,price\nx,\nx,${cell}\n`, { columns: { price: type } }),
    ).rejects.toMatchObject({
      code: 'DLQR_DATA',
      message: expect.stringMatching(/data\.csv, line 3, column "price": /),
    });
    await expect(read(`a,price\nx,${cell}\n`, { columns: { price: type } })).rejects.toThrow(
      problem,
    );
  });

  it('refuses types for columns that are not there, and unknown types', async () => {
    await expect(read('a,b\n1,2\n', { columns: { c: 'number' } })).rejects.toThrow(
      /columns declares "c", which .* does not have; it has a, b/,
    );
    await expect(read('a,b\n1,2\n', JSON.parse('{"columns": {"a": "float"}}'))).rejects.toThrow(
      'columns declares "a" as \'float\'; expected one of number, category, date',
    );
  });

  it('gives missing values to a declared column without any value', async () => {
    const table = await read('a,b,c,d\n1,,,\n', {
      columns: { b: 'category', c: 'date', d: 'number' },
    });
    expect(columnValues(table)).toEqual({ a: [1], b: [null], c: [null], d: [null] });
    expect(table.columns.map(({ kind }) => kind)).toEqual(['number', 'category', 'date', 'number']);
  });
});

describe('delimiters and decimal marks', () => {
  it.each([',', ';', '\t', '|'])('finds the delimiter %j', async (delimiter) => {
    const content = [
      ['a', 'b c'],
      ['1', 'x y'],
      ['2', 'z'],
    ]
      .map((row) => row.join(delimiter))
      .join('\n');
    expect(columnValues(await read(content))).toEqual({ a: [1, 2], 'b c': ['x y', 'z'] });
  });

  it('is not misled by delimiters in quotes', async () => {
    const table = await read('name;note\n"a,b,c";"1,2,3"\n"d,e,f";"4,5,6"\n');
    expect(columnValues(table).name).toEqual(['a,b,c', 'd,e,f']);
  });

  it('takes the delimiter that gives most rows the same number of cells', async () => {
    const table = await read('name, first;city\nDoe, Jo;Rome\nPlato;Athens\n');
    expect(columnValues(table)).toEqual({
      'name, first': ['Doe, Jo', 'Plato'],
      city: ['Rome', 'Athens'],
    });
  });

  it('reads decimal commas in a file with semicolons', async () => {
    // pandas.read_csv(…, sep=';', decimal=',') gives the prices 1.5, nan, -2.0.
    const table = await read('name;price;day\nA;1,5;2024-01-02\nB;;2024-01-03\nC;-2;\n');
    expect(columnValues(table).price).toEqual([1.5, null, -2]);
  });

  it('cuts "1,5;2,5" in two without a header', async () => {
    expect(columnValues(await read('1,5;2,5\n3,5;4,5\n'))).toEqual({
      column1: [1.5, 3.5],
      column2: [2.5, 4.5],
    });
  });

  it('does not mix decimal comma and point within a column', async () => {
    const table = await read('a;b\n1,5;1.5\n1.234;2.5\n');
    expect(columnValues(table)).toEqual({ a: ['1,5', '1.234'], b: [1.5, 2.5] });
    expect(table.warnings[0]?.message).toBe(
      'column "a": some numbers have a decimal comma and others a decimal point',
    );
  });

  it('takes the named delimiter and decimal mark', async () => {
    const table = await read('a^b\n1,5^2\n', { delimiter: '^', decimalMark: ',' });
    expect(columnValues(table)).toEqual({ a: [1.5], b: [2] });
    const point = await read('a;b\n1,5;2\n', { decimalMark: '.' });
    expect(columnValues(point).a).toEqual(['1,5']);
  });
});

describe('quotes and line breaks', () => {
  it('reads what Python writes, whatever the line breaks', async () => {
    // csv.reader of Python 3.11 gives these cells, with "l1\r\nl2" where the break is CR LF.
    const content = 'a,b,c\n1,"x ""y"" z","l1\nl2"\n"2",,"p,q"\n3, s ,5" pipe\n';
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      expect(columnValues(await read(content.replaceAll('\n', lineBreak)))).toEqual({
        a: [1, 2, 3],
        b: ['x "y" z', null, 's'],
        c: ['l1\nl2', 'p,q', '5" pipe'],
      });
    }
  });

  it('reads single quotes, and quotes as ordinary text', async () => {
    expect(columnValues(await read("a,b\n'x,y',1\n", { quote: "'" })).a).toEqual(['x,y']);
    expect(columnValues(await read('a\tb\n"so\t1\n', { quote: null })).a).toEqual(['"so']);
  });

  it('leaves out blank lines, but not rows without values', async () => {
    expect(columnValues(await read('\na,b\n\n1,2\n   \n,\n3,4\n\n\n')).a).toEqual([1, null, 3]);
  });

  it('reads a last line without a break', async () => {
    expect((await read('a,b\n1,2\n3,4')).numRows).toBe(2);
  });
});

describe('encodings', () => {
  const CELLS = { name: ['Müller €', 'naïve'], n: [1, 2] };
  const TEXT = 'name,n\nMüller €,1\nnaïve,2\n';

  it('reads UTF-8 with and without a byte order mark', async () => {
    expect(columnValues(await read(TEXT))).toEqual(CELLS);
    expect(columnValues(await read(`\uFEFF${TEXT}`))).toEqual(CELLS);
  });

  it('falls back to Windows-1252 where the file is not UTF-8', async () => {
    const bytes = Buffer.from(TEXT.replace('€', '\u0080'), 'latin1'); // 0x80 is the euro sign there
    expect(columnValues(await read(bytes))).toEqual(CELLS);
  });

  it('notices that a file is not UTF-8 at its very end', async () => {
    const bytes = Buffer.concat([
      Buffer.from('name,n\nabc,1\n'),
      Buffer.from([0xe9]),
      Buffer.from(',2'),
    ]);
    expect(columnValues(await read(bytes)).name).toEqual(['abc', 'é']);
    const cut = Buffer.concat([Buffer.from('n,name\n1,abc\n2,x'), Buffer.from([0xe9])]);
    expect(columnValues(await read(cut)).name).toEqual(['abc', 'xé']);
  });

  it('reads UTF-16 with a byte order mark', async () => {
    const little = Buffer.from(`\uFEFF${TEXT}`, 'utf16le');
    expect(columnValues(await read(little))).toEqual(CELLS);
    expect(columnValues(await read(Buffer.from(little).swap16()))).toEqual(CELLS);
  });

  it('takes the named encoding', async () => {
    const table = await read(Buffer.from('a,b\né,1\n'), { encoding: 'windows-1252' });
    expect(columnValues(table).a).toEqual(['Ã©']);
  });
});

describe('headers', () => {
  it('numbers the columns of a file without one', async () => {
    expect(columnValues(await read('5.1,setosa\n4.9,setosa\n'))).toEqual({
      column1: [5.1, 4.9],
      column2: ['setosa', 'setosa'],
    });
  });

  it('takes years for names where a text stands above numbers', async () => {
    expect(columnValues(await read('id,2019,2020\n1,5,6\n'))).toEqual({
      id: [1],
      '2019': [5],
      '2020': [6],
    });
  });

  it('does as told', async () => {
    expect(columnValues(await read('1990,1991\n5,6\n', { header: true }))).toEqual({
      '1990': [5],
      '1991': [6],
    });
    expect(columnValues(await read('x,y\na,b\n', { header: false })).column1).toEqual(['x', 'a']);
    expect(columnValues(await read('1,2\n3,4\n', { header: ['p', 'q'] }))).toEqual({
      p: [1, 3],
      q: [2, 4],
    });
  });

  it('skips a banner, even with quotes in it', async () => {
    const table = await read('from "somewhere\n\na,b\n1,2\n', { skipLines: 2 });
    expect(columnValues(table)).toEqual({ a: [1], b: [2] });
  });

  it('skips a banner that fills a whole block of the file', async () => {
    const banner = 'x'.repeat(2 ** 20 - 3); // two characters of the header are in the same block
    const rows = '1,2\n'.repeat(2 ** 19);
    const table = await read(`${banner}\nab,c\n${rows}`, { skipLines: 1 });
    expect(table.columns.map(({ name }) => name)).toEqual(['ab', 'c']);
    expect(table.numRows).toBe(2 ** 19);
  });

  it('trims names and takes them from quotes', async () => {
    expect((await read('" a ", b\n1,2\n')).columns.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('reads one column where that is meant', async () => {
    const table = await read('text\nhello\n\nworld\n', { allowOneColumn: true });
    expect(columnValues(table)).toEqual({ text: ['hello', 'world'] });
  });
});

describeShared('data', 'published files', () => {
  // Means computed by numpy.genfromtxt.
  it('reads the white wines', async () => {
    const table = await readCsv(sharedPath('data/wine-quality/winequality-white.csv') as string);
    expect(table.numRows).toBe(4898);
    expectAllClose(
      table.columns.map(({ name }) => mean(numberColumnOf(table, name).values)),
      [
        6.854787668436075, 0.27824111882401087, 0.33419150673743736, 6.391414863209486,
        0.0457723560636995, 35.30808493262556, 138.36065741118824, 0.9940273764801896,
        3.1882666394446693, 0.4898468762760325, 10.514267047774638, 5.87790935075541,
      ],
      { relative: 1e-12 },
    );
  });

  it('reads the bitcoin prices behind their banner', async () => {
    const path = sharedPath('data/bitcoin/Coinbase_BTCUSD_1h.csv') as string;
    const table = await readCsv(path, { skipLines: 1 });
    const numbers = table.columns.filter(({ kind }) => kind === 'number');
    expect(table.numRows).toBe(29061);
    expectAllClose(
      numbers.map(({ name }) => mean(numberColumnOf(table, name).values)),
      [
        1551215419.758439, 7757.522521592472, 7797.837207253747, 7713.148141495531,
        7757.889754998069, 571.9452148401631, 4677560.104806139,
      ],
      { relative: 1e-12 },
    );
    await expect(readCsv(path)).rejects.toMatchObject({
      message: expect.stringContaining('line 2: 9 cells; expected 2'),
      hint: expect.stringContaining('Skip a banner'),
    });
  });
});

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
