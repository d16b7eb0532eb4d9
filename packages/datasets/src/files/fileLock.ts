// Lets one process at a time work on a file.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileError } from '@dlqr/core/errors';
import { lock } from 'proper-lockfile';
import { throwIfAborted } from './throwIfAborted.ts';

const STALE_AFTER_MS = 15_000;
const RENEW_EVERY_MS = 5_000;
const POLL_EVERY_MS = 100;

/**
 * Runs the work while no other process does so for the same file. The lock is the folder
 * `<path>.lock`; that of a process which died is taken over after 15 seconds without renewal.
 *
 * @param work gets a signal that is given when the caller's is, or when the lock is lost
 * @throws {InterruptedError} when the signal is given while waiting
 * @throws {FileError} when the lock cannot be made
 */
export async function withFileLock<T>(
  path: string,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const release = await acquire(path, signal, (error) => lost.abort(error));
  try {
    return await work(signal ? AbortSignal.any([signal, lost.signal]) : lost.signal);
  } finally {
    if (!lost.signal.aborted) await release();
  }
}

async function acquire(
  path: string,
  signal: AbortSignal | undefined,
  onCompromised: (error: Error) => void,
): Promise<() => Promise<void>> {
  const options = { realpath: false, stale: STALE_AFTER_MS, update: RENEW_EVERY_MS, onCompromised };
  try {
    await mkdir(dirname(path), { recursive: true });
    for (;;) {
      throwIfAborted(signal, `waiting for the lock ${path}.lock`);
      const release = await lock(path, options).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ELOCKED') return null;
        throw error;
      });
      if (release) return release;
      await sleep(POLL_EVERY_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  } catch (cause) {
    throwIfAborted(signal, `waiting for the lock ${path}.lock`);
    throw new FileError(`cannot lock ${path}: ${(cause as Error).message}`, {
      cause,
      hint: 'Choose a cache folder that can be written to: set DLQR_CACHE_DIR.',
    });
  }
}
