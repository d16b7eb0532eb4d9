// Says what stands at a path before anything tries to read it.
import { stat } from 'node:fs/promises';
import { FileError } from '@dlqr/core/errors';

/** What stands at a path: a file, a directory, or null for nothing. */
export async function pathKind(path: string): Promise<'file' | 'directory' | null> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null;
    throw new FileError(`cannot read ${path}: ${cause.message}`, { cause });
  });
  if (!found) return null;
  return found.isDirectory() ? 'directory' : 'file';
}

/** @throws {FileError} when the path is not that of a file */
export async function requireFile(path: string, what: string): Promise<void> {
  const kind = await pathKind(path);
  if (kind === 'file') return;
  if (kind === null) throw missing(path, what);
  throw new FileError(`${path} is a folder; expected a ${what}`, {
    hint: 'Give the path of one file in it.',
  });
}

/** @throws {FileError} when the path is not that of a folder */
export async function requireFolder(path: string, what: string): Promise<void> {
  const kind = await pathKind(path);
  if (kind === 'directory') return;
  if (kind === null) throw missing(path, what);
  throw new FileError(`${path} is a file; expected a ${what}`, { hint: 'Give a folder.' });
}

function missing(path: string, what: string): FileError {
  return new FileError(`there is no ${what} ${path}`, {
    hint: 'Check the path; a relative one begins at the folder in which the program was started.',
  });
}
