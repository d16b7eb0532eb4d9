// Reads the file of a CSVLogger back, as text cells.
import { readFile } from 'node:fs/promises';
import { FileError } from '@dlqr/core/errors';

/** The cells of a log as they stand in the file; the first column is `epoch`. */
export interface LogTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The log in a file; an empty one where there is no file. A last line that was cut off is left out.
 *
 * @throws {FileError} when the file cannot be read or holds something else
 */
export async function readLogTable(path: string, separator: string): Promise<LogTable> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw new FileError(`cannot read ${path}: ${cause.message}`, { cause });
  });
  const lines = text.split('\n').slice(0, -1);
  const [columns = [], ...rows] = lines.map((line) => line.replace(/\r$/, '').split(separator));
  if (columns.length > 0 && columns[0] !== 'epoch') {
    throw new FileError(
      `${path} begins with "${columns[0]}"; expected the column "epoch" and the separator ${JSON.stringify(separator)}`,
      { hint: 'Give another path, or the separator that the file was written with.' },
    );
  }
  return { columns, rows };
}
