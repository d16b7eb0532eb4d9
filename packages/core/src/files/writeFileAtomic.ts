// Writes files so that a reader, or a crash at any moment, sees the old content or the new, never a part.
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { FileError } from '../errors/index.ts';

/**
 * Replaces a file in one step: the content goes to a temporary neighbour, is forced to the disk, and
 * takes the name. Missing folders are made.
 *
 * @param content text (UTF-8), bytes, or a list of byte blocks written one after another
 * @throws {FileError} when the disk does not take it; the old content is then still there
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array | readonly Uint8Array[],
): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
  try {
    // Of a working directory that was deleted mkdir never comes back; resolve says that it is gone.
    await mkdir(dirname(resolve(path)), { recursive: true });
    const file = await open(temporary, 'w');
    try {
      const blocks: readonly (string | Uint8Array)[] = Array.isArray(content) ? content : [content];
      for (const block of blocks) await file.writeFile(block);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {}); // the first error is the one that matters
    throw new FileError(`cannot write ${path}: ${(cause as Error).message}`, { cause });
  }
}

/** Writes a value as indented JSON, atomically, with a newline at the end. */
export async function writeJsonAtomic(path: string, value: unknown): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`);
}
