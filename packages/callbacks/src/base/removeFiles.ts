// Removes what a callback wrote into a folder, and nothing else.
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes the files of such names, and the folder where nothing else is in it. */
export async function removeFiles(directory: string, names: RegExp): Promise<void> {
  const found = await readdir(directory).catch(() => []);
  for (const name of found) {
    if (names.test(name)) await rm(join(directory, name), { force: true });
  }
  await rmdir(directory).catch(() => undefined);
}
