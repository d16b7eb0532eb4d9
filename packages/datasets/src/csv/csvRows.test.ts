import { createHash } from 'node:crypto';
import { readdir, readlink, truncate } from 'node:fs/promises';
import { Random } from '@dlqr/core/random';
import { describe, expect, it, vi } from 'vitest';
import { testFile } from '../testing/testFile.ts';
import { visitCsvRows } from './csvRows.ts';

/** The lines on which rows begin, and a digest of all cells. */
async function rowsOf(path: string): Promise<{ lines: number[]; digest: string }> {
  const hash = createHash('sha256');
  const lines: number[] = [];
  const format = { path, encoding: 'utf-8', skipLines: 0, delimiter: ',', quote: '"' } as const;
  await visitCsvRows(format, ({ cells, line }) => {
    lines.push(line);
    hash.update(JSON.stringify(cells));
  });
  return { lines, digest: hash.digest('hex') };
}

describe('visitCsvRows', () => {
  it.each(['\n', '\r\n', '\r'])(
    'gives the same cells and lines wherever the blocks of the file end (%j)',
    async (lineBreak) => {
      const random = new Random(7);
      const parts = ['', 'plain', 'é€😀', ',', '""', '\n', '\n\n', 'x'.repeat(500)];
      const expected: number[] = [];
      const hash = createHash('sha256');
      const rows: string[] = [];
      let line = 1;
      for (let bytes = 0; bytes < 3 * 2 ** 20; ) {
        const cells = Array.from({ length: 3 }, () =>
          Array.from({ length: random.integer(1, 5) }, () => parts[random.integer(0, 8)]).join(''),
        );
        expected.push(line);
        line += 1 + cells.join('').split('\n').length - 1;
        hash.update(JSON.stringify(cells.map((cell) => cell.replaceAll('""', '"'))));
        const row = cells.map((cell) => `"${cell}"`).join(',');
        bytes += Buffer.byteLength(row);
        rows.push(row);
      }
      const text = `${rows.join('\n')}\n`.replaceAll('\n', lineBreak);
      expect(await rowsOf(await testFile('long.csv', text))).toEqual({
        lines: expected,
        digest: hash.digest('hex'),
      });
    },
  );

  it('gives up on a quote that stays open for 16 MiB', async () => {
    const path = await testFile('open.csv', 'a,b\n1,2\n3,"');
    await truncate(path, 2 ** 33); // sparse: far more than a text can hold
    await expect(rowsOf(path)).rejects.toMatchObject({
      code: 'DLQR_DATA',
      message: expect.stringContaining('line 3: a cell begins with a quote that is never closed'),
    });
  });

  it('closes the file when it fails, instead of reading on', async () => {
    const path = await testFile('bad.csv', 'a,b\n1,2\n');
    await truncate(path, 2 ** 33); // sparse: 8 GiB to read, nothing on the disk
    const format = { path, encoding: 'utf-8', skipLines: 0, delimiter: ',', quote: '"' } as const;
    const stop = new Error('stop');
    const failed = visitCsvRows(format, () => {
      throw stop;
    });
    await expect(failed).rejects.toBe(stop);
    await vi.waitFor(async () => expect(await openFiles()).not.toContain(path));
  });
});

/** The files that this process has open, where the system shows them. */
async function openFiles(): Promise<string[]> {
  const descriptors = await readdir('/proc/self/fd').catch(() => []);
  return Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
}
