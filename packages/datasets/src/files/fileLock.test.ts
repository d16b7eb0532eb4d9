import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { testFile } from '../testing/testFile.ts';
import { withFileLock } from './fileLock.ts';

describe('withFileLock', () => {
  it('lets one work at a time, and gives back what the work gives', async () => {
    const path = join(await temporaryDirectory(), 'deep/file');
    let atWork = 0;
    const work = async (result: number): Promise<number> => {
      expect(++atWork).toBe(1);
      await new Promise(setImmediate);
      atWork--;
      return result;
    };
    const results = await Promise.all(
      [1, 2, 3].map((n) => withFileLock(path, undefined, () => work(n))),
    );
    expect(results).toEqual([1, 2, 3]);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('gives the lock back when the work fails', async () => {
    const path = join(await temporaryDirectory(), 'file');
    const failed = withFileLock(path, undefined, async () => {
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('hands the signal on', async () => {
    const path = join(await temporaryDirectory(), 'file');
    const controller = new AbortController();
    const seen = await withFileLock(path, controller.signal, async (signal) => {
      controller.abort();
      return signal.aborted;
    });
    expect(seen).toBe(true);
  });

  it('says where the lock cannot be made', async () => {
    const file = await testFile('file', 'x');
    await expect(withFileLock(`${file}/below`, undefined, async () => 1)).rejects.toMatchObject({
      code: 'DLQR_FILE',
      message: expect.stringContaining(`cannot lock ${file}/below`),
      hint: expect.stringContaining('DLQR_CACHE_DIR'),
    });
  });

  it('waits until another gives it back', async () => {
    const path = join(await temporaryDirectory(), 'file');
    await mkdir(`${path}.lock`);
    let freed = false;
    const waiting = withFileLock(path, undefined, async () => freed);
    await new Promise(setImmediate);
    freed = true;
    await rm(`${path}.lock`, { recursive: true });
    expect(await waiting).toBe(true);
  });
});
