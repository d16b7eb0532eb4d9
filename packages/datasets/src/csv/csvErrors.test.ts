import { gzipSync } from 'node:zlib';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { buildZip } from '../testing/buildZip.ts';
import { testFile } from '../testing/testFile.ts';
import type { CsvOptions } from './csvOptions.ts';
import { readCsv } from './readCsv.ts';

async function failure(
  content: string | Uint8Array,
  options?: CsvOptions,
): Promise<Error & { code?: string; hint?: string }> {
  return readCsv(await testFile('data.csv', content), options).then(
    () => expect.fail('expected an error'),
    (error: Error) => error,
  );
}

describe('what is wrong with a CSV file', () => {
  it.each([
    [
      'a bad quote behind a cell of two lines',
      'a,b\n"1\n2","x"y\n',
      'line 3: text follows the closing',
    ],
    [
      'a quote that swallows rows',
      'a,b\n1,"x\n3,"y"\n',
      'line 2: text follows the closing quote of a cell',
    ],
    ['a row with a cell too few', 'a,b\n1,2\n3\n', 'line 3: 1 cell; expected 2'],
    ['a row with a cell too many', 'a,b\n1,2\n3,4,5\n', 'line 3: 3 cells; expected 2'],
    [
      'a quote that is not closed',
      'a,b\n1,2\n3,"x\n5,6\n',
      'line 3: a cell begins with a quote that is never closed',
    ],
    [
      'text behind a quote',
      'a,b\n1,2\n"3"x,4\n',
      'line 3: text follows the closing quote of a cell',
    ],
    ['equal names', 'a,b,a\n1,2,3\n', 'columns 1 and 3 are both named "a"'],
    ['a name that is empty', ',a\n0,1\n', 'column 1 has no name in the header'],
    ['no content', '', 'is empty'],
    ['nothing but blank lines', '\n  \n\n', 'is empty'],
    ['a header only', 'a,b\n', 'has a header but no rows'],
    [
      'an infinity in a column of numbers',
      'a,b\n1,x\n-Infinity,y\n2,z\ninf,w\n',
      'line 3, column "a": "-Infinity" in a column of numbers; expected finite numbers',
    ],
    [
      'a number that is too large',
      'a,b\n1,x\n1e999,y\n',
      'line 3, column "a": "1e999" in a column of numbers',
    ],
    ['an infinity at first', 'a,b\ninf,x\n1,y\n', 'line 2, column "a": "inf" in a column'],
  ])('%s', async (_name, content, message) => {
    const error = await failure(content);
    expect(error.message).toMatch(/data\.csv/);
    expect(error.message).toContain(message);
    expect(error.code).toBe('DLQR_DATA');
    expect(error.hint).toBeTruthy();
  });

  it('says what stands behind skipped lines', async () => {
    expect((await failure('banner\n', { skipLines: 3 })).message).toContain(
      'is empty behind its first 3 lines',
    );
  });

  it('keeps an infinity in a column of texts', async () => {
    const table = await readCsv(await testFile('data.csv', 'a,b\ninf,1\nred,2\n'));
    expect(table.columns[0]).toMatchObject({ kind: 'category', categories: ['inf', 'red'] });
  });

  it('lists the delimiters of a file that is cut into one column', async () => {
    const error = await failure('a:b:c\n1:2:3\n');
    expect(error.message).toContain(
      'has one column only when it is cut at ","; its first line is "a:b:c"',
    );
    expect(error.hint).toContain('":" (2 times)');
    const wrong = await failure('a;b\n1;2\n', { delimiter: '\t' });
    expect(wrong.message).toContain('cut at tab');
    expect(wrong.hint).toContain('";" (1 times)');
    expect((await failure('a\n1\n')).hint).toContain('in that line: none');
  });

  it.each([
    [
      'a zip archive',
      buildZip([{ name: 'x', content: 'y' }]),
      'is a zip archive or an Excel workbook (.xlsx)',
    ],
    ['a Parquet file', Buffer.from('PAR1\x15\x04\x15\x00'), 'is a Parquet file'],
    ['a gzip archive', gzipSync('a,b\n1,2\n'), 'is a gzip archive'],
    [
      'an old workbook',
      Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      'is an old Excel workbook (.xls)',
    ],
    ['other binary content', Buffer.from('a,b\n1,\0\n'), 'is a binary file'],
  ])('recognises %s', async (_name, bytes, message) => {
    const error = await failure(bytes);
    expect(error.code).toBe('DLQR_DATA');
    expect(error.message).toContain(message);
  });

  it('does not take text for binary because of how it begins', async () => {
    const table = await readCsv(await testFile('data.csv', 'PAR1,PK\n1,2\n'));
    expect(table.columns.map(({ name }) => name)).toEqual(['PAR1', 'PK']);
  });

  it('says that a file is missing, or a folder', async () => {
    const folder = await temporaryDirectory();
    await expect(readCsv(`${folder}/no.csv`)).rejects.toMatchObject({
      code: 'DLQR_FILE',
      message: `there is no CSV file ${folder}/no.csv`,
    });
    await expect(readCsv(folder)).rejects.toMatchObject({
      code: 'DLQR_FILE',
      message: `${folder} is a folder; expected a CSV file`,
    });
  });

  it.each<[CsvOptions, string]>([
    [{ delimiter: '' }, 'delimiter is ""; expected one character'],
    [{ delimiter: ', ' }, 'delimiter is ", "'],
    [{ delimiter: '\n' }, 'delimiter is "\\n"'],
    [{ delimiter: "'", quote: "'" }, 'quote and delimiter are both'],
    [{ skipLines: -1 }, 'skipLines is -1; expected a whole number of at least 0'],
    [{ skipLines: 0.5 }, 'skipLines is 0.5'],
    [{ header: [] }, 'header is an empty list'],
  ])('refuses the options %j', async (options, message) => {
    const error = await failure('a,b\n1,2\n', options);
    expect(error.code).toBe('DLQR_VALUE');
    expect(error.message).toContain(message);
  });

  it('refuses a file whose first line does not end', async () => {
    const error = await failure(`a,${'x'.repeat(3 * 2 ** 20)}\n1,2\n`);
    expect(error.message).toContain('has no line break in its first mebibyte');
  });

  it('refuses given names that are too few', async () => {
    expect((await failure('1,2\n', { header: ['a'] })).message).toContain(
      'line 1: 2 cells; expected 1',
    );
  });
});

describe('the line of an error', () => {
  it.each(['\n', '\r\n', '\r'])(
    'counts the breaks within cells, which are %j',
    async (lineBreak) => {
      const text = '\na,b\n"x\n\ny",1\n\n"p""\n","\nbad"\n'; // rows begin on lines 3 and 7
      const error = await failure(text.replaceAll('\n', lineBreak), { columns: { b: 'number' } });
      expect(error.message).toContain('line 8, column "b"');
    },
  );

  it('counts the lines that were skipped', async () => {
    const options: CsvOptions = { skipLines: 2, columns: { b: 'number' } };
    const error = await failure('one\ntwo\na,b\n1,2\n3,x\n', options);
    expect(error.message).toContain('line 5, column "b": "x" is not a number');
  });

  it('is the one on which the cell begins', async () => {
    const error = await failure('a,b,c\n"1\n2","3\n4",x\n', { columns: { c: 'number' } });
    expect(error.message).toContain('line 4, column "c"');
  });

  it('is right far into a long file with quotes', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, row) => `${row},"line ${row}\nand\nmore ${'z'.repeat(30)}"`,
    );
    const error = await failure(`n,text\n${rows.join('\n')}\nbad,"x"\n`, {
      columns: { n: 'number' },
    });
    expect(error.message).toContain('line 180002, column "n": "bad"');
  });
});
