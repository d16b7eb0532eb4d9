import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryDirectory } from './temporaryDirectory.ts';

let path: string;

it('temporaryDirectory makes an empty folder', async () => {
  path = await temporaryDirectory();
  expect(await readdir(path)).toEqual([]);
  await writeFile(join(path, 'a.txt'), 'x');
});

it('which is gone, with what is in it, after the test', () => {
  expect(existsSync(path)).toBe(false);
});
