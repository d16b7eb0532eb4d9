// Finds the event files of a run.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from '@dlqr/core/errors';

/**
 * The event files behind a path, the oldest first: the file itself, or those in a folder (not in
 * folders below it: each of them is a run of its own).
 *
 * @throws {FileError} when there is no such file or folder, or the folder has no event files
 */
export async function eventFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch((cause: Error) => {
    throw new FileError(`cannot read ${path}: ${cause.message}`, { cause });
  });
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && entry.name.includes('tfevents'));
  if (names.length === 0) {
    throw new FileError(`there are no event files in the folder ${path}`, {
      hint: 'Give the folder of a run, such as logs/train; the files have "tfevents" in their names.',
    });
  }
  // Time and number are compared as numbers: a file ".10" is younger than ".9".
  const byAge = new Intl.Collator('en', { numeric: true });
  return names.map((entry) => join(path, entry.name)).sort(byAge.compare);
}
