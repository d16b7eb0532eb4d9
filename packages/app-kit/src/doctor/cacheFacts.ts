// Whether downloaded data sets can be kept.
import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from '@dlqr/datasets';
import type { CacheFacts } from './examination.ts';

/** Tries to write a file into the folder, which is made where it is missing, as a download would. */
export async function cacheFacts(directory: string = cacheDirectory()): Promise<CacheFacts> {
  const path = join(directory, `doctor-${randomUUID()}.tmp`);
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(path, 'x');
    const { bavail, bsize } = await statfs(directory);
    return { directory, writable: true, freeBytes: bavail * bsize, problem: null };
  } catch (error) {
    const problem = (error as Error).message;
    return { directory, writable: false, freeBytes: null, problem };
  } finally {
    await rm(path, { force: true }).catch(() => {});
  }
}
