// Unpacks an archive as a whole or not at all.
import { createHash } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FileError, isDlqrError } from '@dlqr/core/errors';
import { pathKind, requireFile } from '../files/fileKind.ts';
import { withFileLock } from '../files/fileLock.ts';
import { throwIfAborted } from '../files/throwIfAborted.ts';
import { unpackTarGz } from './unpackTarGz.ts';
import { type UnpackLimits, UnpackTarget } from './unpackTarget.ts';
import { unpackZip } from './unpackZip.ts';

/** How to unpack. */
export interface UnpackOptions extends UnpackLimits {
  readonly signal?: AbortSignal;
}

/**
 * Unpacks a zip or tar.gz archive into a new folder.
 *
 * The entries go to a temporary folder, which takes the name when all of them are there and intact.
 * Entries that would leave the folder, links, devices, and archives that unpack to more than the
 * limits are refused as a whole.
 *
 * @param folder does not exist yet
 * @throws {FileError} when the archive is missing, of another format, cut short or damaged, or the
 *   folder exists
 * @throws {DataError} when the archive holds what must not be unpacked; the message names the entry
 * @throws {InterruptedError} when the signal is given
 * @example await unpackArchive('cifar-10-binary.tar.gz', 'cifar10')
 */
export async function unpackArchive(
  archive: string,
  folder: string,
  options: UnpackOptions = {},
): Promise<void> {
  await requireFile(archive, 'archive');
  await withFileLock(folder, options.signal, async (signal) => {
    if ((await pathKind(folder)) !== null) {
      throw new FileError(`${folder} exists already`, { hint: 'Give the name of a new folder.' });
    }
    await unpackToNew(archive, folder, options, signal);
  });
}

/**
 * The folder in the cache that holds the content of an archive, unpacked on first use and again when
 * the archive has changed.
 *
 * @param cache a folder, made if it is missing
 * @throws as `unpackArchive` does, but for the folder, which may exist
 */
export async function unpackedFolder(
  archive: string,
  cache: string,
  options: UnpackOptions = {},
): Promise<string> {
  await requireFile(archive, 'archive');
  const { size, mtimeMs } = await stat(archive);
  const identity = JSON.stringify([await realpath(archive), size, mtimeMs]);
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  const folder = join(cache, `${basename(archive)}-${digest}`);
  await withFileLock(folder, options.signal, async (signal) => {
    if ((await pathKind(folder)) === null) await unpackToNew(archive, folder, options, signal);
  });
  return folder;
}

/** To be called with the lock of the folder held: the temporary folder has a fixed name. */
async function unpackToNew(
  archive: string,
  folder: string,
  options: UnpackOptions,
  signal: AbortSignal,
): Promise<void> {
  const temporary = `${folder}.tmp`;
  await rm(temporary, { recursive: true, force: true }); // of a process that was killed
  const target = new UnpackTarget(archive, temporary, options);
  try {
    await mkdir(temporary, { recursive: true });
    await unpackerFor(await firstBytes(archive), archive)(archive, target, signal);
    await rename(temporary, folder);
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true });
    throwIfAborted(options.signal, `unpacking ${archive}`);
    if (isDlqrError(cause)) throw cause;
    throw new FileError(`cannot unpack ${archive}: ${(cause as Error).message}`, {
      cause,
      hint: 'The archive is damaged or the disk is full: take an intact copy, or make room.',
    });
  }
}

function unpackerFor(head: string, archive: string): typeof unpackZip {
  if (head.startsWith('504b')) return unpackZip;
  if (head.startsWith('1f8b')) return unpackTarGz;
  throw new FileError(`${archive} is neither a zip nor a tar.gz archive`, {
    hint: 'Unpack it with its own program, and give the folder.',
  });
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead).toString('hex');
  } finally {
    await file.close();
  }
}
