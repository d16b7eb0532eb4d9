import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { checkLinks } from './links.mjs';

/**
 * What is wrong with the README of a package.
 *
 * @param {string | null} readme null: there is none
 * @param {object} [manifest]
 */
async function problemsOf(readme, manifest = {}) {
  const root = await temporaryDirectory();
  const folder = 'packages/core';
  await mkdir(join(root, folder, 'docs'), { recursive: true });
  await writeFile(join(root, folder, 'docs/a b.md'), '');
  if (readme !== null) await writeFile(join(root, folder, 'README.md'), readme);
  return checkLinks(root, [{ name: '@dlqr/core', folder, layer: 'base', manifest, sources: [] }]);
}

describe('checkLinks', () => {
  it('accepts links to files and folders, to anchors, and to other sites', async () => {
    const readme = '[a](docs/a%20b.md#x) ![b](../core/docs "title") [c](#c) [d](https://e.org/x)';
    expect(await problemsOf(readme)).toEqual([]);
  });

  it('names a link that leads nowhere', async () => {
    expect(await problemsOf('[a](docs/b.md#x), [b](docs)')).toEqual([
      'packages/core/README.md: the link to docs/b.md leads nowhere',
    ]);
  });

  it('takes code for no link', async () => {
    expect(await problemsOf('```ts\nrows[0](x)\n```')).toEqual([]);
  });

  it('wants a README of what is published', async () => {
    expect(await problemsOf(null)).toEqual([expect.stringContaining('needs one')]);
    expect(await problemsOf(null, { private: true })).toEqual([]);
  });
});
