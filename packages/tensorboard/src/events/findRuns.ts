// Finds the runs below a folder.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { FileError } from '@dlqr/core/errors';

/** A folder with event files. */
export interface FoundRun {
  /** Its path below the folder that was searched, with slashes, as TensorBoard names it; `.` for itself. */
  readonly name: string;
  readonly path: string;
}

/**
 * The folders with event files in a folder and all below it, by name.
 *
 * @throws {FileError} when there is no such folder
 * @example
 * await findRuns('logs') // [{ name: 'wine/train', path: 'logs/wine/train' }, …]
 */
export async function findRuns(logDir: string): Promise<FoundRun[]> {
  const entries = await readdir(logDir, { withFileTypes: true, recursive: true }).catch(
    (cause: Error) => {
      throw new FileError(`cannot read ${logDir}: ${cause.message}`, { cause });
    },
  );
  const folders = new Set(
    entries
      .filter((entry) => entry.isFile() && entry.name.includes('tfevents'))
      .map((entry) => entry.parentPath),
  );
  return [...folders]
    .map((path) => ({ path: join(path), name: relative(logDir, path).split(sep).join('/') || '.' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
