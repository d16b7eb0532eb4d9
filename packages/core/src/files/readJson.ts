// Reads JSON files with errors that a user can act on.
import { readFile } from 'node:fs/promises';
import { FileError } from '../errors/index.ts';

/**
 * The content of a JSON file.
 *
 * @param what the file's role, for the error: "run file", "model"
 * @throws {FileError} when the file is missing, a directory, empty or not JSON
 */
export async function readJson(path: string, what: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
    throw new FileError(`cannot read the ${what} ${path}: ${reason}`, { cause });
  });
  if (text.trim() === '') {
    throw new FileError(`the ${what} ${path} is empty`, { hint: 'Take an intact copy of it.' });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FileError(`the ${what} ${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}
