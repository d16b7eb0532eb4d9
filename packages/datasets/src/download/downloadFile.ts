// Brings a published file into a folder: whole, checked, and once, whatever happens on the way.
import { rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DownloadError, FileError, isDlqrError, ValueError } from '@dlqr/core/errors';
import { withFileLock } from '../files/fileLock.ts';
import { throwIfAborted } from '../files/throwIfAborted.ts';
import { sha256OfFile } from './fileHash.ts';
import { PartialFile } from './partialFile.ts';
import { type DownloadProgress, TemporaryError, transfer } from './transfer.ts';

/** A file as it is published. */
export interface PublishedFile {
  /** Its name in the cache and in a data folder. */
  readonly name: string;
  /** Where it is to be had, the canonical place first. */
  readonly urls: readonly string[];
  /** Lower-case hexadecimal; `not-published` where nobody gives one. */
  readonly sha256: string | 'not-published';
  /** More than this is not the file. */
  readonly maxBytes: number;
}

/** How to download. */
export interface DownloadOptions {
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
  /** The longest time without a byte. Default 30,000. */
  readonly timeoutMs?: number;
  /** Attempts after the first, for each URL. Default 4. */
  readonly maxRetries?: number;
  /** The wait before the first retry; it doubles each time. Default 1000. */
  readonly retryDelayMs?: number;
}

/**
 * Downloads a file, unless it is there and intact.
 *
 * The bytes go to `<path>.part`, which takes the name only when it is complete and its checksum is
 * right. An interrupted download goes on where it ended, also in a later run, if the server has still
 * the same version. Two processes that want the same file download it once.
 *
 * @returns whether anything was downloaded
 * @throws {DownloadError} when no URL gives the file, it is larger than it may be, or its checksum is
 *   wrong; nothing takes the file's name then
 * @throws {InterruptedError} when the signal is given; what has arrived is kept
 * @throws {FileError} when the disk does not take the file
 * @example await downloadFile(file, 'cache/winequality-white.csv') // true
 */
export async function downloadFile(
  file: PublishedFile,
  path: string,
  options: DownloadOptions = {},
): Promise<boolean> {
  if (file.urls.length === 0) throw new ValueError(`${file.name} has no address to download from`);
  throwIfAborted(options.signal, `the download of ${file.name}`);
  return withFileLock(path, options.signal, async (signal) => {
    if (await isIntact(file, path)) return false;
    await rm(path, { force: true });
    await fromAnyUrl(file, path, options, signal);
    return true;
  });
}

/** Whether the file is there and what was published, as far as that can be told. */
export async function isIntact(file: PublishedFile, path: string): Promise<boolean> {
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  );
  if (size === null || size === 0 || size > file.maxBytes) return false;
  return file.sha256 === 'not-published' || (await sha256OfFile(path)) === file.sha256;
}

async function fromAnyUrl(
  file: PublishedFile,
  path: string,
  options: DownloadOptions,
  signal: AbortSignal,
): Promise<void> {
  const failures: DownloadError[] = [];
  for (const url of file.urls) {
    try {
      return await withRetries(file, url, path, options, signal);
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  const hint = failures[0]?.hint;
  throw new DownloadError(failures.map(({ message }) => message).join('; '), {
    cause: failures[0],
    ...(hint && { hint }),
  });
}

async function withRetries(
  file: PublishedFile,
  url: string,
  path: string,
  options: DownloadOptions,
  signal: AbortSignal,
): Promise<void> {
  const { maxRetries = 4, retryDelayMs = 1000 } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      return await attemptOnce(file, url, path, options, signal);
    } catch (error) {
      throwIfAborted(options.signal, `the download of ${file.name}`);
      refuseHopeless(error as NodeJS.ErrnoException, path, signal);
      const isLast = attempt >= maxRetries || isUnreachable(error as NodeJS.ErrnoException);
      if (isLast) throw gaveUp(url, attempt + 1, error as Error);
    }
    const delayMs = retryDelayMs * 2 ** attempt;
    await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    throwIfAborted(options.signal, `the download of ${file.name}`);
  }
}

async function attemptOnce(
  file: PublishedFile,
  url: string,
  path: string,
  { timeoutMs = 30_000, onProgress }: DownloadOptions,
  signal: AbortSignal,
): Promise<void> {
  const part = new PartialFile(path);
  const name = basename(path);
  const { maxBytes } = file;
  const resumed = await transfer(part, { url, name, maxBytes, timeoutMs, signal, onProgress });
  if (!(await isIntact(file, part.path))) {
    const received = await sha256OfFile(part.path);
    await part.discard();
    // Two versions may have been joined: only what came in one piece is known to be wrong.
    if (resumed) throw new TemporaryError('the resumed file has a wrong checksum');
    const expected = file.sha256 === 'not-published' ? 'a file that is not empty' : file.sha256;
    throw new DownloadError(
      `${url} gave a file with the SHA-256 ${received}; expected ${expected}`,
      {
        hint: 'The file was changed or damaged. It was deleted; try again later.',
      },
    );
  }
  await part.complete();
}

function gaveUp(url: string, numAttempts: number, cause: Error): DownloadError {
  return new DownloadError(
    `${url} could not be downloaded (attempts: ${numAttempts}): ${cause.message}`,
    {
      cause,
      hint: 'Check the network connection and try again: the download goes on where it ended.',
    },
  );
}

/** Whether waiting will not help: the name of the server is unknown, or its certificate is not trusted. */
function isUnreachable({ code = '' }: NodeJS.ErrnoException): boolean {
  return code === 'ENOTFOUND' || /CERT|TLS|SSL/.test(code);
}

const DISK_ERRORS: ReadonlySet<string> = new Set(['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT', 'EPERM']);

/** Rethrows what no other attempt and no other URL can mend. */
function refuseHopeless(error: NodeJS.ErrnoException, path: string, signal: AbortSignal): void {
  if (isDlqrError(error)) throw error;
  if (signal.aborted) {
    throw new FileError(`lost the lock on ${path} while downloading`, { cause: signal.reason });
  }
  if (!DISK_ERRORS.has(error.code ?? '')) return;
  throw new FileError(`cannot write ${path}: ${error.message}`, {
    cause: error,
    hint: 'Make room, or choose another cache folder with DLQR_CACHE_DIR.',
  });
}
