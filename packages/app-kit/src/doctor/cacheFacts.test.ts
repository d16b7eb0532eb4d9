import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { cacheFacts } from './cacheFacts.ts';

describe('cacheFacts', () => {
  it('makes the folder, writes to it, and leaves nothing in it', async () => {
    const directory = join(await temporaryDirectory(), 'a', 'b');
    const facts = await cacheFacts(directory);
    expect(facts).toMatchObject({ directory, writable: true, problem: null });
    expect(facts.freeBytes).toBeGreaterThan(0);
    expect(await readdir(directory)).toEqual([]);
  });

  it('says why it cannot be written to', async () => {
    const file = join(await temporaryDirectory(), 'a file');
    await writeFile(file, '');
    const facts = await cacheFacts(join(file, 'cache'));
    expect(facts).toMatchObject({
      writable: false,
      freeBytes: null,
      problem: expect.stringMatching(/ENOTDIR|ENOENT/),
    });
  });
});
