// Unpacks tar archives compressed with gzip.
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import type { UnpackTarget } from './unpackTarget.ts';

const FILE_TYPES: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);

/** Room for the headers of one entry, which count as unpacked bytes but not as content. */
const HEADER_BYTES = 4096;

/** Unpacks every file and folder; anything else in the archive is an error. */
export async function unpackTarGz(
  archive: string,
  target: UnpackTarget,
  signal: AbortSignal,
): Promise<void> {
  const entries = new EntryStore(target);
  const parser = new Parser({ strict: true, onReadEntry: (entry) => entries.store(entry) });
  parser.on('ignoredEntry', (entry: ReadEntry) => entries.refuseUnknown(entry));
  try {
    for await (const block of unzipped(archive, target, signal)) {
      if (!parser.write(block)) await once(parser, 'drain');
      entries.throwFailure();
    }
    const ended = once(parser, 'end');
    parser.end();
    await ended;
    await entries.stored();
  } catch (error) {
    await entries.abandon();
    throw error;
  }
}

/** Stores entries one at a time: the parser waits until each of them has been read. */
class EntryStore {
  readonly #target: UnpackTarget;
  #entry: ReadEntry | null = null;
  #stored: Promise<void> = Promise.resolve();
  #failure: unknown = null;

  constructor(target: UnpackTarget) {
    this.#target = target;
  }

  store(entry: ReadEntry): void {
    this.#entry = entry;
    const work = storeEntry(entry, this.#target).catch((error: unknown) => {
      this.#failure ??= error;
      entry.resume(); // else the parser would wait for ever
    });
    this.#stored = this.#stored.then(() => work); // the file before may still be closing
  }

  refuseUnknown({ path, type }: ReadEntry): void {
    this.#failure ??= this.#target.refusal(`entry "${path}" is of the unknown type ${type}`);
  }

  throwFailure(): void {
    if (this.#failure) throw this.#failure;
  }

  /** Waits until the last entry is on the disk. */
  async stored(): Promise<void> {
    await this.#stored;
    this.throwFailure();
  }

  /** Ends an entry whose rest will not come, so that its file is closed. */
  async abandon(): Promise<void> {
    this.#entry?.end();
    await this.#stored;
  }
}

async function* unzipped(
  archive: string,
  target: UnpackTarget,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const { maxTotalBytes, maxEntries } = target.limits;
  const limit = maxTotalBytes + maxEntries * HEADER_BYTES;
  const source = createReadStream(archive, { signal });
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  let bytes = 0;
  try {
    for await (const block of source.pipe(gunzip)) {
      bytes += (block as Buffer).length;
      if (bytes > limit) throw target.refusal(`it unpacks to more than ${maxTotalBytes} bytes`);
      yield block as Buffer;
    }
  } finally {
    source.destroy();
  }
}

async function storeEntry(entry: ReadEntry, target: UnpackTarget): Promise<void> {
  if (entry.type === 'Directory') {
    entry.resume();
    await target.addFolder(entry.path);
  } else if (FILE_TYPES.has(entry.type)) {
    await target.addFile(entry.path, entry.size, entry);
  } else {
    throw target.refusal(`entry "${entry.path}" is a link or a device (${entry.type})`);
  }
}
